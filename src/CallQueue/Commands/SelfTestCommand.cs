using System.CommandLine;
using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Carriers.Simulated;
using CallQueue.Composition;
using CallQueue.Dialing;
using CallQueue.Keys;
using CallQueue.Runs;
using CallQueue.Storage;
using Microsoft.Extensions.Logging;

namespace CallQueue.Commands;

/// <summary><c>callqueue selftest</c>: checks whether this machine and its settings can dial. Places no real calls.</summary>
internal sealed class SelfTestCommand(Surroundings around)
{
    private const int Calls = 7;
    private const int Slots = 3;
    private static readonly TimeSpan AgentLimit = TimeSpan.FromSeconds(3);
    private readonly Option<string?> _data = CommonOptions.Data();
    private bool _hasFailed;

    public Command Build()
    {
        var command = new Command("selftest", "Check this machine and its settings, and dial seven simulated calls. Nobody is called.") { _data };
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        await CheckAsync("runtime", () => Task.FromResult($".NET {Environment.Version} on {Environment.OSVersion.Platform}, {Environment.ProcessorCount} processors"));
        await CheckAsync("listening address", () => ListenAsync(Deployment.Folder(parsed.GetValue(_data), around)));
        await CheckAsync("data folder", () => FolderAsync(Deployment.Folder(parsed.GetValue(_data), around)));
        await CheckAsync("carrier", CarrierAsync);
        if (around.Text("AGENT_SERVER_URL") is { } agent) await CheckAsync("agent server", () => AgentAsync(agent));
        await CheckAsync($"{Calls} simulated calls", DialAsync);
        around.Say(_hasFailed ? "FAIL" : "PASS");
        return _hasFailed ? ExitCode.Unexpected : ExitCode.Done;
    }

    private async Task CheckAsync(string what, Func<Task<string>> check)
    {
        try
        {
            around.Say($"PASS  {what}: {await check()}");
        }
        catch (Exception e)
        {
            _hasFailed = true;
            around.Say($"FAIL  {what}: {e.Message}");
        }
    }

    /// <summary>Where serve would listen; a folder that another process uses is not opened.</summary>
    private async Task<string> ListenAsync(string folder)
    {
        bool hasKeys = Deployment.Access(null, around).OperatorKey is not null;
        if (!hasKeys && File.Exists(Path.Combine(folder, "callqueue.db")) && DataFolder.FindOwner(folder) is null)
        {
            await using OfflineProcess offline = await OfflineProcess.LookAsync(folder, LogLevel.Warning, around);
            hasKeys = await new KeyBook(offline.Actors, around.Time).AnyAsync();
        }

        return Deployment.Listen(null, null, hasKeys, around).ToString();
    }

    private async Task<string> FolderAsync(string folder)
    {
        if (DataFolder.FindOwner(folder) is { } owner) return $"{Path.GetFullPath(folder)} is in use by process {owner.ProcessId}";
        bool isNew = !Directory.Exists(folder);
        using (await DataFolder.TakeAsync(folder, around.Time))
        {
            // Locking the folder writes to it.
        }

        if (isNew) Directory.Delete(folder, recursive: true);
        return $"{Path.GetFullPath(folder)} is writable";
    }

    /// <summary>Checks the form of credentials and PUBLIC_URL; whether the carrier accepts them shows only in a call.</summary>
    private async Task<string> CarrierAsync()
    {
        string folder = Directory.CreateTempSubdirectory("callqueue-").FullName;
        try
        {
            CarrierChoice.Chosen chosen = Deployment.Choose(new ProcessSettings { DataPath = folder }, folder, around);
            if (chosen.Simulated is { } simulated) await simulated.DisposeAsync();
            return chosen.Sentence;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> AgentAsync(string agent)
    {
        var url = new UriBuilder(agent) { Path = "/health", Query = "" };
        url.Scheme = url.Scheme is "wss" or "https" ? "https" : "http";
        using var http = new HttpClient { Timeout = AgentLimit };
        using HttpResponseMessage answer = await http.GetAsync(url.Uri);
        return answer.IsSuccessStatusCode ? $"{url.Uri} responds" : throw new CommandException(ExitCode.Unexpected, $"{url.Uri} responds with HTTP {(int)answer.StatusCode}");
    }

    private async Task<string> DialAsync()
    {
        string folder = Directory.CreateTempSubdirectory("callqueue-").FullName;
        var settings = new ProcessSettings
        {
            DataPath = folder,
            Carrier = "simulated",
            TellsNobody = true,
            Simulated = new SimulatedOptions { Speed = 100, Outcomes = OutcomeMix.AllCompleted },
            NewBusiness = new BusinessSettings { Slots = Slots, Rules = new CallRules { Retry = RetryPolicy.None } },
        };
        CallQueueProcess process = await CallQueueProcess.OpenAsync(settings, around);
        try
        {
            return await DialAsync(process);
        }
        finally
        {
            await process.StopAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> DialAsync(CallQueueProcess process)
    {
        process.Start();
        var run = new RunId(BusinessId.Default, "selftest");
        NewCall[] calls = [.. Enumerable.Range(0, Calls).Select(i => new NewCall { To = PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+1202555010{i}")) })];
        await process.Actors.Business(run.Business).EnqueueAsync(new EnqueueCalls(run.Name, Calls, 0, run.Name, new RunTemplate(), calls));
        var watch = new RunWatch(process.Actors, run, around);
        int most = 0;
        WatchEnd end = await watch.FollowAsync(progress => most = Math.Max(most, progress.Business.Live.Count));
        CallCounts counts = watch.Run!.Counts;
        if (end != WatchEnd.Completed || counts.Completed != Calls || most > Slots)
            throw new CommandException(ExitCode.Unexpected, $"{end}: {counts.Completed} of {Calls} completed, {most} live at once");
        return $"all completed in {watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s, at most {most} of {Slots} slots live";
    }
}
