using CallQueue.CarrierLab;

namespace CallQueue.Carriers;

/// <summary>The verdicts of the carrier lab as the adapters read them: signed, and in every order that the lab knows.</summary>
public abstract class MachineLabTests : LabTests
{
    protected static MachineDetection Async { get; } = new(MachineMode.Message, Waits: false);

    [Theory]
    [InlineData(LabVerdict.Prompt, AnsweredBy.Machine)]
    [InlineData(LabVerdict.Early, AnsweredBy.Machine)]
    [InlineData(LabVerdict.Late, AnsweredBy.Machine)]
    [InlineData(LabVerdict.Twice, AnsweredBy.Machine)]
    public async Task A_verdict_arrives_signed_with_its_attempt(LabVerdict verdict, string word)
    {
        await StartAsync();
        Lab.Chance.NextMachines.Enqueue(true);
        Lab.Chance.NextVerdicts.Enqueue(verdict);
        (await Carrier.DialAsync(Dial() with { Machine = Async }, default)).ShouldBeOfType<DialAnswer.Accepted>();
        for (int times = verdict == LabVerdict.Twice ? 2 : 1; times > 0;)
        {
            CarrierEvent told = await Receiver.NextAsync();
            if (told.Report.AnsweredBy is not { } said) continue;
            (said, told.Attempt.Token).ShouldBe((word, "t0k"));
            times--;
        }

        Receiver.Forged.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_carrier_waits_the_verdict_comes_with_the_request_for_the_document()
    {
        await StartAsync();
        Lab.Chance.NextMachines.Enqueue(true);
        (await Carrier.DialAsync(Dial() with { Machine = new MachineDetection(MachineMode.Message, Waits: true) }, default)).ShouldBeOfType<DialAnswer.Accepted>();
        while ((await Receiver.NextAsync()).Report.AnsweredBy != AnsweredBy.Machine)
        {
        }

        Receiver.Forged.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_live_call_takes_the_message_and_one_that_is_over_refuses_it()
    {
        TalkMs = (60_000, 60_000);
        await StartAsync();
        CarrierCallId id = (await Carrier.DialAsync(Dial() with { Machine = Async }, default)).ShouldBeOfType<DialAnswer.Accepted>().Call;
        await Lab.Ledger.WaitForAsync(entry => entry.Kind == "answered");
        var left = new CallScript { Message = "Call us back." };
        (await Carrier.LeaveMessageAsync(id, Some.Attempt(), left, default)).ShouldBeOfType<MessageAnswer.Speaking>();
        (await Lab.Ledger.WaitForAsync(entry => entry.Kind == "message")).Said.ShouldBeOneOf("200", "202");
        Lab.Calls.Find(id.Value)!.Message.ShouldNotBeNull().ShouldContain("Call us back.");
        await Carrier.HangUpAsync(id, default);
        await Lab.Ledger.WaitForAsync(entry => entry.Kind == "ended");
        (await Carrier.LeaveMessageAsync(id, Some.Attempt(), left, default)).ShouldBeOfType<MessageAnswer.Refused>();
    }
}

public sealed class TwilioMachineLabTests : MachineLabTests;

public sealed class PlivoMachineLabTests : MachineLabTests
{
    private protected override string Kind => "plivo";
}
