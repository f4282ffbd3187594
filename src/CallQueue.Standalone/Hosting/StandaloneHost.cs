using System.Collections.Concurrent;
using CallQueue.Hosting.Local;
using CallQueue.Storage;
using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting;

/// <summary>
/// Runs actors in this process over one data folder. Calls may be made once it is open; alarms ring from
/// <see cref="StartAlarms"/> on. Any thread may call it.
/// </summary>
internal sealed class StandaloneHost : ITurns, IAsyncDisposable
{
    /// <summary>How long all actors together may take to let go of what they hold.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    /// <summary>More actors than this in memory are let go sooner: thousands of calls end each second at full load.</summary>
    private const int Crowd = 10_000;
    private static readonly TimeSpan CrowdIdleAfter = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<ActorAddress, Activation> _activations = new();
    private readonly Dictionary<string, Func<IActorContext, IActor>> _kinds;
    private readonly OpenTurns _open = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly DataFolder? _folder;
    private readonly TimeSpan _idleAfter;
    private readonly ITimer _sweep;
    private bool _stopped;

    /// <summary>A host over a store that somebody else opened; it closes the store only together with <paramref name="folder"/>.</summary>
    internal StandaloneHost(
        DataFolder? folder, SqliteStore store, IReadOnlyList<ActorKind> kinds, StandaloneHostOptions options, TimeProvider time, ILoggerFactory logging)
    {
        (_folder, Store, Time, _idleAfter) = (folder, store, time, options.IdleAfter);
        _kinds = kinds.ToDictionary(kind => kind.Name, kind => kind.Create);
        Log = logging.CreateLogger<StandaloneHost>();
        Actors = new LocalActors(this);
        Alarms = new AlarmClock(RingAsync, options.AlarmRefireAfter, time, Log);
        _sweep = time.CreateTimer(static self => ((StandaloneHost)self!).Sweep(), this, SweepInterval(_idleAfter), SweepInterval(_idleAfter));
    }

    /// <summary>References to the actors.</summary>
    public IActors Actors { get; }

    /// <summary>The data folder; null for a host over a store opened by somebody else.</summary>
    public DataFolder? Folder => _folder;

    /// <summary>Actors in memory now.</summary>
    public int Count => _activations.Count;

    internal TimeProvider Time { get; }

    internal SqliteStore Store { get; }

    internal AlarmClock Alarms { get; }

    internal ILogger Log { get; }

    /// <summary>Cancelled when a stop waits no longer.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>Takes the folder, opens its data file and finds the alarms.</summary>
    /// <exception cref="DataFolderException">The folder or the file can't be used; the message says what to do.</exception>
    /// <exception cref="StorageException">The alarms could not be read: the file is damaged.</exception>
    public static async Task<StandaloneHost> OpenAsync(
        string path, IReadOnlyList<ActorKind> kinds, StandaloneHostOptions options, TimeProvider time, ILoggerFactory logging)
    {
        options.Check();
        var folder = await DataFolder.TakeAsync(path, time);
        SqliteStore? store = null;
        try
        {
            store = SqliteStore.Open(folder, options.Durability);
            var host = new StandaloneHost(folder, store, kinds, options, time, logging);
            host.RestoreAlarms(store.LoadAlarms());
            return host;
        }
        catch
        {
            store?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Rings each found alarm once, and from now on those that become due.</summary>
    public void StartAlarms() => Alarms.Start();

    /// <exception cref="ArgumentException">There is no such kind.</exception>
    /// <exception cref="UnavailableException">The host has stopped.</exception>
    public Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn)
    {
        if (!_kinds.TryGetValue(address.Kind, out var create)) throw new ArgumentException($"There is no kind of actor named '{address.Kind}'.", nameof(address));
        if (!_open.TryEnter()) return Task.FromException<T>(new UnavailableException("This server is shutting down. Repeat the request."));
        var arriving = new Turn<T>(turn, _open);
        while (!Find(address, create).TryAdd(arriving))
        {
            // It has ended just now; its place has been given on.
        }
        return arriving.Result;
    }

    /// <summary>
    /// Stops alarms, waits for running turns for at most <paramref name="patience"/>, lets all actors go, writes what is
    /// pending and closes the folder. Turns that still run are cut off: their writes are refused.
    /// </summary>
    public async Task StopAsync(TimeSpan patience)
    {
        if (Interlocked.Exchange(ref _stopped, true)) return;
        Alarms.Dispose();
        await _sweep.DisposeAsync();
        await WithinAsync(_open.WhenNone(), patience);
        _open.Close();
        await _stopping.CancelAsync();
        await WithinAsync(Task.WhenAll(_activations.Values.Select(activation => activation.CloseAsync())), CloseLimit);
        if (_folder is null) return;
        Store.Dispose();
        _folder.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        _stopping.Dispose();
    }

    /// <summary>Puts a successor, or nobody, in the place of an activation that has ended.</summary>
    internal void Replace(Activation ended, Activation? successor)
    {
        if (successor is null) _activations.TryRemove(new(ended.Address, ended));
        else _activations.TryUpdate(ended.Address, successor, ended);
    }

    private void RestoreAlarms(IReadOnlyList<(ActorAddress Owner, DateTimeOffset DueAt)> found)
    {
        Alarms.Restore(found.Where(alarm => Knows(alarm.Owner)));
        if (_folder is not null) Log.Opened(_folder.Path, found.Count);
    }

    private bool Knows(ActorAddress owner)
    {
        if (_kinds.ContainsKey(owner.Kind)) return true;
        Log.UnknownKind(owner);
        return false;
    }

    private Activation Find(ActorAddress address, Func<IActorContext, IActor> create)
    {
        if (_activations.TryGetValue(address, out var found)) return found;
        return _activations.GetOrAdd(address, new Activation(this, address, create, Task.CompletedTask, new Queue<Turn>()));
    }

    private Task<bool> RingAsync(ActorAddress owner) => RunAsync(owner, async actor =>
    {
        await actor.OnAlarmAsync(Stopping);
        return true;
    });

    private void Sweep()
    {
        var idleAfter = Count > Crowd && _idleAfter > CrowdIdleAfter ? CrowdIdleAfter : _idleAfter;
        foreach (var (_, activation) in _activations) activation.CloseIfIdle(idleAfter);
    }

    private static TimeSpan SweepInterval(TimeSpan idleAfter) => idleAfter / 4 < CrowdIdleAfter / 2 ? idleAfter / 4 : CrowdIdleAfter / 2;

    private async Task WithinAsync(Task task, TimeSpan patience)
    {
        try
        {
            await task.WaitAsync(patience, Time);
        }
        catch (TimeoutException)
        {
            Log.StopTimedOut();
        }
    }
}
