using System.Text.Json.Serialization;
using CallQueue.Validation;

namespace CallQueue.Calls;

/// <summary>
/// The outcome retry: whether and when a person who was dialed but not reached is called again. (The dispatch retry, for
/// dials that were certainly not placed, is apart and costs the person nothing.)
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Three attempts, 30 minutes apart, after busy, no_answer and failed.</summary>
    public static RetryPolicy Default { get; } = new();

    /// <summary>One attempt only.</summary>
    public static RetryPolicy None { get; } = new() { MaxAttempts = 1 };

    /// <summary>Attempts in all, the first included: 1 to 100, default 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>From the end of one attempt to the next: up to 30 days, default 30 minutes.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Each further delay is this many times the one before: 1 to 10, default 1.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>The outcomes worth another attempt. Default: busy, no_answer, failed.</summary>
    public IReadOnlyList<Outcome> RetryOn { get; init; } = [Outcome.Busy, Outcome.NoAnswer, Outcome.Failed];

    /// <summary>What of it applies only where the policy below says nothing: that of the run, or of the business.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public RetryYield Yields { get; init; }

    /// <summary>The policy that applies where there is one over another; either may be absent.</summary>
    internal static RetryPolicy? Over(RetryPolicy? own, RetryPolicy? below) => (own, below) switch
    {
        (null, _) => below,
        (_, null) => own,
        ({ Yields: RetryYield.All }, _) => below,
        ({ Yields: RetryYield.Delays }, _) => below with { MaxAttempts = own.MaxAttempts, Yields = below.Yields == RetryYield.Nothing ? RetryYield.Nothing : RetryYield.Delays },
        _ => own,
    };

    /// <summary>Attempts after the first.</summary>
    internal int MaxRetries => MaxAttempts - 1;

    /// <summary>Whether it was the number of attempts that left a person unreached.</summary>
    internal bool IsUsedUp(int attempts, Outcome outcome) => MaxRetries > 0 && attempts >= MaxAttempts && RetryOn.Contains(outcome);

    /// <summary>When to call again after attempt <paramref name="attempt"/> (1 is the first) ended at <paramref name="endedAt"/>; null: never.</summary>
    public DateTimeOffset? NextAttemptAt(int attempt, Outcome outcome, bool retryable, DateTimeOffset endedAt)
    {
        if (!retryable || attempt >= MaxAttempts || !RetryOn.Contains(outcome)) return null;
        double seconds = Math.Min(Delay.TotalSeconds * Math.Pow(Factor, attempt - 1), CallLimits.RetryDelay.Max.TotalSeconds);
        return endedAt + TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Whether the numbers are in their ranges; if not, which field and why.</summary>
    public (string Field, string Problem)? FindProblem() => this switch
    {
        _ when !CallLimits.Attempts.Allow(MaxAttempts) => ("max_attempts", $"must be from {CallLimits.Attempts}; got {MaxAttempts}"),
        _ when !CallLimits.RetryDelay.Allow(Delay) => ("retry_delay", $"must be from {CallLimits.RetryDelay.InDays()} days; got {Delay}"),
        _ when !CallLimits.RetryFactor.Allow(Factor) => ("retry_factor", FormattableString.Invariant($"must be from {CallLimits.RetryFactor}; got {Factor}")),
        _ => null,
    };
}
