using CallQueue.Conformance;
using CallQueue.Conformance.Probes;
using CallQueue.Hosting.Local;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Hosting.Memory;

/// <summary>The memory host, in virtual time or on the thread pool by a fake clock.</summary>
internal sealed class MemoryHostUnderTest : IHostUnderTest
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _time;
    private readonly ProbeWorld _world;
    private readonly MemoryHost _host;
    private MemoryHost? _twin;

    public MemoryHostUnderTest(TimeProvider time, ProbeWorld world) => (_time, _world, _host) = (time, world, WithProbes(new MemoryHost(time), world));

    public DateTimeOffset Now => _time.GetUtcNow();

    public IProbe Probe(string key) => new ProbeProxy(_host, key);

    /// <summary>By a second host over the same records, made when it is first asked for.</summary>
    public IProbe Twin(string key) => new ProbeProxy(_twin ??= WithProbes(new MemoryHost(_time, _host.Store), _world), key);

    /// <summary>In virtual time the script waits until everything due has arrived; a fake clock fires its timers before Advance returns.</summary>
    public Task AdvanceAsync(TimeSpan time)
    {
        if (_time is not FakeTimeProvider fake) return Task.Delay(time, _time);
        fake.Advance(time);
        return Task.CompletedTask;
    }

    public Task LetIdleActorsGoAsync() => _host.LetIdleActorsGoAsync();

    public async Task KillAndRestartAsync(TimeSpan downtime = default)
    {
        _twin?.Kill();
        _twin = null;
        _host.Kill();
        await AdvanceAsync(downtime);
        _host.Restart();
    }

    public void BreakStorage() => _host.Store.Fault = _host.Store.AlarmFault = _ => new StorageException("the disk is gone");

    public void MendStorage() => _host.Store.Fault = _host.Store.AlarmFault = _ => null;

    public ValueTask DisposeAsync()
    {
        _twin?.Kill();
        _host.Kill();
        return ValueTask.CompletedTask;
    }

    private static MemoryHost WithProbes(MemoryHost host, ProbeWorld world)
    {
        host.Use([new ActorKind(ProbeProxy.Kind, context => new ProbeActor(context, world, key => new ProbeProxy(host, key)))]);
        return host;
    }
}
