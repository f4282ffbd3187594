using System.Diagnostics.Metrics;

namespace CallQueue.Instruments;

/// <summary>The boundaries of histograms, in seconds or bytes.</summary>
internal static class Buckets
{
    /// <summary>For requests and writes: 1 ms to 10 s.</summary>
    public static InstrumentAdvice<double> Brief { get; } = Of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);

    /// <summary>For lateness: 5 ms to 5 minutes.</summary>
    public static InstrumentAdvice<double> Late { get; } = Of(0.005, 0.025, 0.1, 0.25, 1, 2.5, 5, 15, 60, 300);

    /// <summary>For calls and waits: 1 s to a day.</summary>
    public static InstrumentAdvice<double> Long { get; } = Of(1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 14400, 86400);

    /// <summary>For records: 256 bytes to 1 MB.</summary>
    public static InstrumentAdvice<long> Sizes { get; } = new() { HistogramBucketBoundaries = [256, 1024, 4096, 16384, 65536, 262144, 1048576] };

    private static InstrumentAdvice<double> Of(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}
