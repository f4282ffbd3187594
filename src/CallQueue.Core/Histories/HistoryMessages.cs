namespace CallQueue.Histories;

/// <summary>A history at one resolution.</summary>
/// <param name="Buckets">
/// From the first kept span in which something happened to the present one, without gaps: a span in which nothing happened has zeros, and
/// the calls that waited meanwhile. Empty when nothing has happened.
/// </param>
public sealed record HistorySeries(HistoryResolution Resolution, IReadOnlyList<HistoryBucket> Buckets);
