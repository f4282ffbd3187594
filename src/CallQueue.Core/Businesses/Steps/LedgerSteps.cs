using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Evidence;

namespace CallQueue.Businesses.Steps;

/// <summary>No I/O: what the dial ledger learns about a lease. Each row is noted on the lease in the same change of memory, so it is added once.</summary>
internal static class LedgerSteps
{
    /// <summary>A lease's dial is known of. Returns the lease with the number of its row.</summary>
    /// <param name="facts">Null: no intent to dial is stored, or the call does not say.</param>
    public static Lease Dialed(BusinessState state, Lease lease, DialFacts? facts)
    {
        if (facts is null || lease.Row is not null) return lease;
        ActiveRun? run = state.RunOf(lease.Call);
        (string, int)? place = run is null ? null : (run.Name, lease.Call.Index);
        return lease with { Row = state.Ledger.Dialed(lease.Id, lease.Call.To, run is null ? lease.Name : null, place, facts) };
    }

    /// <summary>A lease has ended; its dial may be known only now.</summary>
    /// <param name="attempt">Null: there was no dial, or how it ended is not known.</param>
    public static void Ended(BusinessState state, Lease lease, AttemptFacts? attempt, DateTimeOffset now)
    {
        if (Dialed(state, lease, attempt?.Dial).Row is { } row) state.Ledger.Ended(row, lease.Call.To, attempt, now);
    }
}
