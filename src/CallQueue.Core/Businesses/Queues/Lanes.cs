using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using CallQueue.Calls;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Queues;

/// <summary>
/// The ready calls of one run at one priority. Calls that waited for their time, or came back undialed, go before those
/// never tried: they have been promised a time.
/// </summary>
internal sealed class Lane(int run, Priority priority, PagedList<QueuedCall> front, PagedList<QueuedCall> back)
{
    public int Run => run;

    public Priority Priority => priority;

    public PagedList<QueuedCall> Front => front;

    public PagedList<QueuedCall> Back => back;

    public long Count => front.Count + back.Count;

    /// <summary>The list whose first call is next.</summary>
    public PagedList<QueuedCall> Next => front.Count > 0 ? front : back;

    public LaneRecord ToRecord() => new(run, priority, front.ToRecord(), back.ToRecord());
}

/// <summary>
/// No I/O: all ready calls of a business. Strict priority between lanes; among the runs of one priority each gets its turn,
/// so that a run of ten does not wait behind a run of a million.
/// </summary>
internal sealed class Lanes
{
    private static readonly int Priorities = Enum.GetValues<Priority>().Length;

    private readonly PageBook _book;
    private readonly LinkedList<Lane>[] _rotation = [.. Enumerable.Range(0, Priorities).Select(_ => new LinkedList<Lane>())];

    public Lanes(PageBook book, IReadOnlyList<LaneRecord> records)
    {
        _book = book;
        foreach (LaneRecord record in records)
        {
            _rotation[(int)record.Priority].AddLast(new Lane(
                record.Run, record.Priority, ListOf(record.Front), ListOf(record.Back)));
        }
    }

    public long Count
    {
        get
        {
            long count = 0;
            foreach (LinkedList<Lane> rotation in _rotation) foreach (Lane lane in rotation) count += lane.Count;
            return count;
        }
    }

    /// <summary>All lanes by priority, the most urgent first, those of one priority in the order in which they are served.</summary>
    public IEnumerable<IReadOnlyList<Lane>> Rotation => _rotation.Select(rotation => (IReadOnlyList<Lane>)[.. rotation]);

    public IEnumerable<PagedList<QueuedCall>> Lists
    {
        get
        {
            foreach (LinkedList<Lane> rotation in _rotation)
            {
                foreach (Lane lane in rotation)
                {
                    yield return lane.Front;
                    yield return lane.Back;
                }
            }
        }
    }

    /// <summary>In the order in which they are served, which a restart thereby keeps.</summary>
    public IReadOnlyList<LaneRecord> ToRecords() => [.. _rotation.SelectMany(rotation => rotation).Select(lane => lane.ToRecord())];

    /// <summary>Adds calls never tried, in their order.</summary>
    public void Append(IEnumerable<(Priority Priority, QueuedCall Call)> calls)
    {
        HashSet<PagedList<QueuedCall>> touched = [];
        foreach ((Priority priority, QueuedCall call) in calls)
        {
            PagedList<QueuedCall> list = LaneOf(call.Run, priority).Back;
            list.Append(call);
            touched.Add(list);
        }

        foreach (PagedList<QueuedCall> list in touched) list.Trim();
    }

    /// <summary>Adds a call that goes before those never tried.</summary>
    public void Return(Priority priority, QueuedCall call)
    {
        PagedList<QueuedCall> list = LaneOf(call.Run, priority).Front;
        list.Append(call);
        list.Trim();
    }

    /// <summary>The lane whose turn it is, of those whose run <paramref name="isOpen"/>; null when no such call waits.</summary>
    public Lane? Next(Func<Lane, bool> isOpen)
    {
        foreach (LinkedList<Lane> rotation in _rotation)
        {
            foreach (Lane lane in rotation) if (lane.Count > 0 && isOpen(lane)) return lane;
        }

        return null;
    }

    /// <summary>Takes the first call of a lane, which then waits for its next turn.</summary>
    public QueuedCall Take(Lane lane)
    {
        LinkedList<Lane> rotation = _rotation[(int)lane.Priority];
        if (rotation.First!.Next is not null && rotation.Remove(lane)) rotation.AddLast(lane);
        PagedList<QueuedCall> list = lane.Next;
        list.TryPeek(out QueuedCall call);
        list.Take();
        return call;
    }

    /// <summary>Removes a call from the tail of a list; false when it is not there.</summary>
    public bool TakeTail(Predicate<QueuedCall> which) => Lists.Any(list => list.TakeTail(which));

    /// <summary>Drops every call of a run.</summary>
    public void Drop(int run)
    {
        foreach (LinkedList<Lane> rotation in _rotation)
        {
            if (rotation.FirstOrDefault(lane => lane.Run == run) is not { } lane) continue;
            lane.Front.Clear();
            lane.Back.Clear();
            rotation.Remove(lane);
        }
    }

    private Lane LaneOf(int run, Priority priority)
    {
        LinkedList<Lane> rotation = _rotation[(int)priority];
        if (rotation.FirstOrDefault(lane => lane.Run == run) is { } known) return known;
        var added = new Lane(run, priority, ListOf(null), ListOf(null));
        rotation.AddLast(added);
        return added;
    }

    private PagedList<QueuedCall> ListOf(PagedListRecord<QueuedCall>? record) => new(_book, QueuedCall.Format, record);
}

internal sealed record LaneRecord(int Run, Priority Priority, PagedListRecord<QueuedCall> Front, PagedListRecord<QueuedCall> Back);
