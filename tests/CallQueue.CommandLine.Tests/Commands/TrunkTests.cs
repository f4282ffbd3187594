using CallQueue.Commands;

namespace CallQueue;

/// <summary><c>callqueue trunk</c> against a process that uses the data folder.</summary>
public sealed class TrunkTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Accounts_of_a_running_process_are_listed_and_reopened()
    {
        using var serving = new InProcess();
        Task<ExitCode> serve = serving.StartAsync("serve", "--port", "0", "--host", "127.0.0.1", "--verbose", "--data", _scene.Data);
        await KeysTests.UrlAsync(serving, serve);

        (ExitCode code, string list, string error) = await RunAsync("trunk", "list");
        code.ShouldBe(ExitCode.Done, error);
        list.ShouldContain("simulated:local");
        list.ShouldContain("open");
        (await RunAsync("trunk", "reopen")).Out.ShouldContain("simulated:local is open");
        (await RunAsync("trunk", "reopen", "simulated:local")).Code.ShouldBe(ExitCode.Done);
        (ExitCode unknown, _, string problem) = await RunAsync("trunk", "reopen", "twilio:other");
        (unknown, problem.Trim()).ShouldBe((ExitCode.BadInput, "There is no carrier account 'twilio:other'. (callqueue trunk list shows all.)"));

        serving.Interrupts.Interrupt();
        (await serve).ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task Without_a_process_there_is_nothing_to_reopen()
    {
        (ExitCode code, _, string error) = await RunAsync("trunk", "reopen");
        code.ShouldBe(ExitCode.BadInput);
        error.ShouldContain("No process is using this data folder");
    }

    private Task<(ExitCode Code, string Out, string Error)> RunAsync(params string[] args) => InProcess.RunAsync([.. args, "--data", _scene.Data]);
}
