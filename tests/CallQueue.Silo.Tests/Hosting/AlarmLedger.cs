using System.Collections.Concurrent;
using CallQueue.Cluster;
using CallQueue.Grains;
using Orleans;
using Orleans.Runtime;

namespace CallQueue.Hosting;

/// <summary>
/// Which alarms of probes stand and when each has to arrive next, so that a test knows when time has passed for its actors, too.
/// Sees reminders set and removed, and their ticks as they reach grains.
/// </summary>
internal sealed class AlarmLedger(TimeProvider clock)
{
    private readonly ConcurrentDictionary<GrainId, DateTimeOffset> _next = new();

    public void Set(GrainId grain, TimeSpan dueAfter)
    {
        if (grain.Type.ToString() == ProbeGrain.Kind) _next[grain] = clock.GetUtcNow() + dueAfter;
    }

    public void Cleared(GrainId grain) => _next.TryRemove(grain, out _);

    /// <summary>Whose alarms are due and have not arrived since.</summary>
    public IReadOnlyList<GrainId> Overdue()
    {
        DateTimeOffset now = clock.GetUtcNow();
        return [.. _next.Where(alarm => alarm.Value <= now).Select(alarm => alarm.Key)];
    }

    public IReadOnlyList<GrainId> Standing() => [.. _next.Keys];

    /// <summary>What notes the ticks that arrive in one silo. In one that was killed, timers may go on for a moment: those reach nobody.</summary>
    public IIncomingGrainCallFilter FilterOf(SiloLife life) => new Filter(this, life);

    private void Arrived(GrainId grain)
    {
        if (_next.TryGetValue(grain, out DateTimeOffset due)) _next.TryUpdate(grain, clock.GetUtcNow() + ClusterProfile.AlarmRepeat, due);
    }

    private sealed class Filter(AlarmLedger ledger, SiloLife life) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName == nameof(IRemindable.ReceiveReminder) && !life.IsOver) ledger.Arrived(context.TargetId);
            return context.Invoke();
        }
    }
}
