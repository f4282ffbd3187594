using System.Collections.Concurrent;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using Microsoft.Data.Sqlite;

namespace CallQueue.Storage;

/// <summary>Reads records over read-only connections, a few of which are kept open. Any thread may read.</summary>
internal sealed class Readers(string file) : IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<RecordReader> _free = [];
    private volatile bool _closed;

    /// <summary>The record as of the last commit.</summary>
    public StoredRecord? Load(ActorAddress owner, string name)
    {
        if (!_free.TryTake(out var reader)) reader = new RecordReader(file);
        try
        {
            var record = reader.Load(owner, name);
            Return(reader);
            return record;
        }
        catch (SqliteException)
        {
            reader.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_free.TryTake(out var reader)) reader.Dispose();
    }

    private void Return(RecordReader reader)
    {
        if (_closed || _free.Count >= Kept) reader.Dispose();
        else _free.Add(reader);
    }

    private sealed class RecordReader : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly Statement _find;

        public RecordReader(string file)
        {
            _connection = Connections.Open(file, SqliteOpenMode.ReadOnly);
            _find = new Statement(_connection, "SELECT version, data FROM records WHERE kind = $1 AND key = $2 AND name = $3", 3);
        }

        public StoredRecord? Load(ActorAddress owner, string name)
        {
            using var row = _find.Set(1, owner.Kind).Set(2, owner.Key).Set(3, name).Read();
            return row.Read() ? new StoredRecord(row.GetFieldValue<byte[]>(1), RecordVersions.Format(row.GetInt64(0))) : null;
        }

        public void Dispose()
        {
            _find.Dispose();
            _connection.Dispose();
        }
    }
}
