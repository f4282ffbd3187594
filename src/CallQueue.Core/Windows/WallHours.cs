namespace CallQueue.Windows;

/// <summary>
/// No I/O: a window on the clock on the wall, as if that never jumped. Times are local; what zones do to them is for
/// <see cref="ZoneHours"/>.
/// </summary>
internal readonly struct WallHours(CallingWindow window)
{
    /// <summary>Spans may follow one another without a gap; after so many the answer is far enough ahead.</summary>
    private const int MostSpansFollowed = 16;

    public bool IsOpen(DateTime local)
    {
        if (IsClosed(local.Date)) return false;
        TimeOnly time = TimeOnly.FromDateTime(local);
        for (int i = 0; i < Count(local); i++) if (IsInToday(SpanAt(local, i), time)) return true;
        DateTime yesterday = local.Date.AddDays(-1);
        if (IsClosed(yesterday)) return false;
        for (int i = 0; i < Count(yesterday); i++) if (IsInTail(SpanAt(yesterday, i), time)) return true;
        return false;
    }

    /// <summary>The next open time at or after <paramref name="local"/>; null when there is none before <paramref name="before"/>.</summary>
    public DateTime? NextOpening(DateTime local, DateTime before)
    {
        if (IsOpen(local)) return local;
        for (DateTime day = local.Date; day < before; day = day.AddDays(1))
        {
            if (IsClosed(day)) continue;
            DateTime? earliest = null;
            for (int i = 0; i < Count(day); i++)
            {
                DateTime start = day + SpanAt(day, i).Start.ToTimeSpan();
                if (start >= local && (earliest is null || start < earliest)) earliest = start;
            }

            if (earliest is not null) return earliest < before ? earliest : null;
        }

        return null;
    }

    /// <summary>When the span that is open at <paramref name="local"/> closes; some time ahead when it never does.</summary>
    public DateTime Closing(DateTime local)
    {
        DateTime end = local;
        for (int i = 0; i < MostSpansFollowed && IsOpen(end); i++) end = SpanEnd(end);
        return end;
    }

    /// <summary>The latest end of the spans that are open at <paramref name="local"/>.</summary>
    private DateTime SpanEnd(DateTime local)
    {
        (DateTime today, TimeOnly time, DateTime end) = (local.Date, TimeOnly.FromDateTime(local), local);
        for (int i = 0; i < Count(today); i++)
            if (SpanAt(today, i) is var span && IsInToday(span, time)) end = Later(end, EndOf(span, today));
        DateTime yesterday = today.AddDays(-1);
        for (int i = 0; i < Count(yesterday) && !IsClosed(yesterday); i++)
            if (SpanAt(yesterday, i) is var span && IsInTail(span, time)) end = Later(end, today + span.End.ToTimeSpan());
        return end;
    }

    private DateTime EndOf(HourSpan span, DateTime day)
    {
        if (!span.IsOvernight) return day + span.End.ToTimeSpan();
        DateTime tomorrow = day.AddDays(1);
        return IsClosed(tomorrow) ? tomorrow : tomorrow + span.End.ToTimeSpan();
    }

    private int Count(DateTime day) => window.Week is { } week ? week[Weekday(day)].Count : 1;

    private HourSpan SpanAt(DateTime day, int i) => window.Week is { } week ? week[Weekday(day)][i] : new HourSpan(window.Start, window.End);

    private bool IsClosed(DateTime day) => window.Closed is { Count: > 0 } closed && closed.Contains(DateOnly.FromDateTime(day));

    private static bool IsInToday(HourSpan span, TimeOnly time) => time >= span.Start && (span.IsOvernight || time < span.End);

    private static bool IsInTail(HourSpan span, TimeOnly time) => span.IsOvernight && time < span.End;

    private static int Weekday(DateTime day) => ((int)day.DayOfWeek + 6) % 7;

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;
}
