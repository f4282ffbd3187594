using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Transfer;
using CallQueue.Storage;
using Microsoft.Data.Sqlite;

namespace CallQueue.Transfer;

/// <summary>
/// A new data folder for an import. It belongs to that export from the first moment, and no process
/// dials from it before the import is complete, so nothing else must be reserved.
/// </summary>
internal sealed class FolderTarget : ITransferTarget, IDisposable
{
    private readonly DataFolder _folder;
    private readonly SqliteStore _store;
    private readonly string _ledger;
    private readonly HashSet<string> _kinds;
    private bool _isClosed;

    private FolderTarget(DataFolder folder, SqliteStore store, bool isWhole)
    {
        (_folder, _store, WasWhole) = (folder, store, isWhole);
        _ledger = System.IO.Path.Combine(folder.Path, FolderOptions.LedgerFile);
        _kinds = [TransferFormat.SimulatedCarrierKind, .. CallQueueActors.Kinds(new CallQueueServices(new LateCarriers(), new CallQueueOptions())).Select(kind => kind.Name)];
    }

    /// <summary>The folder's full path.</summary>
    public string Path => _folder.Path;

    /// <summary>The export was already imported here completely.</summary>
    public bool WasWhole { get; }

    /// <exception cref="DataFolderException">The folder can't be used.</exception>
    /// <exception cref="CommandException">It holds other calls.</exception>
    public static async Task<FolderTarget> OpenAsync(string path, TransferHeader header, TimeProvider time, RecordCipher? cipher = null)
    {
        DataFolder folder = await DataFolder.TakeAsync(path, time);
        try
        {
            bool isWhole = false;
            // Only the order of commits matters before the folder is marked as complete.
            SqliteStore store = SqliteStore.Open(folder, Durability.Normal, file => isWhole = Admit(file, folder, header, time), cipher);
            return new FolderTarget(folder, store, isWhole);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public bool Knows(string kind) => _kinds.Contains(kind);

    public Task<TransferStanding> FindAsync(ActorAddress business, string exportId, CancellationToken cancellation) =>
        Task.FromResult(_store.Load(business, TransferFormat.RootName) is null ? TransferStanding.Absent : TransferStanding.Imported);

    public Task ReserveAsync(ActorAddress business, string exportId, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<bool> WriteAsync(TransferChunk chunk, string exportId, CancellationToken cancellation)
    {
        if (chunk.Actor.Kind == TransferFormat.SimulatedCarrierKind) return await CarrierLedger.AppendAsync(_ledger, chunk, cancellation);
        var request = new ArrivingRecords(chunk);
        await _store.WriteAsync(request);
        return !request.IsLeftAlone;
    }

    public Task WakeAsync(TransferAlarm alarm, string exportId, CancellationToken cancellation) => _store.WriteAsync(new ArrivingAlarm(alarm));

    /// <summary>Marks the import as complete: the folder may be used to dial.</summary>
    public void Finish()
    {
        CloseStore();
        using SqliteConnection file = Connections.Open(_folder.DatabasePath, SqliteOpenMode.ReadWrite);
        file.Run("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA wal_checkpoint(TRUNCATE); UPDATE imported SET whole = 1");
    }

    public void Dispose()
    {
        CloseStore();
        _folder.Dispose();
    }

    /// <summary>Whether the import was already complete.</summary>
    private static bool Admit(SqliteConnection file, DataFolder folder, TransferHeader header, TimeProvider time)
    {
        if (file.FindSeal() is not null) file.CheckHere(folder);
        Arrival? arrival = file.FindArrival();
        bool isFree = arrival is null ? file.Scalar("SELECT count(*) FROM (SELECT 1 FROM records UNION ALL SELECT 1 FROM alarms LIMIT 1)") == 0 : arrival.ExportId == header.Id;
        if (!isFree)
            throw new CommandException(ExitCode.BadInput, $"The data folder {folder.Path} holds other calls. Import into a new folder: add --data with another name.");
        FolderKind.Claim(folder.Path, header.Calls);
        if (arrival is null) file.Add(new Arrival(header.Id, IsWhole: false), time.GetUtcNow());
        return arrival is { IsWhole: true };
    }

    private void CloseStore()
    {
        if (_isClosed) return;
        _isClosed = true;
        _store.Dispose();
    }
}
