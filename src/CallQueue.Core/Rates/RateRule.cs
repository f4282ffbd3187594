using CallQueue.Validation;

namespace CallQueue.Rates;

/// <summary>At most <paramref name="Count"/> dials in any period of <paramref name="Period"/>.</summary>
/// <param name="Count">1 to 1,000,000. Above 1,000, dial times are rounded up to a thousandth of the period.</param>
/// <param name="Period">1 ms to 31 days.</param>
public sealed record RateRule(int Count, TimeSpan Period)
{
    /// <summary>The range of <see cref="Count"/>.</summary>
    public static Limits<int> Counts { get; } = new(1, 1_000_000);

    /// <summary>The range of <see cref="Period"/>.</summary>
    public static Limits<TimeSpan> Periods { get; } = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(31));

    internal string? FindProblem() =>
        !Counts.Allow(Count) ? $"must allow {Counts} dials; got {Count}"
        : !Periods.Allow(Period) ? $"must have a period from 1 ms to {Periods.Max.Days} days; got {Period}"
        : null;
}
