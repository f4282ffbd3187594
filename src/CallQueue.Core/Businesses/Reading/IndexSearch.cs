using CallQueue.Businesses.Ends;
using CallQueue.Businesses.State;
using CallQueue.Hosting;
using CallQueue.PagedLists;
using CallQueue.Searches;

namespace CallQueue.Businesses.Reading;

/// <summary>Searches the index of calls that were dialed or have ended, the newest first.</summary>
internal sealed class IndexSearch(BusinessState state, Commits<BusinessRoot> pages, SearchWalk walk)
{
    /// <summary>Entries that are written one by one are on pages of about that many.</summary>
    private const int EntriesOfPage = 32;

    /// <summary>Searches on; null when it is complete.</summary>
    /// <param name="key">Of what is looked for.</param>
    /// <param name="run">Only calls of this run; null: any.</param>
    public async Task<SearchPosition?> RunAsync(SearchPosition at, uint key, string? run)
    {
        IReadOnlyList<HashedPart<IndexedCall>> parts = state.Index.Snapshot();
        await pages.SettledAsync();
        foreach (HashedPart<IndexedCall> part in parts.Where(part => !(part.Until.UtcTicks > at.Order)))
        {
            bool isResumed = part.Until.UtcTicks == at.Order && at.Place is not null;
            SearchPosition? here = isResumed ? at : at.StartOf(SearchPhase.Index) with { Order = part.Until.UtcTicks, Place = new ListPlace(0, part.Sealed.Segments, 0, IsAfter: true) };
            while (here is not null)
            {
                if (!walk.HasRoom || await ReadAsync(part, here.Place!, key) is not { } calls) return here;
                foreach (IndexedCall call in calls.Where(call => IsLeft(call, here) && IsOf(call, run)).OrderByDescending(call => call.At).ThenByDescending(call => call.Name, StringComparer.Ordinal))
                {
                    if (walk.RowsLeft == 0) return here;
                    walk.Add(new FoundCall(call.Name, FoundBy.Index) { At = DateTimeOffset.FromUnixTimeSeconds(call.At) });
                    here = here with { At = call.At, Name = call.Name };
                }

                int next = Math.Min(here.Place!.Page, part.Sealed.Segments) - 1;
                here = next < 0 ? null : here with { Place = new ListPlace(0, next, 0, IsAfter: false), At = null, Name = null };
            }
        }

        return null;
    }

    /// <summary>Calls whose attempt has ended since the search began and that are tried again: where they wait now may have been searched before.</summary>
    /// <param name="run">Only calls of this run; null: any.</param>
    public async Task<SearchPosition?> RetriedAsync(SearchPosition at, string? run)
    {
        long since = at.StartedAt.ToUnixTimeSeconds();
        HashedPart<IndexedCall>[] parts = [.. state.Index.Snapshot().Where(part => part.Until >= at.StartedAt)];
        await pages.SettledAsync();
        List<IndexedCall> retried = [];
        foreach (HashedPart<IndexedCall> part in parts)
        {
            int read = 0;
            await foreach (IndexedCall call in part.ReadUnsealedAsync(pages))
            {
                if (call.At < since) break;
                if (++read % EntriesOfPage == 0 && !walk.TryRead() && walk.PagesRead > 0) return at;
                if (call.IsRetried && IsLeft(call, at) && IsOf(call, run)) retried.Add(call);
            }
        }

        foreach (IndexedCall call in retried.OrderByDescending(call => call.At).ThenByDescending(call => call.Name, StringComparer.Ordinal).DistinctBy(call => (call.At, call.Name)))
        {
            if (walk.RowsLeft == 0) return at;
            walk.Add(new FoundCall(call.Name, FoundBy.Index));
            at = at with { At = call.At, Name = call.Name };
        }

        return null;
    }

    /// <summary>The entries of one segment, or of what follows the segments that there were; null when they may not be read now.</summary>
    private async Task<List<IndexedCall>?> ReadAsync(HashedPart<IndexedCall> part, ListPlace place, uint key)
    {
        // A position comes from a client, which may have changed it.
        int first = Math.Clamp(place.Page, 0, part.Sealed.Segments);
        int last = place.IsAfter ? part.Sealed.Segments - 1 : Math.Min(first, part.Sealed.Segments - 1);
        int count = Math.Max(0, last - first + 1) + (place.IsAfter ? part.Open.Pages + (part.Sealing?.Pages ?? 0) : 0);

        // What is read together may be more than a part allows, after trouble with the store: then nothing else is.
        if (!walk.TryRead(count) && walk.PagesRead > 0) return null;
        List<IndexedCall> found = [];
        if (place.IsAfter) await foreach (IndexedCall call in part.ReadUnsealedAsync(pages)) Note(call);
        for (int segment = first; segment <= last; segment++)
            foreach (IndexedCall call in await part.Sealed.ReadAsync(segment, SealedPages<IndexedCall>.BucketOf(key), pages)) Note(call);
        return found;

        void Note(IndexedCall call)
        {
            if (call.Hashes.Contains(key)) found.Add(call);
        }
    }

    private static bool IsLeft(IndexedCall call, SearchPosition at) =>
        at.At is not { } then || call.At < then || (call.At == then && string.CompareOrdinal(call.Name, at.Name) < 0);

    private bool IsOf(IndexedCall call, string? run) => run is null || new CallId(state.Id, call.Name).InRun() is { } place && place.Run.Name == run;
}
