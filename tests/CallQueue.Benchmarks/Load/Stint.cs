namespace CallQueue.Benchmarks.Load;

/// <summary>A stretch of work being measured: wall time, the process's CPU time, and what it allocated.</summary>
internal readonly struct Stint(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private readonly long _allocated = GC.GetTotalAllocatedBytes();
    private readonly TimeSpan _pause = GC.GetTotalPauseDuration();

    public Cost End(long count) => new(
        count, time.GetElapsedTime(_start), Environment.CpuUsage.TotalTime - _cpu, GC.GetTotalAllocatedBytes() - _allocated, GC.GetTotalPauseDuration() - _pause);
}

/// <summary>What <paramref name="Count"/> things cost.</summary>
internal sealed record Cost(long Count, TimeSpan Elapsed, TimeSpan Cpu, long Allocated, TimeSpan Pause)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double CpuMicroseconds => Cpu.TotalMicroseconds / Count;

    public double Kilobytes => Allocated / 1024.0 / Count;

    public static Cost operator +(Cost a, Cost b) =>
        new(a.Count + b.Count, a.Elapsed + b.Elapsed, a.Cpu + b.Cpu, a.Allocated + b.Allocated, a.Pause + b.Pause);
}

/// <summary>Values in order, for percentiles.</summary>
internal sealed class Sample(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    /// <summary>The smallest value that <paramref name="share"/> of all do not exceed; NaN when there is none.</summary>
    public double At(double share) => Count == 0 ? double.NaN : _sorted[Math.Clamp((int)Math.Ceiling(share * Count) - 1, 0, Count - 1)];
}
