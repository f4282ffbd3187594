namespace CallQueue.Benchmarks;

/// <summary>The benchmark of whole lives over HTTP, with few calls. It checks itself that each call is dialed once, ends, and is recorded.</summary>
public class WireTests
{
    [Fact]
    public async Task It_measures_the_floor_and_one_process_and_every_call_adds_up()
    {
        if (!OperatingSystem.IsLinux()) return; // It reads the CPU time of processes from /proc.
        using ChildProcess wire = ChildProcess.Start(Program(), null, "wire", "--quick", "--systems", "floor,ours", "--shape", "2x5", "--calls", "40", "--warm-up", "20");

        (await wire.EndAsync(TimeSpan.FromMinutes(3))).ShouldBe(0, wire.Output);
        wire.Output.ShouldContain("| 2x5 | floor | 20 lives |");
        wire.Output.ShouldContain("| 2x5 | ours | 20 lives |");
        wire.Output.ShouldNotContain("Failed");
    }

    [Fact]
    public async Task A_wrong_option_gets_the_help()
    {
        using ChildProcess wire = ChildProcess.Start(Program(), null, "wire", "--systems", "another");

        (await wire.EndAsync()).ShouldBe(2);
        await wire.SaysAsync("Examples:");
    }

    private static string Program()
    {
        DirectoryInfo tests = new(AppContext.BaseDirectory);
        string built = Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."), AppContext.BaseDirectory);
        while (tests.Name != "tests") tests = tests.Parent!;
        return Path.Combine(tests.FullName, "CallQueue.Benchmarks", built, "CallQueue.Benchmarks.dll");
    }
}
