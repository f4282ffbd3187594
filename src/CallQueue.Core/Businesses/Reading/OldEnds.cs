using CallQueue.Businesses.Ends;
using CallQueue.Businesses.State;
using CallQueue.Hosting;

namespace CallQueue.Businesses.Reading;

/// <summary>Reads which ended calls a clean would forget, between turns.</summary>
internal sealed class OldEnds(BusinessState state, Commits<BusinessRoot> pages)
{
    /// <summary>The oldest calls that ended before an instant, at most <paramref name="limit"/> of them.</summary>
    /// <returns>How many, the instant before which just these ended, and some of them.</returns>
    public async Task<(long Count, DateTimeOffset Before, IReadOnlyList<ListedCall> Sample)> ReadAsync(DateTimeOffset before, int limit)
    {
        // Ends are kept until every sink has received them.
        if (state.Outboxes.KeepFrom < before) before = state.Outboxes.KeepFrom.Value;
        List<IAsyncEnumerator<EndedThing>> lists = [];
        List<ListedCall> sample = [];
        long count = 0, beforeLast = 0;
        DateTimeOffset last = DateTimeOffset.MinValue;
        try
        {
            foreach (IAsyncEnumerator<EndedThing> list in state.Retained.Calls().Select(list => list.ReadAsync(pages).GetAsyncEnumerator()).ToList())
            {
                if (await list.MoveNextAsync()) lists.Add(list);
                else await list.DisposeAsync();
            }

            while (lists.MinBy(list => list.Current.At) is { } oldest && oldest.Current is { } thing && thing.At < before)
            {
                if (!state.Retained.IsReopened(thing))
                {
                    // One too many: an instant is to separate those before it.
                    if (count == limit) return thing.At > last ? (count, thing.At, sample) : (beforeLast, last, sample);
                    if (thing.At > last) (last, beforeLast) = (thing.At, count);
                    count++;
                    if (sample.Count < Preview.MostSample) sample.Add(new ListedCall(thing.Outcome == Outcome.Completed ? QueuePart.Completed : QueuePart.Failed, thing.Name, null, null, thing.At, null, thing.Outcome));
                }

                if (await oldest.MoveNextAsync()) continue;
                lists.Remove(oldest);
                await oldest.DisposeAsync();
            }

            return (count, before, sample);
        }
        finally
        {
            foreach (IAsyncEnumerator<EndedThing> list in lists) await list.DisposeAsync();
        }
    }
}
