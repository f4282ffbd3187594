using System.CommandLine;
using System.Globalization;
using CallQueue.Composition;
using CallQueue.Composition.Logging;
using CallQueue.Configuration;
using CallQueue.Dialing;
using CallQueue.Hosting;
using CallQueue.Runs;
using CallQueue.Servers;
using Spectre.Console;

namespace CallQueue.Commands;

/// <summary><c>callqueue status [RUN]</c>: asks the process that uses the data folder, or reads the folder. Never dials.</summary>
internal sealed class StatusCommand(CommandContext context)
{
    private readonly Argument<string?> _run = new("run") { Description = "Name of a run. [default: the queue and its active runs]", Arity = ArgumentArity.ZeroOrOne };
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly ServerOptions _server = new(context);
    private readonly Option<BusinessId> _business = CommonOptions.Business();

    public Command Build()
    {
        var command = new Command("status", "Show the queue, or the state of a run.") { _run, _data, _business };
        _server.AddTo(command);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        BusinessId business = parsed.GetValue(_business);
        RunId? run = parsed.GetValue(_run) is { } name ? StopCommand.RunOf(business, name) : null;
        using (Server? server = _server.Find(parsed, settings, _data, _business))
        {
            if (server is not null) return await AskAsync(server, run);
        }

        string folder = settings.Folder();
        if (RunningProcess.Find(folder) is { } running) await AskAsync(running, business, run);
        else await LookAsync(folder, settings.Cipher(), business, run, settings.QuietLog(context));
        if (FolderKind.NobodyIsCalled(FolderKind.Of(folder)) is { } sentence) context.Say(sentence);
        return ExitCode.Done;
    }

    private async Task AskAsync(RunningProcess running, BusinessId business, RunId? run)
    {
        context.Say($"Calls are dialed by {running.Name}.");
        using Server server = running.Connect(business, context.Time);
        await ShowAsync(new ServedRuns(server), business.Value, run, StopCommand.NotFound);
    }

    private async Task<ExitCode> AskAsync(Server server, RunId? run)
    {
        var runs = new ServedRuns(server);
        ServerConfig config = await runs.ConfigAsync();
        context.Say($"{server.Name} dials the calls of business {config.Business}.");
        await ShowAsync(runs, config.Business, run, missing => StopCommand.NotFound(missing, server));
        return ExitCode.Done;
    }

    private async Task ShowAsync(ServedRuns runs, string business, RunId? run, Func<RunId, CommandException> missing)
    {
        if (run is not { } id) Show(await runs.QueueAsync(business));
        else Show(await runs.FindAsync(id.Name) is { } found ? new RunSnapshot(found.Name, found.Status, found.Counts, 0, null) : throw missing(id));
    }

    private async Task LookAsync(string folder, RecordCipher cipher, BusinessId business, RunId? run, LogOptions log)
    {
        await using OfflineProcess offline = await OfflineProcess.LookAsync(folder, cipher, log, context);
        context.Say(offline.Seal is { } seal
            ? $"This data folder was exported {seal} and is sealed: it dials no more calls. Its last state:"
            : "No process is using this data folder; no calls are being dialed.");
        if (run is not { } id) Show(QueueView.Of(await offline.Actors.Business(business).GetAsync()) with { Holds = [], NextAt = null });
        else Show(await offline.Actors.Run(id).GetAsync() ?? throw StopCommand.NotFound(id));
    }

    private void Show(QueueView queue)
    {
        string paused = queue.Paused ? ", PAUSED" : "";
        context.Say(Invariant($"Live {queue.Live} of {queue.Slots}, ready {queue.Ready:N0}, later {queue.Delayed:N0}{paused}."));
        if (queue.Holds.Count > 0) context.Say($"Waiting for: {string.Join(", ", queue.Holds)}.");
        if (queue.Runs.Count == 0)
        {
            context.Say("There are no active runs. (callqueue status RUN shows a run that has ended.)");
            return;
        }

        var table = new Table().AddColumns("run", "status", "done", "live", "outcomes");
        foreach (RunSnapshot run in queue.Runs)
            table.AddRow(TerminalText.Of(run.Name), Word(run.Status), Invariant($"{run.Counts.Ended:N0}/{run.Counts.Total:N0}"), Invariant($"{run.Counts.Live}"), OutcomeWords.Of(run.Counts));
        context.Console.Write(table);
    }

    private void Show(RunSnapshot run)
    {
        CallCounts counts = run.Counts;
        context.Say(Invariant($"Run {run.Name}: {Word(run.Status)}, {counts.Ended:N0} of {counts.Total:N0} done, {counts.Live} live, {counts.Ready:N0} ready, {counts.Delayed:N0} later."));
        if (OutcomeWords.Of(counts) is { Length: > 0 } outcomes) context.Say($"Outcomes: {outcomes}.");
    }

    private static string Word(RunStatus status) => status == RunStatus.Filling ? "being queued" : status.ToString().ToLowerInvariant();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
