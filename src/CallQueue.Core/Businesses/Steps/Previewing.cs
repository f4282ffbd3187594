using System.Globalization;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Runs;

namespace CallQueue.Businesses.Steps;

/// <summary>No I/O: what a command would do to the calls of a business, and whether that is still so when it is confirmed.</summary>
internal static class Previewing
{
    /// <summary>The effect of a command at this moment, without a sample; null when its run is not active.</summary>
    public static Preview? Of(BusinessState state, PreviewedCommand command, DateTimeOffset now)
    {
        ActiveRun? run = null;
        if (command.Run is not null && (run = Find(state, command)) is null) return null;
        Tally tally = run?.Tally ?? state.Tally;
        long dialing = 0, live = 0;
        foreach (Lease lease in LeasesOf(state, run))
        {
            if (lease.Started) live++;
            else dialing++;
        }

        var mark = new PreviewMark(now, state.Slots.NextId, run?.Ordinal ?? 0, TotalOf(state, run), tally.Ended);
        List<PreviewedRun> runs = [.. RunsOf(state, run).OrderByDescending(one => one.Waiting).ThenBy(one => one.Name, StringComparer.Ordinal)];
        return new Preview(mark, EffectOf(state, command, run, tally.Waiting, dialing, live), [.. runs.Take(Preview.MostRuns)], Math.Max(0, runs.Count - Preview.MostRuns), []);
    }

    /// <summary>The effect of canceling one call that waits or holds a slot, without a sample.</summary>
    public static Preview OfCall(BusinessState state, PreviewedCommand command, string name, DateTimeOffset now)
    {
        PreviewEffect effect = state.Slots.Find(name) switch
        {
            null => new PreviewEffect { Canceled = 1 },
            { Started: false } => new PreviewEffect { Dialing = 1 },
            _ when command.HangUpLive => new PreviewEffect { HungUp = 1 },
            _ => new PreviewEffect { Left = 1 },
        };
        return new Preview(new PreviewMark(now, state.Slots.NextId, 0, 0, 0), effect, [], 0, []);
    }

    /// <summary>Why a preview can't be confirmed any more; null when it can.</summary>
    public static string? FindRefusal(BusinessState state, ConfirmPreview request, DateTimeOffset now)
    {
        PreviewMark mark = request.Mark;
        if (mark.FindRefusal(now) is { } expired) return expired;
        if (request.Command.Run is not { } name || state.FindRun(name) is not { } run) return null;
        if (run.Ordinal != mark.Ordinal) return $"run '{name}' was submitted again since the preview; preview again";
        return run.Received == mark.Total ? null : string.Create(CultureInfo.InvariantCulture, $"run '{name}' has received {run.Received - mark.Total} more calls since the preview; preview again");
    }

    /// <summary>What has changed since a preview. Of a run that is no longer active, nothing can be said.</summary>
    public static PreviewChanges Since(BusinessState state, ConfirmPreview request)
    {
        ActiveRun? run = null;
        if (request.Command.Run is { } name && (run = state.FindRun(name)) is null) return new PreviewChanges(0, 0, 0);
        PreviewMark mark = request.Mark;
        return new PreviewChanges(
            LeasesOf(state, run).Count(lease => lease.Id >= mark.NextLease),
            Math.Max(0, (run?.Tally ?? state.Tally).Ended - mark.Ended),
            Math.Max(0, TotalOf(state, run) - mark.Total));
    }

    private static PreviewEffect EffectOf(BusinessState state, PreviewedCommand command, ActiveRun? run, long waiting, long dialing, long live) => command.Verb switch
    {
        PreviewVerb.StopRun when command.HangUpLive => new PreviewEffect { Canceled = waiting, Dialing = dialing, HungUp = live },
        PreviewVerb.StopRun => new PreviewEffect { Canceled = waiting, Dialing = dialing, Left = live },
        PreviewVerb.PauseRun => new PreviewEffect { Held = run!.IsHeld ? 0 : waiting, Dialing = dialing, Left = live },
        PreviewVerb.Pause => new PreviewEffect { Held = state.Paused ? 0 : waiting, Dialing = dialing, Left = live },
        PreviewVerb.ResumeRun => new PreviewEffect { Released = run!.IsHeld ? waiting : 0 },
        PreviewVerb.Resume => new PreviewEffect { Released = state.Paused ? waiting - state.Runs.Where(other => other.IsHeld).Sum(other => other.Tally.Waiting) : 0 },
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Verb, "unknown command"),
    };

    /// <summary>A stopped run can be stopped again, which may end its live calls; it can't be paused.</summary>
    private static ActiveRun? Find(BusinessState state, PreviewedCommand command) =>
        state.FindRun(command.Run!) is { } run && (command.Verb == PreviewVerb.StopRun || run.Status != RunStatus.Stopped) ? run : null;

    private static IEnumerable<Lease> LeasesOf(BusinessState state, ActiveRun? run) => run is null ? state.Slots.Leases : state.Slots.Leases.Where(lease => lease.Call.Run == run.Ordinal);

    private static long TotalOf(BusinessState state, ActiveRun? run) => run?.Received ?? state.Tally.Open + state.Tally.Ended;

    private static IEnumerable<PreviewedRun> RunsOf(BusinessState state, ActiveRun? run) =>
        (run is null ? state.Runs.Where(one => one.Tally.Open > 0) : [run]).Select(one => new PreviewedRun(one.Name, one.Tally.Waiting, one.Tally.Of(Place.Live)));
}
