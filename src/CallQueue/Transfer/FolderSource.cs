using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Transfer;
using CallQueue.Storage;
using Microsoft.Data.Sqlite;

namespace CallQueue.Transfer;

/// <summary>A data folder to export: its seal and all records and alarms of its actors, decrypted. No actor runs.</summary>
internal sealed class FolderSource : IDisposable
{
    private readonly DataFolder _folder;
    private readonly SqliteConnection _file;
    private readonly RecordCipher _cipher;

    private FolderSource(DataFolder folder, SqliteConnection file, RecordCipher cipher) => (_folder, _file, _cipher) = (folder, file, cipher);

    public string Path => _folder.Path;

    /// <summary>The folder's seal; null without one.</summary>
    public Seal? Seal => Read(() => _file.FindSeal());

    /// <exception cref="DataFolderException">It is in use, damaged, or an incomplete import.</exception>
    public static async Task<FolderSource> OpenAsync(string path, TimeProvider time, RecordCipher? cipher = null)
    {
        cipher ??= RecordCipher.None;
        DataFolder folder = await DataFolder.TakeAsync(path, time);
        SqliteConnection? file = null;
        try
        {
            file = Connections.Open(folder.DatabasePath, SqliteOpenMode.ReadWrite);
            Schema.Ensure(file, folder);
            file.Run("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON");
            if (file.FindSeal() is null) file.CheckHere(folder);
            file.CheckKey(folder, cipher);
            return new FolderSource(folder, file, cipher);
        }
        catch (Exception e)
        {
            file?.Dispose();
            folder.Dispose();
            if (e is SqliteException fault) throw new DataFolderException(folder.Path, Faults.Explain(fault, folder.DatabasePath), fault);
            throw;
        }
    }

    /// <summary>Seals the folder durably; a sealed folder keeps its seal.</summary>
    public Seal Close(TimeProvider time) => Read(() =>
    {
        if (_file.FindSeal() is { } earlier) return earlier;
        var seal = new Seal(Guid.NewGuid().ToString("n"), time.GetUtcNow());
        _file.Add(seal);
        return seal;
    });

    /// <summary>Removes the seal.</summary>
    public void Reopen() => Read(() => _file.Run("DELETE FROM moved"));

    public long CountRecords() => Read(() => _file.Scalar("SELECT count(*) FROM records"));

    /// <summary>Writes every record and alarm.</summary>
    /// <param name="writer">Receives the export.</param>
    /// <param name="ledger">The simulated carrier's ledger; null when the calls are real.</param>
    /// <param name="written">Called after each record.</param>
    public void WriteTo(TransferWriter writer, string? ledger, Action written) => Read(() =>
    {
        foreach (string kind in Kinds("SELECT DISTINCT kind FROM records", ledger is null ? [] : [TransferFormat.SimulatedCarrierKind]))
        {
            if (kind == TransferFormat.SimulatedCarrierKind) CarrierLedger.WriteTo(writer, ledger!);
            else WriteRecords(kind, writer, written);
        }

        foreach (string kind in Kinds("SELECT DISTINCT kind FROM alarms", [])) WriteAlarms(kind, writer);
    });

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    private List<string> Kinds(string sql, List<string> kinds)
    {
        using var all = new Statement(_file, sql);
        using SqliteDataReader row = all.Read();
        while (row.Read()) kinds.Add(row.GetString(0));
        kinds.Sort(TransferFormat.CompareKinds);
        return kinds;
    }

    /// <summary>In the order of the index, so that no sort is needed. An actor's root is written after its pages.</summary>
    private void WriteRecords(string kind, TransferWriter writer, Action written)
    {
        using var all = new Statement(_file, "SELECT key, name, data FROM records WHERE kind = $1 ORDER BY key, name", 1);
        using SqliteDataReader row = all.Set(1, kind).Read();
        (ActorAddress Actor, ReadOnlyMemory<byte> Data)? root = null;
        while (row.Read())
        {
            var actor = new ActorAddress(kind, row.GetString(0));
            if (root is { } waiting && waiting.Actor != actor) WriteRoot();
            if (row.GetString(1) == TransferFormat.RootName)
            {
                root = (actor, Opened(actor, row));
                continue;
            }

            writer.Write(actor, row.GetString(1), Opened(actor, row));
            written();
        }

        if (root is not null) WriteRoot();

        void WriteRoot()
        {
            writer.Write(root.Value.Actor, TransferFormat.RootName, root.Value.Data);
            root = null;
            written();
        }
    }

    /// <summary>An export is read by another installation, which has another key or none.</summary>
    private ReadOnlyMemory<byte> Opened(ActorAddress actor, SqliteDataReader row) => _cipher.Open(actor.ToString(), row.GetString(1), row.GetFieldValue<byte[]>(2));

    private void WriteAlarms(string kind, TransferWriter writer)
    {
        using var all = new Statement(_file, "SELECT key, due_at FROM alarms WHERE kind = $1 ORDER BY key", 1);
        using SqliteDataReader row = all.Set(1, kind).Read();
        while (row.Read()) writer.Write(new TransferAlarm(new ActorAddress(kind, row.GetString(0)), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero)));
    }

    private void Read(Action work) => Read(() =>
    {
        work();
        return true;
    });

    private T Read<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw Faults.ToStorageException(e, _folder.DatabasePath);
        }
    }
}
