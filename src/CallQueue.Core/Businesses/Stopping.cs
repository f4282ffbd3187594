using CallQueue.Calls;
using CallQueue.Runs;

namespace CallQueue.Businesses;

/// <summary>Pure: what a stop or a pause does to the queue and to the leases.</summary>
internal static class Stopping
{
    /// <summary>A run whose next part has not come for this long is given up.</summary>
    private static readonly TimeSpan FillingLimit = TimeSpan.FromHours(1);

    /// <summary>Cancels everything of the run that waits, and orders its leases back.</summary>
    public static void Stop(BusinessState state, ActiveRun run, bool hangUp)
    {
        if (run.Status != RunStatus.Stopped)
        {
            (long ready, long delayed) = run.Tally.CancelWaiting();
            state.Tally.End(Place.Ready, Outcome.Canceled, ready);
            state.Tally.End(Place.Delayed, Outcome.Canceled, delayed);
            state.Drop(run);
            run.Stop();
        }

        foreach (Lease lease in state.Slots.Leases.Where(lease => lease.Call.Run == run.Ordinal))
            state.Slots.Change(lease with { Withdraw = new WithdrawCall(lease.Id, Final: true, hangUp) });
    }

    /// <summary>Orders back the leases that may not have been dialed yet: they return to their lanes.</summary>
    public static void Withdraw(BusinessState state, Func<Lease, bool> which)
    {
        foreach (Lease lease in state.Slots.Leases.Where(lease => lease.Withdraw is null && which(lease)))
            state.Slots.Change(lease with { Withdraw = new WithdrawCall(lease.Id, Final: false, HangUp: false) });
    }

    /// <summary>Gives up runs that were begun and never finished being submitted.</summary>
    /// <returns>Whether there was any.</returns>
    public static bool ExpireFilling(BusinessState state, DateTimeOffset now)
    {
        List<ActiveRun> expired = state.Runs.FindAll(run => run.Status == RunStatus.Filling && run.FilledAt + FillingLimit <= now);
        foreach (ActiveRun run in expired) Stop(state, run, hangUp: false);
        return expired.Count > 0;
    }
}
