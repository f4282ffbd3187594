using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Runs;

namespace CallQueue.Businesses.Steps;

/// <summary>No I/O: what a stop, a pause or a deadline does to the queue and to the leases.</summary>
internal static class Stopping
{
    /// <summary>A run whose next part has not come for this long is given up.</summary>
    private static readonly TimeSpan FillingLimit = TimeSpan.FromHours(1);

    /// <summary>Cancels everything of the run that waits, and orders its leases back.</summary>
    /// <param name="leasesBefore">Only leases with smaller ids are hung up; null: all.</param>
    public static void Stop(BusinessState state, ActiveRun run, bool hangUp, long? leasesBefore = null)
    {
        if (run.Status != RunStatus.Stopped)
        {
            EndWaiting(state, run, Outcome.Canceled);
            run.Stop();
        }

        foreach (Lease lease in state.Slots.Leases.Where(lease => lease.Call.Run == run.Ordinal))
            state.Slots.Change(lease with { Withdraw = new WithdrawCall(lease.Id, Final: true, hangUp && !(lease.Id >= leasesBefore)) });
    }

    /// <summary>Removes everything of a run of which a part was refused, as if nothing of it had come. None of it was dialed: parts of it were missing.</summary>
    public static void TakeBack(BusinessState state, ActiveRun run)
    {
        (long ready, long delayed) = run.Tally.TakeBackWaiting();
        state.Tally.TakeBack(Place.Ready, ready);
        state.Tally.TakeBack(Place.Delayed, delayed);
        state.Drop(run);
        run.TakeBack();
    }

    /// <summary>Orders back the leases that may not have been dialed yet: they return to their lanes.</summary>
    public static void Withdraw(BusinessState state, Func<Lease, bool> which)
    {
        foreach (Lease lease in state.Slots.Leases.Where(lease => lease.Withdraw is null && which(lease)))
            state.Slots.Change(lease with { Withdraw = new WithdrawCall(lease.Id, Final: false, HangUp: false) });
    }

    /// <summary>Drops runs whose submission was never completed.</summary>
    /// <returns>Whether there was any.</returns>
    public static bool ExpireFilling(BusinessState state, DateTimeOffset now)
    {
        List<ActiveRun> expired = state.Runs.FindAll(run => run.Status == RunStatus.Filling && run.FilledAt + FillingLimit <= now);
        foreach (ActiveRun run in expired) Stop(state, run, hangUp: false);
        return expired.Count > 0;
    }

    /// <summary>
    /// Ends all waiting calls of runs whose deadline has passed, also while slots are full or the business is
    /// paused. What comes back of their live calls ends as it comes.
    /// </summary>
    /// <returns>Whether there was any.</returns>
    public static bool ExpireRuns(BusinessState state, DateTimeOffset now)
    {
        List<ActiveRun> expired = state.Runs.FindAll(run => run.ExpiresAt <= now);
        foreach (ActiveRun run in expired)
        {
            EndWaiting(state, run, Outcome.Expired);
            run.Expire();
        }

        return expired.Count > 0;
    }

    /// <summary>Counts all waiting calls of a run as ended; their entries on pages are skipped when they are reached.</summary>
    private static void EndWaiting(BusinessState state, ActiveRun run, Outcome outcome)
    {
        (long ready, long delayed) = run.Tally.EndWaiting(outcome);
        state.Tally.End(Place.Ready, outcome, ready);
        state.Tally.End(Place.Delayed, outcome, delayed);
        state.Drop(run);
    }
}
