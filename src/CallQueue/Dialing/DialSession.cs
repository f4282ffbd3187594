using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Carriers.Simulated;
using CallQueue.Carriers;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Hosting;
using CallQueue.Leads;
using CallQueue.Runs;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue.Dialing;

/// <summary>One <c>callqueue dial</c> from the file to the summary.</summary>
internal sealed class DialSession(DialOrder order, ProcessOptions options, CommandContext context)
{
    private LeadFile _file = null!;
    private RunSubmission _submission = null!;
    private CallQueueHost _host = null!;

    private RunId Id => _submission.Run;

    private IBusiness Business => _host.Actors.Business(Id.Business);

    /// <exception cref="CommandException">An error that the user can fix.</exception>
    /// <exception cref="StorageException">The storage failed; running the same command again continues.</exception>
    public async Task<ExitCode> RunAsync(SettingValues settings)
    {
        (_file, LeadCheck check) = await LeadReview.ReadAsync(order, options.Speech, context);
        _submission = new RunSubmission(order, _file, check);
        _host = CallQueueHost.Build(options, context, order.HasDisplay(context) && context.IsErrorTerminal ? context.SayAboveDisplay : null);
        try
        {
            await _host.StartAsync(settings, SettingReaders.Dial, context);
            context.Say(_host.Folder.CarrierSentence);
            if (options.Carrier is CarrierOptions.Simulated simulated) context.Say(Times(simulated.Behavior, order.Rules.RingTimeout));
            RunSnapshot? known = await _host.Actors.Run(Id).GetAsync();

            // A run that is over is asked too: under its name another list would be taken for called.
            if (known is { Status: RunStatus.Completed or RunStatus.Stopped }) await _submission.SubmitAsync(Business, context);
            return known switch
            {
                { Status: RunStatus.Completed } over => await OverAsync(over, $"Run {Id.Name} is already complete: everybody in {order.File} was called. No call is placed now.", ExitCode.Done),
                { Status: RunStatus.Stopped } over => await OverAsync(over, $"Run {Id.Name} was stopped permanently.", ExitCode.RunStopped),
                var begun => await DialAsync(begun, check),
            };
        }
        finally
        {
            await _host.StopAsync(context.Interrupts.Now);
            await _host.DisposeAsync();
        }
    }

    private async Task<ExitCode> DialAsync(RunSnapshot? begun, LeadCheck check)
    {
        if (begun is null) await RecentReview.CheckAsync(order, _file, check, Business, context);
        await PrepareAsync();
        await _host.StartDialingAsync(CancellationToken.None);
        await _submission.SubmitAsync(Business, context);
        await Business.PauseRunAsync(Id.Name, false);
        await Business.PauseAsync(false);
        await TellStartAsync(check);

        var watch = new RunWatch(_host.Actors, Id, context);
        IProgressView view = order.HasDisplay(context) ? new BoardView(context) : new PlainView(context);
        WatchEnd end = await view.WhileAsync(watch.FollowAsync);
        return end switch
        {
            WatchEnd.Completed => await EndedAsync(watch),
            WatchEnd.Stopped => await OverAsync(watch.Run!, $"Run {Id.Name} was stopped.", ExitCode.RunStopped),
            WatchEnd.CarrierStopped => throw Unfinished.CarrierStopped(watch.Run!.Counts, watch.CarrierReason),
            _ => throw Unfinished.Left(watch.Run!.Counts),
        };
    }

    /// <summary>Slots and rates before anything is dialed; a stopped carrier account is tried again.</summary>
    private async Task PrepareAsync()
    {
        ITrunk trunk = _host.Actors.Trunk(_host.Folder.Carrier.Trunk);
        if ((await trunk.GetAsync()).Stopped is not null) await trunk.ReopenAsync();
        BusinessSettings now = (await Business.GetAsync()).Settings;
        BusinessSettings wanted = now with { Slots = order.Slots ?? now.Slots, Rates = order.Rates ?? now.Rates };
        if (wanted.Slots == 0) throw new CommandException(ExitCode.BadInput, $"Business {Id.Business} has 0 slots, so nobody would be called. Give it some with --slots.");
        if (wanted == now) return;
        FieldProblem? problem = await Business.ChangeSettingsAsync(wanted);
        if (problem is not null) throw new CommandException(ExitCode.BadInput, $"--{problem}.");
    }

    private async Task TellStartAsync(LeadCheck check)
    {
        BusinessSnapshot business = await Business.GetAsync();
        context.Say($"Run {Id.Name}: {check.Total:N0} {(check.Total == 1 ? "person" : "people")}, {business.Settings.Slots} at once. Ctrl-C pauses; run the same command again to continue.");
        foreach (RunSnapshot other in business.Runs.Where(run => run.Name != Id.Name && run.Status == RunStatus.Running))
            context.Say($"Run {other.Name} is also in this data folder, with {other.Counts.Total - other.Counts.Ended:N0} open calls, and is dialed at the same time. (callqueue stop {other.Name} stops it.)");
    }

    private async Task<ExitCode> EndedAsync(RunWatch watch)
    {
        await ShowAsync(watch.Run!, watch.Elapsed);
        await LastEnds.ToldAsync(Business, context);
        return ExitCode.Done;
    }

    private async Task<ExitCode> OverAsync(RunSnapshot run, string sentence, ExitCode code)
    {
        context.Say(sentence);
        await ShowAsync(run, null);
        context.Say("To call everybody in this file again, add --run-id with a new name.");
        return code;
    }

    private async Task ShowAsync(RunSnapshot run, TimeSpan? elapsed)
    {
        var results = new ResultsFile(_host.Actors.Run(Id).ResultsAsync, _file);
        string? path = order.ResultsFile ?? Path.Combine(_host.Folder.Path, $"{Id.Name}.results.csv".Replace(':', '_'));
        try
        {
            await results.WriteAsync(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.SayError($"The results could not be written to {path}: {e.Message} They are stored in the data folder.");
            path = null;
        }

        new DialSummary(context).Show(run.Counts, results, path, elapsed, _host.Folder.Kind);
    }

    private static string Times(SimulatedOptions simulated, TimeSpan? ringTimeout)
    {
        string speed = simulated.Speed > 1 ? string.Create(CultureInfo.InvariantCulture, $", all {simulated.Speed:0.#} times faster") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"Simulated calls ring {simulated.Ring.Shortest.TotalSeconds:0.#}-{simulated.Ring.Longest.TotalSeconds:0.#} s ({ringTimeout?.TotalSeconds:0.#} s for nobody) and last {simulated.Talk.Shortest.TotalSeconds:0.#}-{simulated.Talk.Longest.TotalSeconds:0.#} s{speed}. (--speed 10 makes them faster.)");
    }
}
