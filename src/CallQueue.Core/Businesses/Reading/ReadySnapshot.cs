using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Reading;

/// <summary>A snapshot of the ready calls, in the order in which they would be dialed.</summary>
internal sealed class ReadySnapshot
{
    private readonly List<List<LaneSnapshot>> _rotation;

    public ReadySnapshot(BusinessState state)
    {
        ILookup<(Priority, int), QueuedCall> setAside = state.NumberBusy.Concat(state.Vetting.Calls).ToLookup(call => (state.PriorityOf(call), call.Run));
        _rotation = [.. state.Lanes.Rotation.Select(lanes => lanes.Select(lane => new LaneSnapshot(lane, [.. setAside[(lane.Priority, lane.Run)]])).ToList())];
    }

    public IEnumerable<LaneSnapshot> Lanes => _rotation.SelectMany(lanes => lanes);

    /// <summary>Strict priority; among the runs of one priority, one call each in turn.</summary>
    public async IAsyncEnumerable<QueuedCall> ReadAsync(IPageReader pages)
    {
        foreach (List<LaneSnapshot> lanes in _rotation)
        {
            var rotation = new Queue<IAsyncEnumerator<QueuedCall>>(lanes.Select(lane => lane.ReadAsync(pages).GetAsyncEnumerator()));
            while (rotation.TryDequeue(out IAsyncEnumerator<QueuedCall>? lane))
            {
                if (!await lane.MoveNextAsync()) continue;
                yield return lane.Current;
                rotation.Enqueue(lane);
            }
        }
    }
}

/// <summary>A snapshot of one lane: calls set aside because their number is live or their app is asked, calls that came back, calls never tried.</summary>
internal sealed class LaneSnapshot(Lane lane, IReadOnlyList<QueuedCall> setAside)
{
    private readonly PagedListSnapshot<QueuedCall> _front = lane.Front.Snapshot();
    private readonly PagedListSnapshot<QueuedCall> _back = lane.Back.Snapshot();

    public int Run => lane.Run;

    public int Pages => _front.Pages + _back.Pages;

    /// <param name="filter">Leaves out pages; null: none.</param>
    public async IAsyncEnumerable<QueuedCall> ReadAsync(IPageReader pages, PageFilter? filter = null)
    {
        foreach (QueuedCall call in setAside) yield return call;
        await foreach (QueuedCall call in _front.ReadAsync(pages, filter ?? PageFilter.None)) yield return call;
        await foreach (QueuedCall call in _back.ReadAsync(pages, filter ?? PageFilter.None)) yield return call;
    }

    /// <summary>
    /// Searches a call that was never tried by position: such calls of a run are in the order of their indexes, those that waited for
    /// one time too. One that was moved here, or came back out of order, may be missed.
    /// </summary>
    public async Task<QueuedCall?> SeekAsync(int index, IPageReader pages) =>
        setAside.FirstOrDefault(call => call.Index == index)
        ?? await _back.SeekAsync(index, call => call.Index, pages)
        ?? await _front.SeekAsync(index, call => call.Index, pages);
}
