namespace CallQueue.Rates;

/// <summary>At most <paramref name="Count"/> dials in any stretch of <paramref name="Period"/>.</summary>
/// <param name="Count">1 to 1,000,000. Above 1,000, dial times are rounded up to a thousandth of the period.</param>
/// <param name="Period">1 ms to 31 days.</param>
public sealed record RateRule(int Count, TimeSpan Period)
{
    internal string? FindProblem() => this switch
    {
        { Count: < 1 or > 1_000_000 } => "must allow 1 to 1000000 dials",
        _ when Period < TimeSpan.FromMilliseconds(1) || Period > TimeSpan.FromDays(31) => "must have a period of 1 ms to 31 days",
        _ => null,
    };
}
