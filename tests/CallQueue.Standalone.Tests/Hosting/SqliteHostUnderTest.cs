using CallQueue.Conformance;
using CallQueue.Conformance.Probes;
using CallQueue.Hosting.Local;
using CallQueue.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Hosting;

/// <summary>The standalone host over a temporary folder and a fake clock.</summary>
internal sealed class SqliteHostUnderTest : IHostUnderTest, ITurns
{
    private static readonly StandaloneHostOptions Options = new();

    private readonly TemporaryFolder _folder = new();
    private readonly ProbeWorld _world;
    private int _generation;
    private StandaloneHost _host = null!;
    private StandaloneHost? _twin;

    private SqliteHostUnderTest(ProbeWorld world) => _world = world;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public StandaloneHost Host => _host;

    public DateTimeOffset Now => Time.GetUtcNow();

    public static async Task<SqliteHostUnderTest> StartAsync(ProbeWorld world)
    {
        var started = new SqliteHostUnderTest(world);
        await started.OpenAsync();
        return started;
    }

    public IProbe Probe(string key) => new ProbeProxy(this, key);

    /// <summary>By a second host over the same store, made when it is first asked for.</summary>
    public IProbe Twin(string key)
    {
        _twin ??= new StandaloneHost(null, _host.Store, [Kind(() => _twin!)], Options, Time, NullLoggerFactory.Instance);
        return new ProbeProxy(_twin, key);
    }

    public Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn) => _host.RunAsync(address, turn);

    public Task AdvanceAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    public Task LetIdleActorsGoAsync() => AdvanceAsync(Options.IdleAfter * 1.5);

    /// <summary>The new host gets a copy of the files as they are on the disk now: what a killed process leaves.</summary>
    public async Task KillAndRestartAsync(TimeSpan downtime = default)
    {
        var killed = Path();
        _generation++;
        PrivateFile.CreateFolder(Path());
        foreach (var file in (string[])["callqueue.db", "callqueue.db-wal"])
            File.Copy(System.IO.Path.Combine(killed, file), System.IO.Path.Combine(Path(), file));
        await CloseAsync();
        Time.Advance(downtime);
        await OpenAsync();
    }

    public void BreakStorage() =>
        _host.Store.Writer.Sabotage = _ => throw new SqliteException("injected", SQLitePCL.raw.SQLITE_IOERR);

    public void MendStorage() => _host.Store.Writer.Sabotage = null;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private string Path() => _folder.Child($"{_generation}");

    private async Task OpenAsync()
    {
        _host = await StandaloneHost.OpenAsync(Path(), [Kind(() => _host)], Options, Time, NullLoggerFactory.Instance);
        _host.StartAlarms();
    }

    private async Task CloseAsync()
    {
        if (_twin is not null) await _twin.DisposeAsync();
        _twin = null;
        await _host.DisposeAsync();
    }

    private ActorKind Kind(Func<ITurns> turns) =>
        new(ProbeProxy.Kind, context => new ProbeActor(context, _world, key => new ProbeProxy(turns(), key)));
}
