using CallQueue.CarrierLab;

namespace CallQueue.Carriers;

public sealed class LabArgumentsTests
{
    [Fact]
    public void The_command_line_is_read()
    {
        LabOptions options = LabArguments.Parse(["--port", "0", "--ledger", "l.jsonl", "--talk-ms", "20-80", "--ring-ms", "5", "--lose", "0.05", "--duplicate", "0.1", "--ends", "completed=7,busy=3"]);
        (options.LedgerPath, options.TalkMs, options.RingMs, options.Lose, options.Duplicate, options.Ends["busy"]).ShouldBe(("l.jsonl", (20, 80), (5, 5), 0.05, 0.1, 3));
    }

    [Theory]
    [InlineData("--lose", "2")]
    [InlineData("--talk-ms", "80-20")]
    [InlineData("--nonsense", "1")]
    [InlineData("--ends", "teleported=1")]
    public void What_can_not_be_read_is_named(string name, string value) =>
        Should.Throw<FormatException>(() => LabArguments.Parse([name, value])).Message.ShouldStartWith(name);
}
