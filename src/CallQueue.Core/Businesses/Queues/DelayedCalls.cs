using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.PagedLists;
using CallQueue.Timing;

namespace CallQueue.Businesses.Queues;

/// <summary>Some of the delayed calls, for readers.</summary>
/// <param name="Taken">The number of them, from the earliest, that no longer wait.</param>
internal sealed record DelayedPart(DateTimeOffset From, int Taken, PagedListSnapshot<DelayedCall> Calls)
{
    /// <summary>By time; of parts that begin at once the widest first, since its calls move to the others.</summary>
    public long Order { get; init; }

    /// <param name="filter">Leaves out pages; null: none.</param>
    public async IAsyncEnumerable<DelayedCall> ReadAsync(IPageReader pages, PageFilter? filter = null)
    {
        if (Taken == 0)
        {
            await foreach (DelayedCall call in Calls.ReadAsync(pages, filter ?? PageFilter.None)) yield return call;
            yield break;
        }

        List<DelayedCall> all = [];
        await foreach (DelayedCall call in Calls.ReadAsync(pages)) all.Add(call);
        foreach (DelayedCall call in all.OrderBy(call => call.At).Skip(Taken)) yield return call;
    }

    /// <summary>Searches a call of a run by position: mostly the calls of a run are delayed in the order of their indexes. One that was not may be missed.</summary>
    public async Task<DelayedCall?> SeekAsync(int run, int index, IPageReader pages) =>
        Taken > 0 ? null : await Calls.SeekAsync(index, call => call.Call.Run == run ? call.Call.Index : null, pages);
}

/// <summary>
/// No I/O: calls that wait for their time, any number of them, without a timer or record each. The nearest few are in the
/// root. The rest are on pages grouped by due time into buckets: of a minute for the next two hours, of an hour for the next
/// two days, of a day, then of thirty days. A bucket is opened shortly before its time: a wide one is sorted into
/// narrower ones, a minute is held in memory in due order.
/// </summary>
internal sealed class DelayedCalls
{
    private const int SoonLength = 64;

    /// <summary>There may be a few hundred buckets, so each leaves little in the root.</summary>
    private const int BucketTail = 4;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OpenMinuteBefore = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OpenWiderBefore = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Within <c>Ahead</c> of now, buckets are <c>Width</c> wide. Each <c>Ahead</c> exceeds the next <c>Width</c> by more than
    /// <see cref="OpenWiderBefore"/>, so that an opened bucket is sorted into narrower ones and never into itself.
    /// </summary>
    private static readonly (TimeSpan Ahead, TimeSpan Width)[] Widths =
    [
        (TimeSpan.FromHours(2), Minute),
        (TimeSpan.FromDays(2), TimeSpan.FromHours(1)),
        (TimeSpan.FromDays(60), TimeSpan.FromDays(1)),
        (TimeSpan.MaxValue, TimeSpan.FromDays(30)),
    ];

    private readonly PageBook _book;
    private readonly List<Bucket> _buckets;
    private List<DelayedCall> _soon;

    public DelayedCalls(PageBook book, DelayedRecord record)
    {
        _book = book;
        _soon = [.. record.Soon];
        _buckets = [.. record.Buckets.Select(b => new Bucket(b.From, b.Width, new PagedList<DelayedCall>(book, DelayedCall.Format, b.Calls), b.Taken))];
    }

    /// <summary>When to look again: the earliest due time, or the time to open a bucket; null when nothing waits but for pages being loaded.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset now)
    {
        DateTimeOffset? next = _soon.Count > 0 ? _soon[0].At : null;
        foreach (Bucket bucket in _buckets) next = Earliest.Of(next, bucket.NextAt(now));
        return next;
    }

    public DelayedRecord ToRecord() => new([.. _soon], [.. _buckets.Select(bucket => bucket.ToRecord())]);

    /// <summary>Adds calls, in any order.</summary>
    public void Add(IEnumerable<DelayedCall> calls, DateTimeOffset now)
    {
        _soon = [.. _soon.Concat(calls).OrderBy(call => call.At)];
        if (_soon.Count <= SoonLength) return;

        // The nearest half stays; the rest goes to pages, so that the root stays small.
        List<DelayedCall> far = _soon[(SoonLength / 2)..];
        _soon.RemoveRange(SoonLength / 2, far.Count);
        HashSet<Bucket> touched = [];

        // In the order of the run, by which a call is found again; a bucket is sorted by time when it is opened.
        foreach (DelayedCall call in far.OrderBy(call => call.Call.Run).ThenBy(call => call.Call.Index))
        {
            Bucket bucket = BucketFor(call.At, now);
            bucket.Calls.Append(call);
            touched.Add(bucket);
        }

        foreach (Bucket bucket in touched) bucket.Calls.Trim(BucketTail);
    }

    /// <summary>Takes the calls that are due, at most <paramref name="most"/>, in due order as far as they are loaded.</summary>
    public IReadOnlyList<DelayedCall> TakeDue(DateTimeOffset now, int most)
    {
        List<DelayedCall> due = [];
        while (due.Count < most && EarliestCall() is { } source && source.At <= now) due.Add(source.Bucket is { } bucket ? bucket.TakeFirst() : TakeSoon());
        _buckets.RemoveAll(bucket =>
        {
            if (bucket.IsUsedUp) bucket.Calls.Clear();
            return bucket.IsUsedUp;
        });

        return due;
    }

    /// <summary>Removes one of the nearest few; false when it is not among them.</summary>
    public bool TakeSoon(Predicate<QueuedCall> which)
    {
        int at = _soon.FindIndex(delayed => which(delayed.Call));
        if (at >= 0) _soon.RemoveAt(at);
        return at >= 0;
    }

    /// <summary>All lists of it.</summary>
    public IEnumerable<PagedList<DelayedCall>> Lists => _buckets.Select(bucket => bucket.Calls);

    /// <summary>Replaces calls that are in memory, which keep their places.</summary>
    public void ReplaceInMemory(Func<DelayedCall, DelayedCall> change)
    {
        _soon = [.. _soon.Select(change)];
        foreach (Bucket bucket in _buckets) bucket.ReplaceInMemory(change);
    }

    /// <summary>The lists of which a page is to be loaded now: those of buckets being opened.</summary>
    public IEnumerable<PagedList<DelayedCall>> Opening(DateTimeOffset now)
    {
        foreach (Bucket bucket in _buckets) if (bucket.IsOpening(now)) yield return bucket.Calls;
    }

    /// <summary>Sorts what has been loaded of the buckets being opened into its place. True when anything moved.</summary>
    public bool Open(DateTimeOffset now)
    {
        bool moved = false;
        foreach (Bucket bucket in _buckets.FindAll(bucket => bucket.IsOpening(now)))
        {
            if (bucket.Width == Minute)
            {
                moved |= bucket.TryOpen();
                continue;
            }

            List<DelayedCall> narrower = [];
            while (bucket.Calls.TryPeek(out DelayedCall call))
            {
                bucket.Calls.Take();
                narrower.Add(call);
            }

            if (bucket.Calls.Count == 0) _buckets.Remove(bucket);
            moved |= narrower.Count > 0;
            Add(narrower, now);
        }

        return moved;
    }

    /// <summary>A snapshot of all calls, for readers: in parts, none of which has a call due before its <c>From</c>; the earliest part first.</summary>
    public IReadOnlyList<DelayedPart> Snapshot() =>
    [
        new DelayedPart(DateTimeOffset.MinValue, 0, new PagedListSnapshot<DelayedCall>("", [], 0, [.. _soon], DelayedCall.Format)),
        .. _buckets.OrderBy(bucket => bucket.From).Select(bucket => bucket.Snapshot()),
    ];

    private (DateTimeOffset At, Bucket? Bucket)? EarliestCall()
    {
        (DateTimeOffset At, Bucket? Bucket)? earliest = _soon.Count > 0 ? (_soon[0].At, null) : null;
        foreach (Bucket bucket in _buckets)
        {
            if (bucket.First is { } first && (earliest is null || first.At < earliest.Value.At)) earliest = (first.At, bucket);
        }

        return earliest;
    }

    private DelayedCall TakeSoon()
    {
        DelayedCall first = _soon[0];
        _soon.RemoveAt(0);
        return first;
    }

    private Bucket BucketFor(DateTimeOffset at, DateTimeOffset now)
    {
        TimeSpan width = Array.Find(Widths, w => at - now <= w.Ahead).Width;
        var from = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % width.Ticks), TimeSpan.Zero);
        if (_buckets.Find(bucket => bucket.TakesMore && bucket.From == from && bucket.Width == width) is { } known) return known;
        var added = new Bucket(from, width, new PagedList<DelayedCall>(_book, DelayedCall.Format), 0);
        _buckets.Add(added);
        return added;
    }

    private sealed class Bucket(DateTimeOffset from, TimeSpan width, PagedList<DelayedCall> calls, int taken)
    {
        private List<DelayedCall>? _inOrder;
        private List<DelayedCall>? _arriving;
        private int _taken = taken;
        private BucketRecord? _record;

        public DateTimeOffset From => from;

        public TimeSpan Width => width;

        public PagedList<DelayedCall> Calls => calls;

        public bool IsUsedUp => _inOrder is { } all && _taken >= all.Count;

        /// <summary>Its time has come, and not all its pages have.</summary>
        public bool IsOpening(DateTimeOffset now) => _inOrder is null && OpenAt <= now;

        public DateTimeOffset OpenAt => from - (width == Minute ? OpenMinuteBefore : OpenWiderBefore);

        public DelayedCall? First => _inOrder is { } all && _taken < all.Count ? all[_taken] : null;

        /// <summary>It has not been read yet, so its order may still change.</summary>
        public bool TakesMore => _inOrder is null && _arriving is null && _taken == 0;

        public DateTimeOffset? NextAt(DateTimeOffset now) => First?.At ?? (OpenAt > now ? OpenAt : null);

        public DelayedCall TakeFirst() => _inOrder![_taken++];

        /// <summary>Continues reading the loaded pages; true once all are read and the calls are in due order.</summary>
        public bool TryOpen()
        {
            _arriving ??= [];
            foreach (DelayedCall call in calls.ReadOn()) _arriving.Add(call);
            if (_arriving.Count < calls.Count) return false;
            _inOrder = [.. _arriving.OrderBy(call => call.At)];
            _arriving = null;
            return true;
        }

        public void ReplaceInMemory(Func<DelayedCall, DelayedCall> change)
        {
            _inOrder = _inOrder is null ? null : [.. _inOrder.Select(change)];
            _arriving = _arriving is null ? null : [.. _arriving.Select(change)];
        }

        public DelayedPart Snapshot() => _inOrder is { } all
            ? new DelayedPart(from, 0, new PagedListSnapshot<DelayedCall>(calls.Id, [], 0, all[Math.Min(_taken, all.Count)..], DelayedCall.Format) { TailStart = _taken }) { Order = Order }
            : new DelayedPart(from, _taken, calls.Snapshot()) { Order = Order };

        private long Order => from.UtcTicks - Array.FindIndex(Widths, w => w.Width == width);

        public BucketRecord ToRecord()
        {
            PagedListRecord<DelayedCall> stored = calls.ToRecord();
            if (_record is null || _record.Taken != _taken || !ReferenceEquals(_record.Calls, stored)) _record = new BucketRecord(from, width, _taken, stored);
            return _record;
        }
    }
}

/// <summary>Delayed calls due within [<paramref name="From"/>, <paramref name="From"/> + <paramref name="Width"/>).</summary>
/// <param name="Taken">Calls of it, in due order, that are no longer waiting (once it has been opened).</param>
internal sealed record BucketRecord(DateTimeOffset From, TimeSpan Width, int Taken, PagedListRecord<DelayedCall> Calls);

internal sealed record DelayedRecord(IReadOnlyList<DelayedCall> Soon, IReadOnlyList<BucketRecord> Buckets);
