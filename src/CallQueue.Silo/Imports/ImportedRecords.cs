using System.Text;
using CallQueue.Hosting;
using CallQueue.Hosting.Transfer;

namespace CallQueue.Imports;

/// <summary>
/// One actor's records during an import. A separate record names the export that reserved or
/// brought them.
/// </summary>
internal sealed class ImportedRecords(GrainRecords records)
{
    private const string MarkName = "import";

    /// <summary>The state of the actor for an export.</summary>
    public async Task<TransferStanding> FindAsync(string exportId)
    {
        string? mark = await MarkAsync();
        if (await records.LoadAsync(TransferFormat.RootName) is not null) return mark == exportId ? TransferStanding.Imported : TransferStanding.Foreign;
        return mark is null || mark == exportId ? TransferStanding.Absent : TransferStanding.Foreign;
    }

    /// <summary>Whether the actor must not run yet: reserved, and its root is to come.</summary>
    public async Task<bool> IsReservedAsync() => await MarkAsync() is not null && await records.LoadAsync(TransferFormat.RootName) is null;

    /// <exception cref="StorageException">The actor has come into being meanwhile, or another export has reserved it.</exception>
    public async Task ReserveAsync(string exportId)
    {
        if (await FindAsync(exportId) != TransferStanding.Absent) throw new StorageException("the actor already exists; run the import again to see all conflicts");
        if (await MarkAsync() is null) await records.SaveAsync([RecordWrite.Put(MarkName, Encoding.UTF8.GetBytes(exportId), RecordVersion.None)]);
    }

    /// <returns>False when there was a root: nothing was written.</returns>
    public async Task<bool> WriteAsync(TransferChunk chunk)
    {
        if (await records.LoadAsync(TransferFormat.RootName) is not null) return false;
        List<RecordWrite> batch = [];
        foreach (TransferRecord record in chunk.Records)
        {
            // An interrupted import may have left a record of that name; it is replaced.
            RecordVersion version = (await records.LoadAsync(record.Name))?.Version ?? RecordVersion.None;
            batch.Add(RecordWrite.Put(record.Name, record.Data, version));
        }

        if (batch.Count > 0) await records.SaveAsync(batch);

        return true;
    }

    private async Task<string?> MarkAsync() => await records.LoadAsync(MarkName) is { } mark ? Encoding.UTF8.GetString(mark.Data.Span) : null;
}
