using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>The durability of a commit.</summary>
internal enum Durability
{
    /// <summary>Each commit waits for the disk: it survives a power failure. The default.</summary>
    Full,

    /// <summary>Commits survive the end of the process, but a power failure may lose the last ones. The file stays consistent.</summary>
    Normal,
}

/// <summary>
/// Records and alarms of all actors in one SQLite file in write-ahead mode. Writes are grouped into transactions by one
/// writer; reads see everything committed before them. Any thread may use it.
/// </summary>
internal sealed class SqliteStore : IDisposable
{
    /// <summary>The write-ahead log is checkpointed at about 16 MB and truncated to at most 64 MB.</summary>
    private const string WriterSettings =
        "PRAGMA journal_mode = WAL; PRAGMA fullfsync = ON; PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864; " +
        "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA synchronous = ";

    private readonly string _file;
    private readonly Durability _durability;
    private readonly RecordCipher _cipher;
    private readonly VersionCounter _versions;
    private readonly WriteLoop _writer;
    private readonly Readers _readers;

    private SqliteStore(string file, Durability durability, RecordCipher cipher, long epoch)
    {
        (_file, _durability, _cipher) = (file, durability, cipher);
        _versions = new VersionCounter(epoch);
        _readers = new Readers(file);
        _writer = new WriteLoop(file, _versions, OpenWriter);
    }

    internal WriteLoop Writer => _writer;

    internal VersionCounter Versions => _versions;

    /// <summary>Opens the folder's data file, or creates it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="durability">The durability of a commit.</param>
    /// <param name="admit">Throws when the file must not be opened. Default: when its calls were exported, or its import is incomplete.</param>
    /// <param name="cipher">Encrypts the records; null: they are stored as they are.</param>
    /// <exception cref="DataFolderException">The file is damaged, newer than this program, another program's, not writable, sealed, or encrypted with another key.</exception>
    public static SqliteStore Open(DataFolder folder, Durability durability, Action<SqliteConnection>? admit = null, RecordCipher? cipher = null)
    {
        cipher ??= RecordCipher.None;
        try
        {
            return new SqliteStore(folder.DatabasePath, durability, cipher, OpenEpoch(folder, admit ?? (file => file.CheckHere(folder)), cipher));
        }
        catch (SqliteException e)
        {
            throw new DataFolderException(folder.Path, Faults.Explain(e, folder.DatabasePath), e);
        }
    }

    /// <exception cref="StorageException">The file could not be read.</exception>
    public StoredRecord? Load(ActorAddress owner, string name)
    {
        try
        {
            StoredRecord? stored = _readers.Load(owner, name);
            return stored is not null && RecordCipher.IsSealed(stored.Data.Span) ? stored with { Data = _cipher.Open(owner.ToString(), name, stored.Data) } : stored;
        }
        catch (SqliteException e)
        {
            throw Faults.ToStorageException(e, _file);
        }
    }

    /// <summary>Ends when the request is durable.</summary>
    /// <exception cref="RecordConflictException">A version did not match; nothing of the request was written.</exception>
    /// <exception cref="StorageException">The file could not be written; nothing of the request was written.</exception>
    public Task WriteAsync(WriteRequest request)
    {
        try
        {
            _writer.Add(request, isAwaited: true);
        }
        catch (StorageException e)
        {
            return Task.FromException(e);
        }
        return request.Done;
    }

    /// <summary>
    /// Gives a request its place behind all others, whose number it returns: nothing that is added later can be durable without it. See
    /// <see cref="WriteLoop.Lost"/> for what happens when it can't be written.
    /// </summary>
    /// <exception cref="StorageException">The instance that writes has ended.</exception>
    /// <exception cref="UnavailableException">The file is closed.</exception>
    public long Queue(WriteRequest request) => _writer.Add(request, isAwaited: false);

    /// <summary>All alarms, earliest first.</summary>
    /// <exception cref="StorageException">The file could not be read.</exception>
    public IReadOnlyList<(ActorAddress Owner, DateTimeOffset DueAt)> LoadAlarms()
    {
        try
        {
            return ReadAlarms();
        }
        catch (SqliteException e)
        {
            throw Faults.ToStorageException(e, _file);
        }
    }

    /// <summary>Writes what is pending and closes the file.</summary>
    public void Dispose()
    {
        _readers.Dispose();
        _writer.Dispose();
    }

    /// <summary>Checks or creates the file, and counts this opening.</summary>
    private static long OpenEpoch(DataFolder folder, Action<SqliteConnection> admit, RecordCipher cipher)
    {
        using var connection = Connections.Open(folder.DatabasePath, SqliteOpenMode.ReadWriteCreate);
        Schema.Ensure(connection, folder);
        admit(connection);
        connection.CheckKey(folder, cipher);
        return connection.Scalar("UPDATE store SET epoch = epoch + 1 RETURNING epoch");
    }

    private List<(ActorAddress, DateTimeOffset)> ReadAlarms()
    {
        using var connection = Connections.Open(_file, SqliteOpenMode.ReadOnly);
        using var all = new Statement(connection, "SELECT kind, key, due_at FROM alarms ORDER BY due_at");
        using var row = all.Read();
        var alarms = new List<(ActorAddress, DateTimeOffset)>();
        while (row.Read())
            alarms.Add((new ActorAddress(row.GetString(0), row.GetString(1)), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero)));
        return alarms;
    }

    private WriteSession OpenWriter()
    {
        var connection = Connections.Open(_file, SqliteOpenMode.ReadWrite);
        connection.Run(WriterSettings + (_durability == Durability.Full ? "FULL" : "NORMAL"));

        // What was stored before there was a key leaves the file when it is overwritten.
        if (_cipher.Encrypts) connection.Run("PRAGMA secure_delete = ON");
        return new WriteSession(connection, _versions, _cipher);
    }
}
