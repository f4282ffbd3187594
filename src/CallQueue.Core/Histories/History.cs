namespace CallQueue.Histories;

/// <summary>
/// No I/O: what happened per minute, ten minutes and day, computed from the differences of exact counters. Only the present minute is
/// counted into; a minute that is over is added to its ten minutes, and those to their day. Bounded by <see cref="HistorySpans.KeptOf"/>.
/// <para>
/// It is stored with the first commit of each minute, together with the counters that it has seen. What those counters gained afterwards is
/// therefore of that very minute, and is found again after a crash. A crash takes back of the present minute: the most calls at once, and
/// the seconds of holds.
/// </para>
/// </summary>
internal sealed class History
{
    /// <summary>A clock that goes back this far is waited for; beyond, spans of the future are dropped.</summary>
    private static readonly TimeSpan Jitter = TimeSpan.FromMinutes(1);

    /// <summary>Beyond this, minutes without any change are not filled in.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromDays(2);

    private readonly List<HistoryBucket> _minutes;
    private readonly List<HistoryBucket> _tens;
    private readonly List<HistoryBucket> _days;
    private HistoryCounters _counted;
    private HistoryBucket? _minute;
    private HistoryBucket? _ten;
    private HistoryBucket? _day;
    private IReadOnlyList<string> _holds = [];
    private DateTimeOffset? _heldSince;
    private bool _hasRolled;

    /// <param name="record">Null: nothing is stored.</param>
    /// <param name="counters">The counters of the root; what they have without a record happened before there were histories.</param>
    public History(HistoryRecord? record, HistoryCounters counters)
    {
        _counted = counters;
        (_minutes, _tens, _days) = ([.. record?.Minutes ?? []], [.. record?.Tens ?? []], [.. record?.Days ?? []]);
        if (record is not null) (_minute, _ten, _day) = (record.Minute.With(record.Counted, counters), record.TenMinutes, record.Day);
    }

    /// <summary>Takes note of the counters. True when a minute has begun since the last note, so the history is to be stored.</summary>
    /// <param name="holds">What holds ready calls back from now on, each reason once.</param>
    public bool Note(HistoryCounters counters, IReadOnlyList<string> holds, DateTimeOffset now)
    {
        if (_minute is null && counters.Submitted == 0) return false;
        Roll(now);
        _minute = _minute!.With(_counted, counters);
        (_counted, _holds) = (counters, holds);
        (bool hasRolled, _hasRolled) = (_hasRolled, false);
        return hasRolled;
    }

    /// <summary>The history at one resolution, up to <paramref name="now"/>.</summary>
    public HistorySeries ToSeries(HistoryResolution resolution, DateTimeOffset now)
    {
        if (_minute is null) return new HistorySeries(resolution, []);
        Roll(now);
        (List<HistoryBucket> past, HistoryBucket present) = resolution switch
        {
            HistoryResolution.Minute => (_minutes, _minute),
            HistoryResolution.TenMinutes => (_tens, _ten!.And(_minute)),
            _ => (_days, _day!.And(_ten!).And(_minute)),
        };
        DateTimeOffset oldest = present.At - (HistorySpans.LengthOf(resolution) * (HistorySpans.KeptOf(resolution) - 1));
        return new HistorySeries(resolution, [.. WithoutGaps([.. past.Where(bucket => bucket.At >= oldest), present], HistorySpans.LengthOf(resolution))]);
    }

    public HistoryRecord ToRecord() => new()
    {
        Counted = _counted, Minute = _minute!, TenMinutes = _ten!, Day = _day!, Minutes = [.. _minutes], Tens = [.. _tens], Days = [.. _days],
    };

    /// <summary>Goes to the minute of <paramref name="now"/>.</summary>
    private void Roll(DateTimeOffset now)
    {
        DateTimeOffset minute = HistorySpans.StartOf(HistoryResolution.Minute, now);
        _hasRolled |= _minute?.At != minute;
        if (_minute is null) Begin(minute);
        else if (_minute.At - minute > Jitter) GoBack(minute);
        while (_minute!.At < minute)
        {
            // While a call is live or held, each minute has something to tell.
            DateTimeOffset end = _minute.At + HistorySpans.LengthOf(HistoryResolution.Minute);
            Hold(end);
            GoTo((_holds.Count > 0 || _counted.Live > 0) && minute - end <= LongestGap ? end : minute);
        }

        Hold(now);
    }

    private void Begin(DateTimeOffset minute)
    {
        _minute = New(HistoryResolution.Minute, minute);
        _ten = New(HistoryResolution.TenMinutes, minute);
        _day = New(HistoryResolution.Day, minute);
    }

    private void GoTo(DateTimeOffset minute)
    {
        Keep(_minutes, _minute!, HistoryResolution.Minute, minute);
        _ten = _ten!.And(_minute!);
        _minute = New(HistoryResolution.Minute, minute);
        if (_ten.At == HistorySpans.StartOf(HistoryResolution.TenMinutes, minute)) return;
        Keep(_tens, _ten, HistoryResolution.TenMinutes, minute);
        _day = _day!.And(_ten);
        _ten = New(HistoryResolution.TenMinutes, minute);
        if (_day.At == HistorySpans.StartOf(HistoryResolution.Day, minute)) return;
        Keep(_days, _day, HistoryResolution.Day, minute);
        _day = New(HistoryResolution.Day, minute);
    }

    /// <summary>The clock was ahead: spans of the future are dropped, and the present day keeps what was counted in them.</summary>
    private void GoBack(DateTimeOffset minute)
    {
        DateTimeOffset day = HistorySpans.StartOf(HistoryResolution.Day, minute);
        HistoryBucket counted = _days.FindAll(known => known.At >= day).Append(_day!).Append(_ten!).Append(_minute!).Aggregate((sum, next) => sum.And(next));
        Begin(minute);
        _day = counted with { At = day };
        _minutes.RemoveAll(known => known.At >= _minute!.At);
        _tens.RemoveAll(known => known.At >= _ten!.At);
        _days.RemoveAll(known => known.At >= day);
        _heldSince = null;
    }

    private HistoryBucket New(HistoryResolution resolution, DateTimeOffset at) => new()
    {
        At = HistorySpans.StartOf(resolution, at), Live = resolution == HistoryResolution.Minute ? _counted.Live : 0, Waiting = _counted.Waiting,
    };

    /// <summary>Adds a span that is over, unless nothing happened in it, and drops what is too old.</summary>
    private static void Keep(List<HistoryBucket> past, HistoryBucket bucket, HistoryResolution resolution, DateTimeOffset now)
    {
        if (!bucket.IsEmpty) past.Add(bucket);
        DateTimeOffset oldest = HistorySpans.StartOf(resolution, now) - (HistorySpans.LengthOf(resolution) * (HistorySpans.KeptOf(resolution) - 1));
        past.RemoveAll(known => known.At < oldest);
    }

    /// <summary>Adds the time since the last look to the reasons of then.</summary>
    private void Hold(DateTimeOffset now)
    {
        if (_holds.Count > 0 && now > _heldSince) _minute = _minute!.With(_holds, (now - _heldSince.Value).TotalSeconds);
        _heldSince = now > _heldSince ? now : _heldSince ?? now;
    }

    private static IEnumerable<HistoryBucket> WithoutGaps(IReadOnlyList<HistoryBucket> buckets, TimeSpan length)
    {
        for (int i = 0; i < buckets.Count; i++)
        {
            yield return buckets[i];
            if (i + 1 == buckets.Count) yield break;
            for (DateTimeOffset at = buckets[i].At + length; at < buckets[i + 1].At; at += length)
                yield return new HistoryBucket { At = at, Waiting = buckets[i].Waiting };
        }
    }
}
