using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Queues;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Hosting;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Reading;

/// <summary>
/// Reads the queue without removing anything: the lists are copied (a few names of pages each), then
/// read page by page while other turns continue. Its memory depends on the requested page, not on the queue.
/// </summary>
internal sealed class QueueReader(BusinessState state, Commits<BusinessRoot> pages)
{
    /// <summary>A page of the calls of one part.</summary>
    public async Task<CallPage> ListAsync(ListCalls request)
    {
        long total = TotalOf(request.Part);
        if (request.Start >= total || request.Count < 1)
        {
            await pages.SettledAsync();
            return new CallPage([], total);
        }

        IReadOnlyList<ListedCall> calls = request.Part switch
        {
            QueuePart.Ready => await ReadyAsync(request.Start, request.Count),
            QueuePart.Delayed => await DelayedAsync(request.Start, request.Count),
            QueuePart.Live => await LiveAsync(request.Start, request.Count),
            _ => await EndedAsync(request.Part, request.Start, request.Count),
        };
        return new CallPage(calls, total);
    }

    /// <summary>A live call; null when it is not.</summary>
    public async Task<ListedCall?> FindLiveAsync(string name)
    {
        ListedCall? listed = state.Slots.Find(name) is { } lease ? ToListed(QueuePart.Live, lease.Call, lease.LeasedAt) : null;
        await pages.SettledAsync();
        return listed;
    }

    /// <summary>Calls before this one among the ready ones; null when it is not among the first <paramref name="most"/>.</summary>
    public async Task<long?> PositionAsync(string key, int most)
    {
        var plan = new ReadySnapshot(state);
        await pages.SettledAsync();
        long position = 0;
        await foreach (QueuedCall call in plan.ReadAsync(pages))
        {
            if (!IsWaiting(call)) continue;
            if (call.Key == key) return position;
            if (++position >= most) return null;
        }

        return null;
    }

    /// <summary>Calls due before this one among the delayed ones; null when it is not among the first <paramref name="most"/>.</summary>
    public async Task<long?> DelayedPositionAsync(string key, DateTimeOffset at, int most)
    {
        IReadOnlyList<DelayedPart> parts = state.Delayed.Snapshot();
        await pages.SettledAsync();
        long position = 0;
        foreach (DelayedPart part in parts)
        {
            if (part.From > at) break;
            await foreach (DelayedCall call in part.ReadAsync(pages))
            {
                if (call.At < at && call.Call.Key != key && IsWaiting(call.Call) && ++position >= most) return null;
            }
        }

        return position;
    }

    /// <summary>A waiting call from any list; null when it does not exist. For run 0: by its name.</summary>
    public async Task<DelayedCall?> FindAsync(string name, int run, int index)
    {
        if (run != 0 && await SeekAsync(run, index) is { } near) return near;
        var plan = new ReadySnapshot(state);
        if (await FindDelayedAsync(name, run, index) is { } later) return later;
        string key = run == 0 ? name : QueuedCall.KeyOf(run, index);
        foreach (LaneSnapshot lane in plan.Lanes.Where(lane => lane.Run == run))
        {
            await foreach (QueuedCall call in lane.ReadAsync(pages, QueuedCall.FilterOf(name, run, index))) if (call.Key == key && IsWaiting(call)) return Ready(call);
        }

        return null;
    }

    /// <summary>A waiting call of a run, where such calls are in the order of their indexes: a few pages are read. Null: it may still be elsewhere.</summary>
    public async Task<DelayedCall?> SeekAsync(int run, int index)
    {
        var plan = new ReadySnapshot(state);
        IReadOnlyList<DelayedPart> delayed = state.Delayed.Snapshot();
        await pages.SettledAsync();
        foreach (LaneSnapshot lane in plan.Lanes.Where(lane => lane.Run == run)) if (await lane.SeekAsync(index, pages) is { } found && IsWaiting(found)) return Ready(found);
        foreach (DelayedPart part in delayed) if (await part.SeekAsync(run, index, pages) is { } found && IsWaiting(found.Call)) return found;
        return null;
    }

    /// <summary>A call that waits for a time; null when none does. For run 0: by its name.</summary>
    public async Task<DelayedCall?> FindDelayedAsync(string name, int run, int index)
    {
        string key = run == 0 ? name : QueuedCall.KeyOf(run, index);
        PageFilter filter = QueuedCall.FilterOf(name, run, index);
        IReadOnlyList<DelayedPart> delayed = state.Delayed.Snapshot();
        await pages.SettledAsync();

        // First what is in memory.
        foreach (DelayedPart part in delayed.OrderBy(part => part.Calls.Pages > 0))
        {
            await foreach (DelayedCall call in part.ReadAsync(pages, filter)) if (call.Call.Key == key && IsWaiting(call.Call)) return call;
        }

        return null;
    }

    /// <summary>The names of the calls to a number that wait.</summary>
    public async Task<IReadOnlyList<string>> WaitingToAsync(PhoneNumber number)
    {
        var ready = new ReadySnapshot(state);
        IReadOnlyList<DelayedPart> delayed = state.Delayed.Snapshot();
        await pages.SettledAsync();
        List<string> names = [];
        foreach (LaneSnapshot lane in ready.Lanes) await foreach (QueuedCall call in lane.ReadAsync(pages)) Take(call);
        foreach (DelayedPart part in delayed) await foreach (DelayedCall call in part.ReadAsync(pages)) Take(call.Call);
        return names;

        void Take(QueuedCall call)
        {
            if (call.To == number && IsWaiting(call)) names.Add(state.NameOf(call));
        }
    }

    /// <summary>Those of some names that calls submitted alone have, waiting, live or remembered; null when more pages than <paramref name="mostPages"/> would be read.</summary>
    public async Task<HashSet<string>?> NamesAmongAsync(HashSet<string> names, int mostPages)
    {
        HashSet<string> taken = [.. state.Slots.Leases.Where(lease => lease.Call.Run == 0).Select(lease => lease.Name).Where(names.Contains)];
        bool isAnyAlone = state.Tally.Waiting > state.Runs.Sum(run => run.Tally.Waiting);
        List<LaneSnapshot> lanes = isAnyAlone ? [.. new ReadySnapshot(state).Lanes.Where(lane => lane.Run == 0)] : [];
        IReadOnlyList<DelayedPart> delayed = isAnyAlone ? state.Delayed.Snapshot() : [];
        IReadOnlyList<PagedListSnapshot<EndedThing>> ended = state.Retained.Calls();
        if (lanes.Sum(lane => lane.Pages) + delayed.Sum(part => part.Calls.Pages) + ended.Sum(list => list.Pages) > mostPages) return null;
        await pages.SettledAsync();
        foreach (LaneSnapshot lane in lanes) await foreach (QueuedCall call in lane.ReadAsync(pages)) Note(call.Name!);
        foreach (DelayedPart part in delayed) await foreach (DelayedCall call in part.ReadAsync(pages)) if (call.Call.Run == 0) Note(call.Call.Name!);
        foreach (PagedListSnapshot<EndedThing> list in ended) await foreach (EndedThing thing in list.ReadAsync(pages)) Note(thing.Name);
        return taken;

        void Note(string name)
        {
            if (names.Contains(name)) taken.Add(name);
        }
    }

    /// <summary>A call as shown; <paramref name="at"/> null for ready calls.</summary>
    public ListedCall ToListed(QueuePart part, QueuedCall call, DateTimeOffset? at)
    {
        string? run = state.RunOf(call)?.Name;
        return new ListedCall(part, state.NameOf(call), run, run is null ? null : call.Index, at, call.Kept ? null : state.SpecOf(call));
    }

    private long TotalOf(QueuePart part) => part switch
    {
        QueuePart.Ready => state.Tally.Shown.Ready,
        QueuePart.Delayed => state.Tally.Shown.Delayed,
        QueuePart.Live => state.Slots.Live,
        _ => state.Retained.Count(part == QueuePart.Completed),
    };

    private static DelayedCall Ready(QueuedCall call) => new(DateTimeOffset.MinValue, call);

    /// <summary>Whether an entry still counts: its run continues, and it has no tombstone.</summary>
    public bool IsWaiting(QueuedCall call) => Pump.IsWaited(state, call) && !state.Tombstones.Covers(call.Key, call.Since);

    private async Task<IReadOnlyList<ListedCall>> ReadyAsync(long start, int count)
    {
        var plan = new ReadySnapshot(state);
        await pages.SettledAsync();
        List<ListedCall> listed = [];
        long left = start;
        await foreach (QueuedCall call in plan.ReadAsync(pages))
        {
            if (!IsWaiting(call) || left-- > 0) continue;
            listed.Add(ToListed(QueuePart.Ready, call, null));
            if (listed.Count == count) break;
        }

        return listed;
    }

    /// <summary>The earliest of all, found in one pass that keeps only as many as it may return.</summary>
    private async Task<IReadOnlyList<ListedCall>> DelayedAsync(long start, int count)
    {
        IReadOnlyList<DelayedPart> parts = state.Delayed.Snapshot();
        await pages.SettledAsync();
        int most = (int)Math.Min(start + count, int.MaxValue);
        var earliest = new PriorityQueue<DelayedCall, (long, long)>(Comparer<(long, long)>.Create((a, b) => b.CompareTo(a)));
        long order = 0;
        foreach (DelayedPart part in parts)
        {
            if (earliest.Count == most && part.From > earliest.Peek().At) break;
            await foreach (DelayedCall call in part.ReadAsync(pages))
            {
                if (!IsWaiting(call.Call)) continue;
                earliest.Enqueue(call, (call.At.UtcTicks, order++));
                if (earliest.Count > most) earliest.Dequeue();
            }
        }

        List<DelayedCall> calls = [];
        while (earliest.Count > start) calls.Add(earliest.Dequeue());
        calls.Reverse();
        return [.. calls.Select(call => ToListed(QueuePart.Delayed, call.Call, call.At))];
    }

    private async Task<IReadOnlyList<ListedCall>> LiveAsync(long start, int count)
    {
        List<ListedCall> listed = [.. state.Slots.Leases.Skip((int)start).Take(count)
            .Select(lease => ToListed(QueuePart.Live, lease.Call, lease.LeasedAt))];
        await pages.SettledAsync();
        return listed;
    }

    private async Task<IReadOnlyList<ListedCall>> EndedAsync(QueuePart part, long start, int count)
    {
        (PagedListSnapshot<EndedThing> first, PagedListSnapshot<EndedThing> second) = state.Retained.Snapshot(part == QueuePart.Completed);
        await pages.SettledAsync();
        await using IAsyncEnumerator<EndedThing> a = first.ReadBackAsync(pages).GetAsyncEnumerator();
        await using IAsyncEnumerator<EndedThing> b = second.ReadBackAsync(pages).GetAsyncEnumerator();
        (bool isA, bool isB) = (await a.MoveNextAsync(), await b.MoveNextAsync());
        List<ListedCall> listed = [];
        long left = start;
        while ((isA || isB) && listed.Count < count)
        {
            bool isFirst = isA && (!isB || a.Current.At >= b.Current.At);
            EndedThing newest = isFirst ? a.Current : b.Current;
            if (isFirst) isA = await a.MoveNextAsync();
            else isB = await b.MoveNextAsync();
            if (!state.Retained.IsReopened(newest) && left-- <= 0)
                listed.Add(new ListedCall(part, newest.Name, null, null, newest.At, null, newest.Outcome));
        }

        return listed;
    }
}
