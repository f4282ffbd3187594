using CallQueue.Businesses;
using CallQueue.Hosting;
using CallQueue.Runs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Health;

/// <summary>
/// Whether unusually many calls of the default business fail: not because nobody answers, but because the carrier, the number or the network did. Compares
/// with its earlier looks in the last ten minutes; the first look after a start has nothing to compare with.
/// </summary>
internal sealed class FailedCallsCheck(IActors actors, TimeProvider time) : CachedCheck(time, TimeSpan.FromSeconds(5))
{
    private const int Enough = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = time;
    private readonly Queue<(DateTimeOffset At, long Failed, long Ended)> _looks = new();

    protected override async Task<HealthCheckResult> LookAsync()
    {
        CallCounts counts = (await actors.Business(BusinessId.Default).GetAsync()).Counts;
        long failed = counts.Failed + counts.Rejected;
        DateTimeOffset now = _time.GetUtcNow();
        while (_looks.TryPeek(out (DateTimeOffset At, long Failed, long Ended) old) && old.At < now - Window) _looks.Dequeue();
        _looks.Enqueue((now, failed, counts.Ended));
        (_, long failedBefore, long endedBefore) = _looks.Peek();
        long failedLately = Math.Max(0, failed - failedBefore), endedLately = Math.Max(0, counts.Ended - endedBefore);
        IReadOnlyDictionary<string, object> measured = Measured(("failed", failed), ("ended", counts.Ended), ("failed_lately", failedLately), ("ended_lately", endedLately));
        return endedLately >= Enough && failedLately * 2 > endedLately
            ? HealthCheckResult.Degraded($"{failedLately} of the last {endedLately} calls failed; GET /api/queue/failed lists them with their reasons", data: measured)
            : HealthCheckResult.Healthy(data: measured);
    }
}
