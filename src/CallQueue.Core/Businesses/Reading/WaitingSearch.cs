using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.PagedLists;
using CallQueue.Searches;

namespace CallQueue.Businesses.Reading;

/// <summary>The part of a search through calls that wait or are live.</summary>
internal sealed class WaitingSearch(BusinessState state, QueueReader reader, Commits<BusinessRoot> pages, IActorContext context, CallMatcher matcher, SearchWalk walk)
{
    /// <summary>The most calls in memory that a position remembers as told.</summary>
    private const int MostTold = 512;

    private CallCriteria Asked => matcher.Asked;

    /// <summary>Waiting calls have no carrier's id; those with earlier attempts are in the index.</summary>
    private bool AsksWaiting => matcher.IsIn(CallPlaces.Ready | CallPlaces.Delayed) && Asked.CarrierCall is null;

    private bool AsksLive => matcher.IsIn(CallPlaces.Live);

    /// <summary>Searches on in one phase; null when it is complete.</summary>
    public Task<SearchPosition?> StepAsync(SearchPosition at) => at.Phase switch
    {
        SearchPhase.Live when AsksLive => LiveAsync(at, 0),
        SearchPhase.LiveAgain when AsksLive => LiveAsync(at, at.FirstLease),
        SearchPhase.Nearest or SearchPhase.NearestAgain when AsksWaiting => NearestAsync(at),
        SearchPhase.Delayed when AsksWaiting && matcher.IsIn(CallPlaces.Delayed) => DelayedAsync(at),
        SearchPhase.Retried when AsksWaiting && state.Slots.NextId > at.FirstLease => new IndexSearch(state, pages, walk).RetriedAsync(at, Asked.Run),
        SearchPhase.Ready when AsksWaiting && matcher.IsIn(CallPlaces.Ready) => ReadyAsync(at, lane => lane.Back),
        SearchPhase.Returned when AsksWaiting && matcher.IsIn(CallPlaces.Ready) => ReadyAsync(at, lane => lane.Front),
        _ => Task.FromResult<SearchPosition?>(null),
    };

    private async Task<SearchPosition?> LiveAsync(SearchPosition at, long from)
    {
        Lease[] leases = [.. state.Slots.Leases.Where(lease => lease.Id >= from && !(lease.Id >= at.Lease)).Reverse()];
        await pages.SettledAsync();
        foreach (Lease lease in leases)
        {
            if (!walk.HasRoom) return at with { Lease = lease.Id + 1 };
            if (!IsOfRun(lease.Call) || !matcher.Matches(lease.Call.To) || !matcher.Matches(lease.DialedAt ?? lease.LeasedAt)) continue;
            if (await MatchesDataAsync(lease.Call, lease.Name, Asked.CarrierCall is not null) is not { } isMatch) return at with { Lease = lease.Id + 1 };
            if (isMatch) walk.Add(new FoundCall(lease.Name, FoundBy.Queue) { Call = reader.ToListed(QueuePart.Live, lease.Call, lease.LeasedAt) });
        }

        return null;
    }

    private async Task<SearchPosition?> NearestAsync(SearchPosition at)
    {
        (DateTimeOffset? At, QueuedCall Call)[] calls =
        [
            .. state.Delayed.Snapshot()[0].Calls.Tail.Select(delayed => ((DateTimeOffset?)delayed.At, delayed.Call)),
            .. state.NumberBusy.Concat(state.Vetting.Calls).Select(call => ((DateTimeOffset?)null, call)),
        ];
        await pages.SettledAsync();
        HashSet<uint> told = [.. at.Told ?? []];
        foreach ((DateTimeOffset? due, QueuedCall call) in calls)
        {
            uint hash = (uint)StableHash.Of(call.Key);
            if (told.Contains(hash)) continue;
            int before = walk.Found.Count;
            if (!await LookAsync(call, due)) return at with { Told = [.. told] };
            if (walk.Found.Count > before && told.Count < MostTold) told.Add(hash);
        }

        return at.Phase == SearchPhase.Nearest ? at.StartOf(SearchPhase.Ready) with { Told = [.. told] } : null;
    }

    private async Task<SearchPosition?> DelayedAsync(SearchPosition at)
    {
        // The first part is in memory. It is searched apart, since calls come and go there all the time.
        DelayedPart[] parts = [.. state.Delayed.Snapshot().Skip(1)];
        DateTimeOffset now = context.Time.GetUtcNow();
        await pages.SettledAsync();
        bool isAnyHalfTaken = Array.Exists(parts, part => part.Taken > 0);

        // Which calls a bucket has given out is known again once it is loaded; until then, those that are due count as ready.
        return await ListSearch.RunAsync(
            at, parts.Select(part => (part.Order, part.Calls)), pages, Filter(), walk,
            delayed => isAnyHalfTaken && delayed.At <= now ? ValueTask.FromResult(true) : LookAsync(delayed.Call, delayed.At));
    }

    private async Task<SearchPosition?> ReadyAsync(SearchPosition at, Func<Lane, PagedList<QueuedCall>> listOf)
    {
        // From the least urgent to the most, since calls are moved up more often than down; of one priority, the newest run first.
        (long Order, PagedListSnapshot<QueuedCall> List)[] lists =
        [
            .. state.Lanes.Rotation.SelectMany(lanes => lanes).Where(lane => Asked.Run is null || state.FindRun(lane.Run)?.Name == Asked.Run)
                .Select(lane => (((long)(Priority.Low - lane.Priority) << 32) + (int.MaxValue - lane.Run), listOf(lane).Snapshot())),
        ];
        await pages.SettledAsync();
        return await ListSearch.RunAsync(at, lists, pages, Filter(), walk, call => LookAsync(call, null));
    }

    /// <summary>Adds a waiting call that matches; false when there is no room for it.</summary>
    /// <param name="due">Null for a ready call.</param>
    private async ValueTask<bool> LookAsync(QueuedCall call, DateTimeOffset? due)
    {
        if (!matcher.Matches(call.To) || !IsOfRun(call) || !matcher.IsIn(due is null ? CallPlaces.Ready : CallPlaces.Delayed)
            || !matcher.Matches(due ?? context.Time.GetUtcNow()) || !reader.IsWaiting(call)) return true;
        if (!walk.HasRoom || await MatchesDataAsync(call, state.NameOf(call), asksRecord: false) is not { } isMatch) return false;

        // Its run may have ended while its record was read.
        if (isMatch && reader.IsWaiting(call))
            walk.Add(new FoundCall(state.NameOf(call), FoundBy.Queue) { Call = reader.ToListed(due is null ? QueuePart.Ready : QueuePart.Delayed, call, due) });
        return true;
    }

    /// <summary>Whether what was submitted matches, and the carrier's id where that is asked; null when its record may not be read now.</summary>
    private async ValueTask<bool?> MatchesDataAsync(QueuedCall call, string name, bool asksRecord)
    {
        bool isCampaign = IsCampaign(call);
        if (!asksRecord && !matcher.AsksData) return true;
        if (!asksRecord && !call.Kept) return matcher.Matches(SubmittedData.Read(call.Data), isCampaign);
        if (!walk.TryRead()) return null;
        return await RecordAsync(name) is { } record && matcher.Matches(record) && matcher.Matches(SubmittedData.Read(record.Spec.Data), isCampaign);
    }

    private Task<CallSnapshot?> RecordAsync(string name) => context.Actors.Call(new CallId(state.Id, name)).GetAsync();

    private bool IsOfRun(QueuedCall call) => Asked.Run is null || state.RunOf(call)?.Name == Asked.Run;

    private bool IsCampaign(QueuedCall call) => Asked.CampaignId is not null && matcher.IsCampaign(state.RunOf(call)?.Template?.Data);

    private PageFilter Filter() => matcher.FilterOf(Asked.CampaignId is not null && state.Runs.Exists(run => matcher.IsCampaign(run.Template?.Data)));
}
