using CallQueue.Calls;

namespace CallQueue.Businesses.Leases;

/// <summary>Calls that ended within one minute, which began at <paramref name="From"/>.</summary>
internal sealed record PaceMinute(DateTimeOffset From, int Ended);

/// <summary>A business's pace as stored in the root.</summary>
/// <param name="TalkSeconds">Of all completed calls together, from when on they are counted.</param>
/// <param name="Talked">How many completed calls that is.</param>
/// <param name="HoldSeconds">Moving mean of how long a lease held its slot; null before the first.</param>
internal sealed record PaceRecord(IReadOnlyList<PaceMinute> Minutes, double TalkSeconds, long Talked, double? HoldSeconds);

/// <summary>No I/O: how fast a business's calls go.</summary>
internal sealed class Pace(PaceRecord? record)
{
    /// <summary>How much the newest lease weighs in the mean of all.</summary>
    private const double NewestWeight = 0.1;
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(5);

    private readonly List<PaceMinute> _minutes = [.. record?.Minutes ?? []];
    private double _talkSeconds = record?.TalkSeconds ?? 0;
    private long _talked = record?.Talked ?? 0;
    private double? _holdSeconds = record?.HoldSeconds;

    /// <summary>Null before the first lease has ended.</summary>
    public PaceRecord? ToRecord() => _holdSeconds is null ? null : new PaceRecord([.. _minutes], _talkSeconds, _talked, _holdSeconds);

    public QueuePace At(DateTimeOffset now) => new(
        _minutes.Where(minute => minute.From > now - Lately).Sum(minute => minute.Ended) / Lately.TotalMinutes,
        _talked == 0 ? null : TimeSpan.FromSeconds(_talkSeconds / _talked),
        _holdSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    /// <summary>A lease under which something was dialed has ended.</summary>
    /// <param name="final">How the call ended; null when it is tried again.</param>
    public void Ended(TimeSpan held, LeaseEnd.Final? final, DateTimeOffset now)
    {
        _holdSeconds = _holdSeconds is { } mean ? mean + (NewestWeight * (held.TotalSeconds - mean)) : held.TotalSeconds;
        if (final is null) return;
        if (final is { Outcome: Outcome.Completed, Talk: { } talk }) (_talkSeconds, _talked) = (_talkSeconds + talk.TotalSeconds, _talked + 1);
        _minutes.RemoveAll(minute => minute.From <= now - Lately);
        var from = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        if (_minutes.Count > 0 && _minutes[^1].From == from) _minutes[^1] = new PaceMinute(from, _minutes[^1].Ended + 1);
        else _minutes.Add(new PaceMinute(from, 1));
    }
}
