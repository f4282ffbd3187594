using CallQueue.Cluster;
using CallQueue.Conformance;
using CallQueue.Conformance.Probes;
using CallQueue.Grains;
using Orleans;
using Orleans.Runtime;

namespace CallQueue.Hosting;

/// <summary>The shared cluster as one conformance test sees it.</summary>
internal sealed class ClusterUnderTest : IHostUnderTest
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ProbeCluster _shared;
    private readonly string _prefix;
    private TestCluster? _twin;

    private ClusterUnderTest(ProbeCluster shared, ProbeWorld world) => (_shared, _prefix) = (shared, shared.Admit(world));

    public DateTimeOffset Now => _shared.Clock.GetUtcNow();

    public static Task<IHostUnderTest> StartAsync(ProbeCluster shared, ProbeWorld world) =>
        Task.FromResult<IHostUnderTest>(new ClusterUnderTest(shared, world));

    public IProbe Probe(string key) => LateProbe.Of(() => Grain(_shared.Cluster.Grains, key));

    /// <summary>In a cluster of its own, which few tests need: it is started, and waited for, when it is first asked for.</summary>
    public IProbe Twin(string key)
    {
        _twin ??= Task.Run(_shared.SplitAsync).GetAwaiter().GetResult();
        return Grain(_twin.Grains, key);
    }

    public Task ArrivedAsync(string key, int calls) =>
        Eventually.BeAsync(() => _shared.Arrivals.Of(GrainId.Create(ProbeGrain.Kind, _prefix + key)) >= calls);

    public async Task AdvanceAsync(TimeSpan time)
    {
        _shared.Clock.Advance(time);
        await LetRingAsync();
    }

    /// <summary>The collector of idle grains goes by the machine's clock; so it is told. Twice: an answer leaves before its turn is booked out.</summary>
    public async Task LetIdleActorsGoAsync()
    {
        for (int i = 0; i < 2; i++)
        {
            await Task.Delay(Pause, TimeProvider.System);
            await _shared.Cluster.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        }
    }

    public async Task KillAndRestartAsync(TimeSpan downtime = default)
    {
        await _shared.KillAndRestartAsync(downtime);
        await LetRingAsync();
    }

    public void BreakStorage() => _shared.Storage.IsBroken = true;

    public void MendStorage() => _shared.Storage.IsBroken = false;

    public async ValueTask DisposeAsync()
    {
        MendStorage();
        if (_twin is not null) await _twin.DisposeAsync();
        await Task.WhenAll(_shared.Alarms.Standing().Select(id => _shared.Cluster.Grains.GetGrain<IProbeGrain>(id).SetAlarmAsync(null)));
    }

    private IProbe Grain(IGrainFactory grains, string key) => grains.GetGrain<IProbeGrain>(_prefix + key);

    /// <summary>
    /// Until every alarm that is due has arrived. A silo that learns of one when it is due already rings it at its next
    /// repetition; so the clock goes on a little while any is missing.
    /// </summary>
    private async Task LetRingAsync()
    {
        long since = TimeProvider.System.GetTimestamp();
        while (_shared.Alarms.Overdue() is { Count: > 0 } overdue)
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience) throw new TimeoutException($"alarms did not arrive: {string.Join(", ", overdue)}");
            await Task.Delay(Pause, TimeProvider.System);
            _shared.Clock.Advance(Step);
        }
    }
}
