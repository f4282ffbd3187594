namespace CallQueue.Histories;

/// <summary>A history as it is stored, beside the root whose counters it follows.</summary>
internal sealed record HistoryRecord
{
    /// <summary>The counters up to which it is complete.</summary>
    public required HistoryCounters Counted { get; init; }

    /// <summary>The present minute.</summary>
    public required HistoryBucket Minute { get; init; }

    /// <summary>The present ten minutes, without <see cref="Minute"/>.</summary>
    public required HistoryBucket TenMinutes { get; init; }

    /// <summary>The present day, without <see cref="TenMinutes"/>.</summary>
    public required HistoryBucket Day { get; init; }

    /// <summary>Earlier minutes in which something happened, the oldest first.</summary>
    public IReadOnlyList<HistoryBucket> Minutes { get; init; } = [];

    /// <summary>Earlier spans of ten minutes in which something happened.</summary>
    public IReadOnlyList<HistoryBucket> Tens { get; init; } = [];

    /// <summary>Earlier days in which something happened.</summary>
    public IReadOnlyList<HistoryBucket> Days { get; init; } = [];
}
