using System.CommandLine;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Servers;

namespace CallQueue.Commands;

/// <summary><c>callqueue stop RUN</c>: stops a run permanently, whether or not a process is using the data folder.</summary>
internal sealed class StopCommand(CommandContext context)
{
    private readonly Argument<string> _run = new("run") { Description = "Name of the run, as dial and status show it." };
    private readonly Option<bool> _hangUp = new("--hang-up-live") { Description = "End live calls too. Without it they end by themselves." };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly ServerOptions _server = new(context);
    private readonly Option<BusinessId> _business = CommonOptions.Business();

    public Command Build()
    {
        var command = new Command("stop", "Stop a run permanently. Its waiting calls are canceled.") { _run, _hangUp, _data, _business };
        _server.AddTo(command);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    /// <exception cref="CommandException">It is not a valid name of a run.</exception>
    public static RunId RunOf(BusinessId business, string name) =>
        Identifier.IsValid(name, out string? problem) ? new RunId(business, name) : throw new CommandException(ExitCode.BadInput, $"The name of a run {problem}.");

    public static CommandException NotFound(RunId run) => new(ExitCode.BadInput,
        $"There is no run {run.Name} of business {run.Business} in this data folder. (callqueue status lists active runs.)");

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        RunId run = RunOf(parsed.GetValue(_business), parsed.GetRequiredValue(_run));
        bool hangUp = parsed.GetValue(_hangUp);
        using Server? server = _server.Find(parsed, settings, _data, _business);
        (long canceled, long live) = server is null ? await StopInFolderAsync(settings, run, hangUp)
            : await new ServedRuns(server).StopAsync(run.Name, hangUp) ?? throw NotFound(run, server);
        context.Say($"Run {run.Name} is stopped: {canceled:N0} {(canceled == 1 ? "call" : "calls")} canceled. {Live(live, hangUp)}");
        return ExitCode.Done;
    }

    /// <summary>A run that a server does not have.</summary>
    public static CommandException NotFound(RunId run, Server server) => new(ExitCode.BadInput, $"{server.Name} has no run {run.Name} of this business. (callqueue status lists active runs.)");

    private async Task<(long Canceled, long Live)> StopInFolderAsync(SettingValues settings, RunId run, bool hangUp)
    {
        string folder = settings.Folder();
        if (RunningProcess.Find(folder) is not { } running) return await StopHereAsync(folder, run, hangUp, settings);
        using Server server = running.Connect(run.Business, context.Time);
        return await new ServedRuns(server).StopAsync(run.Name, hangUp) ?? throw NotFound(run);
    }

    private async Task<(long Canceled, long Live)> StopHereAsync(string folder, RunId run, bool hangUp, SettingValues settings)
    {
        await using OfflineProcess offline = await OfflineProcess.OpenAsync(folder, settings.Cipher(), settings.QuietLog(context), context);
        IAuditTrail trail = offline.Actors.Audit(new AuditId(run.Business));
        var note = new AuditNote(OfflineProcess.Caller, "run.stopped") { Target = run.Name };
        long entry = await trail.AppendAsync(note);
        StopAnswer answer = await offline.Actors.Business(run.Business).StopRunAsync(new StopRun(run.Name, hangUp));
        if (answer.Found) return (answer.Canceled, answer.Live);
        await trail.AppendAsync(note with { Failed = entry });
        throw NotFound(run);
    }

    private static string Live(long live, bool hangUp) => (live, hangUp) switch
    {
        (0, _) => "It has no live calls.",
        (_, true) => $"{live:N0} live {(live == 1 ? "call is" : "calls are")} being ended.",
        _ => $"{live:N0} live {(live == 1 ? "call ends" : "calls end")} by {(live == 1 ? "itself" : "themselves")}.",
    };
}
