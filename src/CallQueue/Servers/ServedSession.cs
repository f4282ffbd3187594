using System.Text.Json.Nodes;
using CallQueue.Carriers;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Dialing;
using CallQueue.Leads;
using CallQueue.Runs;
using CallQueue.Speech;

namespace CallQueue.Servers;

/// <summary>One <c>callqueue dial</c> whose calls a running server dials: from the file to the summary.</summary>
/// <param name="server">The server.</param>
/// <param name="order">What to dial.</param>
/// <param name="settings">Changes of the business's settings that the user asked for; null: none.</param>
/// <param name="kind">Whether people are called; null: by the name of the server's carrier.</param>
/// <param name="resultsFolder">Where the results go by default.</param>
/// <param name="context">The command.</param>
internal sealed class ServedSession(Server server, DialOrder order, JsonObject? settings, CarrierKind? kind, string resultsFolder, CommandContext context)
{
    private readonly ServedRuns _runs = new(server);
    private LeadFile _file = null!;
    private LeadCheck _check = null!;
    private ServerConfig _config = null!;

    private CarrierKind Kind => kind ?? (_config.Carrier == "simulated" ? CarrierKind.Simulated : CarrierKind.Real);

    /// <exception cref="CommandException">An error that the user can fix.</exception>
    public async Task<ExitCode> RunAsync()
    {
        _config = await _runs.ConfigAsync();
        // What its carrier documents about spoken texts, the server checks.
        (_file, _check) = await LeadReview.ReadAsync(order with { Country = order.Country ?? _config.Country }, SpeechRules.Unlimited, context);
        CheckLimits();
        context.Say($"{server.Name} dials this list.");
        if (Kind == CarrierKind.Simulated) context.Say("Calls are SIMULATED, nobody is phoned.");
        if (Kind == CarrierKind.Rehearsal) context.Say("Calls are a REHEARSAL, nobody is phoned.");
        if (settings is not null) await _runs.ChangeAsync(_config.Business, settings);
        JsonObject taken = await SubmitAsync();
        string name = (string?)taken["run_id"] ?? throw server.NotOurs();
        ServedRun run = await _runs.FindAsync(name) ?? throw new CommandException(ExitCode.Unexpected, $"Run {name} is not there after it was accepted.");
        return run switch
        {
            { Status: RunStatus.Completed } when IsExisting(taken) => await OverAsync(run, $"Run {name} is already complete: everybody in {order.File} was called. No call is placed now.", ExitCode.Done),
            { Status: RunStatus.Stopped } => await OverAsync(run, $"Run {name} was stopped permanently.", ExitCode.RunStopped),
            _ => await FollowAsync(run, taken),
        };
    }

    private void CheckLimits()
    {
        if (_check.Total > _config.ListCalls) throw new CommandException(ExitCode.BadInput, $"The file has {_check.Total:N0} people; {server.Name} accepts {_config.ListCalls:N0} in one list. Send it in parts. Nobody was called.");
        if (new FileInfo(order.File).Length is var length && length > _config.ListBytes)
            throw new CommandException(ExitCode.BadInput, $"The file has {length:N0} bytes; {server.Name} accepts {_config.ListBytes:N0}. Send it in parts, or raise CALLQUEUE_MAX_LIST_MEGABYTES there. Nobody was called.");
    }

    private async Task<JsonObject> SubmitAsync()
    {
        var post = new ListPost(server, order, order.RulesOver(_config.Rules), context);
        JsonObject taken;
        try
        {
            taken = await post.SendAsync();
        }
        catch (OperationCanceledException)
        {
            string what = context.Interrupts.Now.IsCancellationRequested ? $"Left before {server.Name} had answered: it may have the list and dial it." : "Interrupted while the list was being sent.";
            throw new CommandException(ExitCode.Interrupted, $"{what} Run the same command again to continue.");
        }

        foreach (JsonNode? note in taken["notes"] as JsonArray ?? [])
        {
            // Both the review of the file and this command have said so.
            if (!_check.Notes.Contains((string?)note) && !IsExisting(taken)) context.Say((string)note!);
        }

        return taken;
    }

    private async Task<ExitCode> FollowAsync(ServedRun run, JsonObject taken)
    {
        if (IsExisting(taken) && run.Status == RunStatus.Paused && !context.Interrupts.Once.IsCancellationRequested) await _runs.PauseAsync(run.Name, false);
        QueueState queue = await _runs.StateAsync(_config.Business, context.Interrupts.Now);
        context.Say($"Run {run.Name}: {run.Counts.Total:N0} {(run.Counts.Total == 1 ? "person" : "people")}, {queue.Slots} at once. Ctrl-C pauses; run the same command again to continue.");
        var watch = new ServedWatch(_runs, run.Name, _config.Business, context);
        IProgressView view = order.HasDisplay(context) ? new BoardView(context) : new PlainView(context);
        WatchEnd end = await view.WhileAsync(watch.FollowAsync);
        switch (end)
        {
            case WatchEnd.Completed:
                await ShowAsync(watch.Run!, watch.Elapsed);
                return ExitCode.Done;
            case WatchEnd.Stopped:
                return await OverAsync(watch.Run!, $"Run {run.Name} was stopped.", ExitCode.RunStopped);
            case WatchEnd.CarrierStopped:
                throw Unfinished.CarrierStopped(watch.Run!.Counts, watch.CarrierReason);
            default:
                throw Unfinished.Left((watch.Run ?? run).Counts);
        }
    }

    private async Task<ExitCode> OverAsync(ServedRun run, string sentence, ExitCode code)
    {
        context.Say(sentence);
        await ShowAsync(run, null);
        context.Say("To call everybody in this file again, add --run-id with a new name.");
        return code;
    }

    private async Task ShowAsync(ServedRun run, TimeSpan? elapsed)
    {
        await using var read = new ServedResults(_runs.ResultsAsync(run.Name));
        var results = new ResultsFile(read.ReadAsync, _file);
        string? path = order.ResultsFile ?? Path.Combine(resultsFolder, $"{run.Name}.results.csv".Replace(':', '_'));
        try
        {
            if (_check.Total != run.Counts.Total) throw new IOException("the server reads the file differently; get the results from its REST API.");
            await results.WriteAsync(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            context.SayError($"The results could not be written to {path}: {e.Message} They are stored at the server: GET /api/runs/{run.Name}/results.");
            path = null;
        }

        new DialSummary(context).Show(run.Counts, results, path, elapsed, Kind);
    }

    private static bool IsExisting(JsonObject taken) => taken["existing"]?.GetValue<bool>() == true;
}
