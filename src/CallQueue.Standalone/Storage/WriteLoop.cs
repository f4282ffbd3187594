using CallQueue.Hosting;
using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>
/// The only writer: a thread that commits all pending requests in one transaction, in the order in which they were added, and completes
/// them after the commit. It has its own thread, because a commit blocks while the disk works.
/// </summary>
internal sealed class WriteLoop : IDisposable
{
    private const int MaxRequests = 2048;
    private const int MaxBytes = 16 << 20;

    private readonly string _file;
    private readonly VersionCounter _versions;
    private readonly Func<WriteSession> _open;
    private readonly Thread _thread;
    private readonly Queue<WriteRequest> _pending = new();
    private readonly List<WriteRequest> _group = [];
    private bool _closing;
    private WriteSession? _session;

    // Places in the order of requests: how many were added, how many of them the writer has taken, and how many are settled: durable or lost.
    private long _added, _taken, _settled;

    /// <summary>Completes when the group that is being written is settled; null: nobody waits.</summary>
    private TaskCompletionSource? _groupSettled;

    /// <summary>Completes when everything added so far is settled; null: nobody waits.</summary>
    private TaskCompletionSource? _allSettled;

    /// <param name="file">Named in messages.</param>
    /// <param name="versions">Numbers the records.</param>
    /// <param name="open">Opens the writing connection; called again after a fault.</param>
    public WriteLoop(string file, VersionCounter versions, Func<WriteSession> open)
    {
        (_file, _versions, _open, _session) = (file, versions, open, open());
        _thread = new Thread(Run) { Name = "callqueue-writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many transactions have been committed.</summary>
    public long Transactions { get; private set; }

    /// <summary>
    /// Called on the writer's thread when requests were lost that nobody awaited, before anybody can learn that they are settled. Whoever built on them must end.
    /// </summary>
    internal event Action<StorageException>? Lost;

    /// <summary>For tests that simulate disk faults: runs at the start of every transaction.</summary>
    internal Action<WriteSession>? Sabotage { get; set; }

    /// <summary>How many requests were added so far: the place of the last one.</summary>
    public long Added => Volatile.Read(ref _added);

    /// <summary>Adds a request behind all others, and gives its place: 1, 2, 3 and so on.</summary>
    /// <exception cref="StorageException">The instance that writes has ended.</exception>
    /// <exception cref="UnavailableException">The file is closed.</exception>
    public long Add(WriteRequest request, bool isAwaited)
    {
        lock (_pending)
        {
            if (_closing) throw new UnavailableException($"The data file {_file} is closed: this server is shutting down. Repeat the request.");
            request.Begin(_versions, isAwaited);
            _pending.Enqueue(request);
            if (_pending.Count == 1) Monitor.Pulse(_pending);
            return ++_added;
        }
    }

    /// <summary>Whether all requests up to a place are durable, or lost; after a loss the instances that had a part in it have ended.</summary>
    public bool IsSettled(long place) => Volatile.Read(ref _settled) >= place;

    /// <summary>Completes when all requests up to a place are durable, or lost.</summary>
    public Task SettledAsync(long place)
    {
        lock (_pending)
        {
            if (_settled >= place) return Task.CompletedTask;
            ref TaskCompletionSource? settled = ref place <= _taken ? ref _groupSettled : ref _allSettled;
            return (settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Writes what is pending, empties the write-ahead log and closes the connection.</summary>
    public void Dispose()
    {
        lock (_pending)
        {
            _closing = true;
            Monitor.Pulse(_pending);
        }
        _thread.Join();
    }

    private void Run()
    {
        while (TakeGroup()) WriteGroup();
        Close();
    }

    private bool TakeGroup()
    {
        _group.Clear();
        lock (_pending)
        {
            while (_pending.Count == 0 && !_closing) Monitor.Wait(_pending);
            for (var bytes = 0; bytes < MaxBytes && _group.Count < MaxRequests && _pending.TryDequeue(out var next); bytes += next.Bytes)
                _group.Add(next);
            _taken += _group.Count;
            if (_pending.Count == 0) (_groupSettled, _allSettled) = (_allSettled, null);
        }
        return _group.Count > 0;
    }

    private void WriteGroup()
    {
        try
        {
            _session ??= _open();
            Commit(_session);
        }
        catch (Exception e)
        {
            // The loop continues after any error: these requests fail, later ones may succeed.
            Abandon(e is StorageException || (e is SqliteException sqlite && sqlite.LeavesConnectionSound()));
            var fault = e as StorageException ?? Faults.ToStorageException(e, _file);
            if (!_group.TrueForAll(static request => request.IsAwaited)) Lost?.Invoke(fault);
            foreach (var request in _group) request.RolledBack(fault);
            Settle();
            return;
        }
        foreach (var request in _group) request.Committed();
        Settle();
    }

    private void Settle()
    {
        TaskCompletionSource? waiting;
        lock (_pending)
        {
            Volatile.Write(ref _settled, _taken);
            (waiting, _groupSettled) = (_groupSettled, null);
        }
        waiting?.SetResult();
    }

    private void Commit(WriteSession session)
    {
        session.Begin();
        Sabotage?.Invoke(session);
        foreach (var request in _group) request.Apply(session);
        session.Commit();
        Transactions++;
    }

    /// <summary>Rolls the transaction back. A connection in an unknown state is closed; the next group opens another.</summary>
    private void Abandon(bool keepConnection)
    {
        try
        {
            _session?.Rollback();
            if (keepConnection) return;
        }
        catch (SqliteException)
        {
            // Closing the connection rolls back as well.
        }
        _session?.Dispose();
        _session = null;
    }

    private void Close()
    {
        try
        {
            _session?.Run("PRAGMA incremental_vacuum(10000)");
            _session?.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // Everything committed is in the log, and the next start reads it from there.
        }
        _session?.Dispose();
    }
}
