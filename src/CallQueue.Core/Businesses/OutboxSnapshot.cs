namespace CallQueue.Businesses;

/// <summary>What one sink has not been notified of a business's ends.</summary>
/// <param name="Sink">webhook or call_log.</param>
/// <param name="Pending">Ends that wait for delivery, including those that failed.</param>
/// <param name="Failing">Those of them that failed and wait for their next attempt.</param>
/// <param name="GivenUp">Ends that were given up, ever.</param>
/// <param name="Problem">What went wrong last, without secrets; null when the last try went well.</param>
/// <param name="ProblemAt">When it went wrong (UTC).</param>
/// <param name="NextAt">When it is tried again (UTC); null when nothing waits for a time.</param>
public sealed record OutboxSnapshot(
    string Sink, long Pending, int Failing, long GivenUp, string? Problem, DateTimeOffset? ProblemAt, DateTimeOffset? NextAt);
