namespace CallQueue.Benchmarks.Load;

/// <summary>The most that the managed heap held above a baseline, looked at every few milliseconds.</summary>
internal sealed class PeakMemory
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly long _before;
    private readonly ITimer _timer;
    private long _most;

    public PeakMemory(long before)
    {
        _before = before;
        _timer = Rig.Time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Bytes above the baseline, garbage not yet collected included.</summary>
    public long Stop()
    {
        _timer.Dispose();
        Look();
        return _most;
    }

    private void Look() => _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: false) - _before);
}
