using System.CommandLine;
using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Carriers.Simulated;
using CallQueue.Commands.Production;
using CallQueue.Composition;
using CallQueue.Composition.Logging;
using CallQueue.Configuration;
using CallQueue.Dialing;
using CallQueue.Health;
using CallQueue.Keys;
using CallQueue.Runs;
using CallQueue.Storage;
using Microsoft.Extensions.Logging;

namespace CallQueue.Commands;

/// <summary><c>callqueue selftest</c>: checks whether this machine and its settings can dial. Places no real calls.</summary>
internal sealed class SelfTestCommand(CommandContext context)
{
    private const int Calls = 7;
    private const int Slots = 3;
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly Option<bool> _production = new("--production") { Description = "Check the ten points of the production checklist instead: pass, fail, or not provable on this machine, and what to do." };
    private readonly Option<bool> _json = new("--json") { Description = "With --production: print JSON." };
    private bool _hasFailed;

    public Command Build()
    {
        var command = new Command("selftest", "Check this machine and its settings, and dial seven simulated calls. Nobody is called.") { _data, _production, _json };
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        if (parsed.GetValue(_production)) return await CheckProductionAsync(parsed);
        await CheckAsync("runtime", () => Task.FromResult($".NET {Environment.Version} on {Environment.OSVersion.Platform}, {Environment.ProcessorCount} processors"));
        SettingValues settings = CommandSettings.Read(parsed, context);
        string folder = settings.Folder();
        await CheckAsync("listening address", () => ListenAsync(folder, settings));
        await CheckAsync("data folder", () => FolderAsync(folder));
        await CheckAsync("carrier", () => CarrierAsync(settings));
        if (settings.Text(SettingTable.AgentUrl) is { } agent) await CheckAsync("agent server", () => AgentAsync(agent));
        await CheckAsync($"{Calls} simulated calls", DialAsync);
        context.Say(_hasFailed ? "FAIL" : "PASS");
        return _hasFailed ? ExitCode.Unexpected : ExitCode.Done;
    }

    private async Task<ExitCode> CheckProductionAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        settings.CheckForms();
        IReadOnlyList<ProductionPoint> points = await new ProductionChecklist(settings, context).CheckAsync();
        if (parsed.GetValue(_json)) context.Say(ProductionReport.Json(points));
        else ProductionReport.Write(points, context.Say);
        return points.Any(point => point.Result == PointResult.Fail) ? ExitCode.Unexpected : ExitCode.Done;
    }

    private async Task CheckAsync(string what, Func<Task<string>> check)
    {
        try
        {
            context.Say($"PASS  {what}: {await check()}");
        }
        catch (Exception e)
        {
            _hasFailed = true;
            context.Say($"FAIL  {what}: {e.Message}");
        }
    }

    /// <summary>Where serve would listen; a folder that another process uses is not opened.</summary>
    private async Task<string> ListenAsync(string folder, SettingValues settings)
    {
        HttpOptions http = HttpReader.Read(settings);
        settings.Check();
        bool hasKeys = http.Access.OperatorKey is not null;
        if (!hasKeys && File.Exists(Path.Combine(folder, "callqueue.db")) && DataFolder.FindOwner(folder) is null)
        {
            await using OfflineProcess offline = await OfflineProcess.LookAsync(folder, settings.QuietLog(context), context);
            hasKeys = await FirstKey.HasOthersAsync(folder, new KeyBook(offline.Actors, context.Time));
        }

        return http.Listen(hasKeys).ToString();
    }

    private async Task<string> FolderAsync(string folder)
    {
        if (DataFolder.FindOwner(folder) is { } owner) return $"{Path.GetFullPath(folder)} is in use by process {owner.ProcessId}";
        bool isNew = !Directory.Exists(folder);
        using (await DataFolder.TakeAsync(folder, context.Time))
        {
            // Locking the folder writes to it.
        }

        if (isNew) Directory.Delete(folder, recursive: true);
        return $"{Path.GetFullPath(folder)} is writable";
    }

    /// <summary>Checks the form of credentials and PUBLIC_URL; whether the carrier accepts them shows only in a call.</summary>
    private async Task<string> CarrierAsync(SettingValues settings)
    {
        CarrierOptions options = CarrierReader.Read(settings, new SimulatedOptions());
        settings.Check();
        ChosenCarrier chosen = ChosenCarrier.Open(options, context.Time);
        if (chosen.Simulated is { } simulated) await simulated.DisposeAsync();
        return chosen.Sentence;
    }

    private static async Task<string> AgentAsync(string agent)
    {
        (bool isUp, string detail) = await AgentServer.AskAsync(agent);
        return isUp ? detail : throw new CommandException(ExitCode.Unexpected, detail);
    }

    private async Task<string> DialAsync()
    {
        string folder = Directory.CreateTempSubdirectory("callqueue-").FullName;
        var options = new ProcessOptions
        {
            Log = new LogOptions { Level = LogLevel.Warning },
            Carrier = new CarrierOptions.Simulated(new SimulatedOptions { Speed = 100, Outcomes = OutcomeMix.AllCompleted }, "because this is a test"),
            Queue = new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = Slots, Rules = new CallRules { Retry = RetryPolicy.None } } },
            NotifiesNobody = true,
            Http = new HttpOptions { IsForCommandsOnly = true },
            Folder = new FolderOptions(folder),
        };
        await using CallQueueHost host = CallQueueHost.Build(options, context);
        try
        {
            await host.StartAsync();
            return await DialAsync(host);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> DialAsync(CallQueueHost host)
    {
        host.Folder.Start();
        var run = new RunId(BusinessId.Default, "selftest");
        NewCall[] calls = [.. Enumerable.Range(0, Calls).Select(i => new NewCall { To = PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+1202555010{i}")) })];
        await host.Actors.Business(run.Business).EnqueueAsync(new EnqueueCalls(run.Name, Calls, 0, run.Name, new RunTemplate(), calls));
        var watch = new RunWatch(host.Actors, run, context);
        int most = 0;
        WatchEnd end = await watch.FollowAsync(progress => most = Math.Max(most, (int)progress.Counts.Live));
        CallCounts counts = watch.Run!.Counts;
        if (end != WatchEnd.Completed || counts.Completed != Calls || most > Slots)
            throw new CommandException(ExitCode.Unexpected, $"{end}: {counts.Completed} of {Calls} completed, {most} live at once");
        return $"all completed in {watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s, at most {most} of {Slots} slots live";
    }
}
