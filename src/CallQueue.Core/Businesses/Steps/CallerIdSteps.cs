using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;

namespace CallQueue.Businesses.Steps;

/// <summary>No I/O: which number of the business's pool a dial shows, and what its end says about that number.</summary>
internal static class CallerIdSteps
{
    /// <summary>Takes a number for a call that has none of its own, and whose run has none. False when none can be used.</summary>
    /// <param name="from">The number; null when the call needs none.</param>
    public static bool TryTake(BusinessState state, QueuedCall call, DateTimeOffset now, out PhoneNumber? from)
    {
        from = null;
        if (state.CallerIds.IsEmpty || OwnOf(state, call) is not null) return true;
        from = state.CallerIds.Take(call.To, now);
        return from is not null;
    }

    /// <summary>Whether the next call of a lane needs a number of the pool, and none can be used.</summary>
    public static bool Holds(BusinessState state, Lane lane, DateTimeOffset now) =>
        !state.CallerIds.IsEmpty && state.CallerIds.IsUsedUp(now) && !(lane.Next.TryPeek(out QueuedCall call) && OwnOf(state, call) is not null);

    /// <summary>Why calls wait for a number; null when none does.</summary>
    public static Hold? FindHold(BusinessState state, DateTimeOffset now) =>
        !state.CallerIds.IsEmpty && state.CallerIds.FindHold(now) is { } reason && state.Lanes.Next(lane => Holds(state, lane, now)) is not null
            ? new Hold(HoldKind.CallerIds, reason)
            : null;

    /// <summary>A lease has ended: its number is given back where nothing was placed with it, and rests where the carrier refused it.</summary>
    public static void Ended(BusinessState state, Lease lease, LeaseEnd end, DateTimeOffset now)
    {
        if (lease.From is not { } number) return;
        bool isPlaced = end.DialedAt is not null || lease.DialedAt is not null;
        bool isShown = end.Attempt?.Dial.From is not { } shown || shown == number;
        if (!isPlaced || !isShown) state.CallerIds.GiveBack(number, lease.LeasedAt);
        else state.CallerIds.Accepted(number);
        if (end.RefusedFrom is { } refused) state.CallerIds.Refused(refused.Number, refused.Reason, now);
    }

    /// <summary>The caller id of the call or of its run.</summary>
    private static PhoneNumber? OwnOf(BusinessState state, QueuedCall call) => call.Rules?.From ?? state.RunOf(call)?.Template?.Rules.From;
}
