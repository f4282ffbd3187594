namespace CallQueue.Windows;

/// <summary>No I/O: the weekly hours of two windows compared. Closed dates don't count: those of both apply anyway.</summary>
internal static class WindowCover
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Whether every hour of <paramref name="window"/> is open in <paramref name="outer"/> too.</summary>
    public static bool IsWithin(CallingWindow window, CallingWindow outer)
    {
        List<(TimeSpan From, TimeSpan To)> allowed = Hours(outer, -2, 8);
        return Hours(window, 0, 6).All(span => allowed.Exists(open => open.From <= span.From && span.To <= open.To));
    }

    /// <summary>The hours that are open in both, as a window; null when they have none in common.</summary>
    public static CallingWindow? Both(CallingWindow one, CallingWindow other)
    {
        IReadOnlyList<HourSpan>[] week = [.. Enumerable.Range(0, 7).Select(day => Spans(day, Hours(one, -1, 6), Hours(other, -1, 6)))];
        DateOnly[] closed = [.. (one.Closed ?? []).Concat(other.Closed ?? []).Distinct().Order()];
        return week.All(day => day.Count == 0) ? null : CallingWindow.Weekly(week, closed.Length == 0 ? null : closed);
    }

    /// <summary>The spans of a day, 0 is Monday, that are in both.</summary>
    private static List<HourSpan> Spans(int day, List<(TimeSpan From, TimeSpan To)> one, List<(TimeSpan From, TimeSpan To)> other)
    {
        List<HourSpan> spans = [];
        foreach ((TimeSpan From, TimeSpan To) a in one)
        {
            foreach ((TimeSpan From, TimeSpan To) b in other)
            {
                TimeSpan from = Max(Max(a.From, b.From), Day * day), to = Min(Min(a.To, b.To), Day * (day + 1));
                if (from < to) spans.Add(new HourSpan(Time(from, day), Time(to, day)));
            }
        }

        return spans;
    }

    private static TimeOnly Time(TimeSpan at, int day) => TimeOnly.FromTimeSpan(at - (Day * day) is var time && time == Day ? TimeSpan.Zero : time);

    /// <summary>The open hours that begin on these days of a week, in order; those that touch are one. 0 is Monday, -1 the Sunday before it.</summary>
    private static List<(TimeSpan From, TimeSpan To)> Hours(CallingWindow window, int first, int last)
    {
        List<(TimeSpan From, TimeSpan To)> all = [];
        for (int day = first; day <= last; day++)
            foreach (HourSpan span in window.Spans((day + 14) % 7))
                all.Add(((Day * day) + span.Start.ToTimeSpan(), (Day * (span.IsOvernight ? day + 1 : day)) + span.End.ToTimeSpan()));
        all.Sort();
        List<(TimeSpan From, TimeSpan To)> merged = [];
        foreach ((TimeSpan From, TimeSpan To) span in all)
        {
            if (merged.Count > 0 && span.From <= merged[^1].To) merged[^1] = (merged[^1].From, Max(merged[^1].To, span.To));
            else merged.Add(span);
        }

        return merged;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
