using System.Collections.Concurrent;
using CallQueue.Carriers;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls.Attempts;

/// <summary>
/// Warns when this machine's clock is far from that of a carrier: lost answers are then not cleared, and calling hours are kept by a wrong
/// clock. At most once an hour for each carrier. One for each process; thread-safe.
/// </summary>
internal sealed partial class ClockWatch(ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>The timestamps of the last warnings.</summary>
    private readonly ConcurrentDictionary<string, long> _warned = new(StringComparer.Ordinal);

    /// <summary>Compares the two clocks.</summary>
    public void Look(ICarrier carrier, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (carrier.TimeAt(now) is not { } there) return;
        TimeSpan difference = there.Now - now;
        if (difference.Duration() - there.Uncertainty <= LookupWindow.LargestSkew) return;
        long at = time.GetTimestamp();
        long last = _warned.GetOrAdd(carrier.Name, at);
        bool isDue = last == at || (time.GetElapsedTime(last, at) >= Pause && _warned.TryUpdate(carrier.Name, at, last));
        if (isDue) Differs(log, Math.Abs(difference.TotalSeconds), difference < TimeSpan.Zero ? "ahead of" : "behind", carrier.Name);
    }

    [LoggerMessage(114, LogLevel.Warning, "This machine's clock is {seconds:0} s {direction} that of {carrier}; set it: calling hours are kept by it, and lost answers can't be cleared")]
    private static partial void Differs(ILogger log, double seconds, string direction, string carrier);
}
