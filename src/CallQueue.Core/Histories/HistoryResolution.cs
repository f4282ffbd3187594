namespace CallQueue.Histories;

/// <summary>How long the spans of a history are, and how far back they go.</summary>
public enum HistoryResolution
{
    /// <summary>Spans of a minute; the last 60.</summary>
    Minute,

    /// <summary>Spans of ten minutes; the last 48 hours.</summary>
    TenMinutes,

    /// <summary>Days in UTC; the last 400.</summary>
    Day,
}

/// <summary>The spans of each resolution. They are multiples of each other, counted from the beginning of a UTC day.</summary>
public static class HistorySpans
{
    /// <summary>How long a span is.</summary>
    public static TimeSpan LengthOf(HistoryResolution resolution) => resolution switch
    {
        HistoryResolution.Minute => TimeSpan.FromMinutes(1),
        HistoryResolution.TenMinutes => TimeSpan.FromMinutes(10),
        HistoryResolution.Day => TimeSpan.FromDays(1),
        _ => throw new ArgumentOutOfRangeException(nameof(resolution)),
    };

    /// <summary>How many spans are kept, the present one included.</summary>
    public static int KeptOf(HistoryResolution resolution) => resolution switch
    {
        HistoryResolution.Minute => 60,
        HistoryResolution.TenMinutes => 288,
        HistoryResolution.Day => 400,
        _ => throw new ArgumentOutOfRangeException(nameof(resolution)),
    };

    /// <summary>The beginning of the span that <paramref name="at"/> is in (UTC).</summary>
    public static DateTimeOffset StartOf(HistoryResolution resolution, DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % LengthOf(resolution).Ticks), TimeSpan.Zero);
}
