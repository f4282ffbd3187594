using CallQueue.Hosting;
using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>
/// The only writer: a thread that commits all pending requests in one transaction and completes them after the commit.
/// It has its own thread, because a commit blocks while the disk works.
/// </summary>
internal sealed class WriteLoop : IDisposable
{
    private const int MaxRequests = 2048;
    private const int MaxBytes = 16 << 20;

    private readonly string _file;
    private readonly Func<WriteSession> _open;
    private readonly Thread _thread;
    private readonly Queue<WriteRequest> _pending = new();
    private readonly List<WriteRequest> _group = [];
    private bool _closing;
    private WriteSession? _session;

    /// <param name="file">Named in messages.</param>
    /// <param name="open">Opens the writing connection; called again after a fault.</param>
    public WriteLoop(string file, Func<WriteSession> open)
    {
        (_file, _open, _session) = (file, open, open());
        _thread = new Thread(Run) { Name = "callqueue-writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many transactions have been committed.</summary>
    public long Transactions { get; private set; }

    /// <summary>For tests that simulate disk faults: runs at the start of every transaction.</summary>
    internal Action<WriteSession>? Sabotage { get; set; }

    public void Add(WriteRequest request)
    {
        lock (_pending)
        {
            if (_closing) throw new UnavailableException($"The data file {_file} is closed: this server is shutting down. Repeat the request.");
            _pending.Enqueue(request);
            if (_pending.Count == 1) Monitor.Pulse(_pending);
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
            Abandon(e is SqliteException sqlite && sqlite.LeavesConnectionSound());
            var fault = Faults.ToStorageException(e, _file);
            foreach (var request in _group) request.RolledBack(fault);
            return;
        }
        foreach (var request in _group) request.Committed();
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
