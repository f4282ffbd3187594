using CallQueue.Records;

namespace CallQueue.Hosting;

/// <summary>An actor's records in the cluster's store, encrypted on the way in when there is a key.</summary>
internal sealed class GrainRecords(IRecordStore store, string owner, RecordCipher cipher)
{
    /// <exception cref="StorageException">The store could not be read.</exception>
    public async Task<StoredRecord?> LoadAsync(string name)
    {
        StoredRecord? stored = await GuardAsync(name, () => store.LoadAsync(owner, name));
        return stored is null ? null : stored with { Data = cipher.Open(owner, name, stored.Data) };
    }

    /// <summary>Writes all of a batch, or nothing.</summary>
    /// <returns>The new versions; none for deletions.</returns>
    /// <exception cref="RecordConflictException">A version is not the expected one: nothing was written.</exception>
    /// <exception cref="StorageException">The store failed; whether the batch was written is unknown.</exception>
    public Task<RecordVersion[]> SaveAsync(IReadOnlyList<RecordWrite> batch)
    {
        RecordWrite[] writes = [.. batch.Select(write => write.Data is { } data ? write with { Data = cipher.Seal(owner, write.Name, data) } : write)];
        return GuardAsync(batch[^1].Name, () => store.SaveAsync(owner, writes));
    }

    /// <summary>Faults of the store's client, of whatever kind, are faults of storage.</summary>
    private static async Task<T> GuardAsync<T>(string name, Func<Task<T>> access)
    {
        try
        {
            return await access();
        }
        catch (Exception e) when (e is not StorageException)
        {
            throw new StorageException($"storage failed for record '{name}': {e.Message}", e);
        }
    }
}
