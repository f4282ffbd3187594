namespace CallQueue.Businesses.Leases;

/// <summary>Why usage holds a business.</summary>
/// <param name="Until">When it ends by time alone; null when it does not.</param>
internal readonly record struct UsageHold(HoldKind Kind, string Reason, DateTimeOffset? Until);
