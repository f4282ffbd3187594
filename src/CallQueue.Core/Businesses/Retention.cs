using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>How much of what has ended is remembered per business, by count and by age; what exceeds either is forgotten.</summary>
public sealed record Retention
{
    /// <summary>The newest completed calls: 0 to 100,000, default 100.</summary>
    public int Completed { get; init; } = 100;

    /// <summary>The newest calls that ended otherwise: 0 to 100,000, default 500.</summary>
    public int Failed { get; init; } = 500;

    /// <summary>Calls and runs that ended longer ago are forgotten: up to 10 years, default 7 days. Ids chosen by callers are remembered as long.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(7);

    internal FieldProblem? FindProblem() => this switch
    {
        _ when !BusinessLimits.Remembered.Allow(Completed) => new("retention.completed", $"must be from {BusinessLimits.Remembered}; got {Completed}"),
        _ when !BusinessLimits.Remembered.Allow(Failed) => new("retention.failed", $"must be from {BusinessLimits.Remembered}; got {Failed}"),
        _ when !BusinessLimits.RetentionAge.Allow(Age) => new("retention.age", $"must be from {BusinessLimits.RetentionAge.InDays()} days; got {Age}"),
        _ => null,
    };
}
