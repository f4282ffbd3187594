using System.Collections.Concurrent;
using CallQueue.Hosting.Local;
using CallQueue.Storage;
using Microsoft.Extensions.Logging;

namespace CallQueue.Hosting;

/// <summary>
/// Runs actors in this process over one data folder. Calls may be made once it is open; alarms ring from
/// <see cref="StartAlarms"/> on. Any thread may call it.
/// <para>
/// Commits are ordered: all writes go through one writer in the order in which they were made, and an actor goes on as soon as its write has its place, so that the
/// commits of a chain of actors become durable together. What leaves the process waits until all that led to it is durable: answers to
/// callers from outside here, what actors send by <see cref="IActorContext.DurableAsync"/>. When a write is lost, every instance
/// ends, as if the process had died: one of them may have built on it.
/// </para>
/// </summary>
internal sealed class StandaloneHost : ITurns, IAsyncDisposable
{
    /// <summary>The time limit for deactivating all actors.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);

    /// <summary>Above this number idle actors are deactivated sooner: thousands of calls end per second at full load.</summary>
    private const int Crowd = 10_000;
    private static readonly TimeSpan CrowdIdleAfter = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<ActorAddress, Activation> _activations = new();
    private readonly Dictionary<string, Func<IActorContext, IActor>> _kinds;
    private readonly OpenTurns _open = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly DataFolder? _folder;
    private readonly TimeSpan _idleAfter;
    private readonly ITimer _sweep;
    private int _generation;
    private StorageException? _loss;
    private bool _stopped;

    /// <summary>A host over a store opened by the caller; it closes the store only together with <paramref name="folder"/>.</summary>
    internal StandaloneHost(
        DataFolder? folder, SqliteStore store, IReadOnlyList<ActorKind> kinds, StandaloneHostOptions options, TimeProvider time, ILoggerFactory logging)
    {
        (_folder, Store, Time, _idleAfter) = (folder, store, time, options.IdleAfter);
        _kinds = kinds.ToDictionary(kind => kind.Name, kind => kind.Create);
        Log = logging.CreateLogger<StandaloneHost>();
        Actors = new LocalActors(this);
        Alarms = new AlarmClock(RingAsync, options.AlarmRefireAfter, time, Log, options.Instruments);
        store.Writer.Lost += EndAll;
        _sweep = time.CreateTimer(static self => ((StandaloneHost)self!).Sweep(), this, SweepInterval(_idleAfter), SweepInterval(_idleAfter));
    }

    /// <summary>References to the actors for callers from outside: what they answer is durable.</summary>
    public IActors Actors { get; }

    /// <summary>The data folder; null for a host over a store opened by the caller.</summary>
    public DataFolder? Folder => _folder;

    /// <summary>Actors in memory now.</summary>
    public int Count => _activations.Count;

    /// <summary>Grows whenever a lost write has ended all instances.</summary>
    internal int Generation => Volatile.Read(ref _generation);

    internal TimeProvider Time { get; }

    internal SqliteStore Store { get; }

    internal AlarmClock Alarms { get; }

    internal ILogger Log { get; }

    /// <summary>Canceled when a stop no longer waits.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>Locks the folder, opens its data file and reads the alarms.</summary>
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
            store = SqliteStore.Open(folder, options.Durability, cipher: options.Cipher);
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

    /// <summary>A turn for a caller from outside: answered when everything that it may have seen or changed is durable.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    /// <exception cref="StorageException">What it may have seen or changed was lost.</exception>
    /// <exception cref="UnavailableException">The host has stopped.</exception>
    public async Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn)
    {
        var generation = Generation;
        Task<T> answer = BeginTurn(address, turn, null, generation);
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var added = Store.Writer.Added;
        if (!Store.Writer.IsSettled(added)) await Store.Writer.SettledAsync(added).ConfigureAwait(false);
        if (Generation != generation) throw StorageException.Again(_loss!);
        return await answer.ConfigureAwait(false);
    }

    /// <summary>Begins a turn for a caller in this host, who goes on before its result is durable.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    /// <exception cref="UnavailableException">The host has stopped.</exception>
    internal Task<T> BeginTurn<T>(ActorAddress address, Func<IActor, Task<T>> turn, ActorContext? caller, int generation)
    {
        if (!_kinds.TryGetValue(address.Kind, out var create)) throw new ArgumentException($"There is no kind of actor named '{address.Kind}'.", nameof(address));
        if (!_open.TryEnter()) return Task.FromException<T>(new UnavailableException("This server is shutting down. Repeat the request."));
        var arriving = new Turn<T>(turn, _open, caller, generation);
        while (!Find(address, create).TryAdd(arriving))
        {
            // It has just ended; its successor has its place.
        }
        return arriving.Result;
    }

    /// <summary>
    /// Stops alarms, waits for running turns for at most <paramref name="patience"/>, deactivates all actors, writes what is
    /// pending and closes the folder. Writes of turns that still run are rejected.
    /// </summary>
    public async Task StopAsync(TimeSpan patience)
    {
        if (Interlocked.Exchange(ref _stopped, true)) return;
        Alarms.Dispose();
        await _sweep.DisposeAsync();
        foreach (var (_, activation) in _activations) activation.EndWatches();
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

    /// <summary>Replaces an ended activation with a successor, or removes it.</summary>
    internal void Replace(Activation ended, Activation? successor)
    {
        if (successor is null) _activations.TryRemove(new(ended.Address, ended));
        else if (_activations.TryUpdate(ended.Address, successor, ended)) successor.Begin();
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
        return _activations.GetOrAdd(address, new Activation(this, address, create, Task.CompletedTask, new Queue<Turn>(), Generation));
    }

    private Task<bool> RingAsync(ActorAddress owner) => BeginTurn(
        owner,
        async actor =>
        {
            await actor.OnAlarmAsync(Stopping);
            return true;
        },
        null,
        Generation);

    /// <summary>A write was lost whose success was taken for granted: no instance outlives it. On the writer's thread.</summary>
    private void EndAll(StorageException fault)
    {
        Volatile.Write(ref _loss, fault);
        Interlocked.Increment(ref _generation);
        Log.AllEnded(Count, fault.Message);
        foreach (var (_, activation) in _activations) activation.Abort();
    }

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
