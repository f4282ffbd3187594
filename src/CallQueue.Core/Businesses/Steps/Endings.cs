using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Outboxes;
using CallQueue.Runs;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Steps;

/// <summary>No I/O: what the end of a lease does. One change frees the slot and counts the outcome, or books the retry.</summary>
internal static class Endings
{
    /// <summary>The carrier has the create request. False when that was already recorded, or the lease does not exist.</summary>
    public static bool Dialed(BusinessState state, long id, DateTimeOffset at)
    {
        if (state.Slots.Find(id) is not { DialedAt: null } lease) return false;
        state.Slots.Change(lease with { DialedAt = at });
        state.Trunks.Of(lease)?.Share.Reached(lease.LeasedAt);
        state.Tally.Dialed();
        state.RunOf(lease.Call)?.Tally.Dialed();
        state.Rate.Record(at);
        state.Usage.Roll(at, state.Settings.Rules.TimeZone);
        state.Usage.Dialed();
        state.TellUsage(at);
        state.Dials.Add(lease.Call.To, state.RunOf(lease.Call)?.Name, at, state.Settings.RecentlyCalled);
        return true;
    }

    /// <summary>Ends a lease; false when it does not exist (any more).</summary>
    public static bool Apply(BusinessState state, long id, LeaseEnd end, DateTimeOffset now, ILogger log)
    {
        if (end.DialedAt is { } dialedAt) Dialed(state, id, dialedAt);
        if (state.Slots.Return(id) is not { } lease) return false;
        LedgerSteps.Ended(state, lease, end.Attempt, now);
        CallerIdSteps.Ended(state, lease, end, now);
        if (lease.DialedAt is null) state.Trunks.Ended(lease, end);
        AgentSteps.Ended(state, lease, end);

        log.SlotFreed(state.Id, lease.Name, state.Slots.Live, state.Settings.Slots, end.GetType().Name);
        FreeNumber(state, lease.Call.To);
        ActiveRun? run = state.RunOf(lease.Call);
        switch (EndIn(run, end))
        {
            case LeaseEnd.Final final:
                Finish(state, run, lease, final, now);
                break;
            case LeaseEnd.Retry retry:
                Move(state, run, Place.Delayed);
                state.Delayed.Add([new DelayedCall(retry.At, lease.Call.AsKept())], now);
                state.Index.Attempted(lease.Name, retry.CarrierCall, now, state.Settings.Retention.Age);
                break;
            case LeaseEnd.NotPlaced:
                Move(state, run, Place.Ready);
                state.Lanes.Return(state.PriorityOf(lease.Call), lease.Call);
                break;
            case LeaseEnd.Duplicate:
                state.Tally.TakeBack(Place.Live);
                run?.Tally.TakeBack(Place.Live);
                break;
        }

        if (end.DialedAt is not null || lease.DialedAt is not null) state.Pace.Ended(now - lease.LeasedAt, end as LeaseEnd.Final, now);
        run?.Changed();
        return true;
    }

    private static LeaseEnd EndIn(ActiveRun? run, LeaseEnd end) =>
        run?.Status == RunStatus.Stopped ? WithoutRetry(end, Outcome.Canceled, "run stopped")
        : run is { IsExpired: true } ? WithoutRetry(end, Outcome.Expired, "its deadline has passed")
        : end;

    /// <summary>What would be tried again ends here: its run is over.</summary>
    private static LeaseEnd WithoutRetry(LeaseEnd end, Outcome undialed, string reason) => end switch
    {
        LeaseEnd.Retry retry => new LeaseEnd.Final(retry.Outcome ?? undialed, retry.Attempts, reason, null)
        {
            LeadId = retry.LeadId, CampaignId = retry.CampaignId, CarrierCall = retry.CarrierCall,
        },
        LeaseEnd.NotPlaced => new LeaseEnd.Final(undialed, 0, reason, null),
        _ => end,
    };

    private static void Finish(BusinessState state, ActiveRun? run, Lease lease, LeaseEnd.Final final, DateTimeOffset now)
    {
        if (lease.Call.Data is not null && final is { LeadId: null, CampaignId: null })
        {
            // It ended without its call having looked at what was submitted.
            SubmittedData data = SubmittedData.Read(lease.Call.Data);
            final = final with { LeadId = data.LeadId, CampaignId = data.CampaignId };
        }

        state.Tally.End(Place.Live, final.Outcome);
        run?.Tally.End(Place.Live, final.Outcome);
        if (final.Outcome == Outcome.Completed || final.Talk > TimeSpan.Zero)
        {
            state.Tally.Answered(final.Talk ?? TimeSpan.Zero);
            run?.Tally.Answered(final.Talk ?? TimeSpan.Zero);
        }

        run?.End(new RunResult(lease.Call.Index, final.Outcome, final.Attempts, now, final.Talk?.TotalSeconds, final.Reason)
        {
            To = lease.Call.To, Name = final.Name, CustomId = final.CustomId, LeadId = final.LeadId, CampaignId = final.CampaignId, CarrierCall = final.CarrierCall,
        });
        if (final.Talk is { } talk)
        {
            state.Usage.Roll(now, state.Settings.Rules.TimeZone);
            state.Usage.Talked(talk, state.Prices?.PerMinute(lease.Call.To));
            state.TellUsage(now);
        }

        state.Retained.CallEnded(lease.Name, lease.Call.Chosen, final.Outcome, now, isInRun: run is not null);
        state.Index.Ended(lease.Name, lease.Call.To, final.LeadId, final.CarrierCall, now, state.Settings.Retention.Age);
        state.Outboxes.Add(OutboxEntry.Of(lease.Call, lease.Name, final, now), state.Settings);
    }

    private static void Move(BusinessState state, ActiveRun? run, Place to)
    {
        state.Tally.Move(Place.Live, to);
        run?.Tally.Move(Place.Live, to);
    }

    /// <summary>
    /// The calls that waited for this number return to their lanes, in their order: all of them, since the
    /// first may be held back or canceled before it is dialed. A call that finds the number busy again is set aside again.
    /// </summary>
    private static void FreeNumber(BusinessState state, PhoneNumber number)
    {
        if (state.NumberBusy.Count == 0) return;
        foreach (QueuedCall call in state.NumberBusy.Where(call => call.To == number)) state.Lanes.Return(state.PriorityOf(call), call);
        state.NumberBusy.RemoveAll(call => call.To == number);
    }
}
