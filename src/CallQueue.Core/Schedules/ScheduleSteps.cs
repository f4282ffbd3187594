namespace CallQueue.Schedules;

/// <summary>No I/O: what a schedule's state becomes with time and with each order.</summary>
internal static class ScheduleSteps
{
    /// <summary>An occurrence that is looked at later than this was missed: it comes by the policy for that.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(60);

    private const int MostOpen = 10;
    private const string Missed = "missed: the service was not running at the due time";
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>The record in today's terms. It stays as it was where it is from today's version.</summary>
    public static ScheduleRoot Current(ScheduleRoot root)
    {
        ScheduleSpec spec = ScheduleRules.Current(root.Spec);
        bool meansOther = spec.Cron != root.Spec.Cron || spec.DayMatch == DayMatch.Both;
        return spec == root.Spec ? root : root with { Spec = spec, EarlierCron = meansOther ? root.Spec.Cron : null };
    }

    /// <summary>A new schedule: its first occurrence is the first after now.</summary>
    public static ScheduleRoot New(ScheduleSpec spec, DateTimeOffset now) =>
        new() { Spec = spec, CreatedAt = now, NextAt = ScheduleRules.TimesOf(spec).NextAfter(now) };

    /// <summary>Counts from now; nothing may be pending.</summary>
    public static ScheduleRoot Change(ScheduleRoot root, ScheduleSpec spec, DateTimeOffset now) =>
        root with { Spec = spec, EarlierCron = IsSameTime(root.Spec, spec) ? root.EarlierCron : null, NextAt = root.Paused ? null : ScheduleRules.TimesOf(spec).NextAfter(Later(now, root.Results)) };

    /// <summary>Held: what has come and has not begun is left out.</summary>
    public static ScheduleRoot Pause(ScheduleRoot root, string schedule, DateTimeOffset now)
    {
        ScheduleRoot paused = root with { Paused = true, NextAt = null, Pending = [.. root.Pending.Take(1)] };
        return root.Pending.Skip(1).Aggregate(paused, (state, left) => state.With(Skipped(schedule, left, now, "the schedule was paused")));
    }

    /// <summary>Goes on from now.</summary>
    public static ScheduleRoot Resume(ScheduleRoot root, DateTimeOffset now) =>
        !root.Paused ? root : root with { Paused = false, NextAt = ScheduleRules.TimesOf(root.Spec).NextAfter(Later(now, root.Results)) };

    /// <summary>One manual occurrence; null when too many wait.</summary>
    public static (ScheduleRoot Root, PendingOccurrence Run)? RunNow(ScheduleRoot root, DateTimeOffset now)
    {
        if (root.Pending.Count > ScheduleSpec.MaxMisfires) return null;
        DateTimeOffset at = new(now.Ticks - (now.Ticks % Instant.Ticks), TimeSpan.Zero);
        if (root.RunAt is { } last && at <= last) at = last + Instant;
        var run = new PendingOccurrence(at, IsManual: true);
        return (root with { RunAt = at, Pending = [.. root.Pending, run] }, run);
    }

    /// <summary>
    /// Moves due occurrences to the pending ones, by the misfire policy; returns the same root when none are due.
    /// While one is pending the rest stays due: occurrences that a dead business delays for long count as missed, too.
    /// </summary>
    public static ScheduleRoot Come(ScheduleRoot root, string schedule, DateTimeOffset now)
    {
        if (root.Paused || root.NextAt is not { } first || first > now || root.Pending.Count > 0) return root;
        OccurrenceTimes times = ScheduleRules.TimesOf(root.Spec);
        DateTimeOffset missedUntil = now - Grace - TimeSpan.FromTicks(1);
        int made = root.Spec.MostMisfires;
        IReadOnlyList<DateTimeOffset> missed = first <= missedUntil ? times.Newest(made + ScheduleRoot.MostUnfired, first, missedUntil) : [];
        IEnumerable<DateTimeOffset> left = missed.SkipLast(made), late = missed.TakeLast(made);
        DateTimeOffset[] timely = [.. times.After(first > missedUntil ? first.AddTicks(-1) : missedUntil).TakeWhile(at => at <= now)];
        ScheduleRoot moved = root with
        {
            NextAt = times.NextAfter(now),
            Pending = [.. root.Pending, .. late.Concat(timely).Select(at => new PendingOccurrence(at))],
        };
        return left.Aggregate(moved, (state, at) => state.With(Skipped(schedule, new PendingOccurrence(at), now, Missed)));
    }

    /// <summary>The first pending one is settled.</summary>
    /// <param name="open">Names of earlier ones that are still open.</param>
    public static ScheduleRoot Settle(ScheduleRoot root, Occurrence result, IReadOnlyList<string> open)
    {
        IEnumerable<string> all = result.Status == OccurrenceStatus.Fired ? open.Prepend(result.Name) : open;
        return (root with { Pending = [.. root.Pending.Skip(1)], Open = [.. all.Distinct().Take(MostOpen)] }).With(result);
    }

    /// <summary>One that was left out.</summary>
    public static Occurrence Skipped(string schedule, PendingOccurrence left, DateTimeOffset now, string reason) =>
        new(OccurrenceName.Of(schedule, left), left.At, left.IsManual, OccurrenceStatus.Skipped, now, reason);

    private static bool IsSameTime(ScheduleSpec one, ScheduleSpec other) => one.Cron == other.Cron && one.DayMatch == other.DayMatch;

    private static ScheduleRoot With(this ScheduleRoot root, Occurrence result)
    {
        (int fired, int unfired) = (0, 0);
        return root with
        {
            Results = [.. root.Results.Prepend(result).Where(one => one.Status == OccurrenceStatus.Fired ? ++fired <= ScheduleRoot.MostFired : ++unfired <= ScheduleRoot.MostUnfired)],
        };
    }

    /// <summary>A clock that was set back brings nothing again that has come.</summary>
    private static DateTimeOffset Later(DateTimeOffset now, IReadOnlyList<Occurrence> results) =>
        results.Where(result => !result.IsManual).Select(result => result.ScheduledFor).Append(now).Max();
}
