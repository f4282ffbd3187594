using Orleans.Runtime;
using Orleans.Storage;

namespace CallQueue.Hosting;

/// <summary>
/// An actor's records over a grain storage provider: one state name each, written where its entity tag is the expected
/// version. Redis makes each write atomic with its check; several records are several writes.
/// </summary>
internal sealed class GrainRecords(IGrainStorage storage, GrainId id, RecordCipher cipher)
{
    private readonly string _owner = id.ToString();

    private const int DeletionTries = 5;

    /// <exception cref="StorageException">The store could not be read.</exception>
    public async Task<StoredRecord?> LoadAsync(string name)
    {
        GrainState<RecordValue> state = await ReadAsync(name);
        return state.RecordExists ? new StoredRecord(cipher.Open(_owner, name, state.State!.Data), new RecordVersion(state.ETag)) : null;
    }

    /// <returns>The new version; none for a deletion.</returns>
    /// <exception cref="RecordConflictException">The version is not the expected one.</exception>
    /// <exception cref="StorageException">The store failed; whether it was written is unknown.</exception>
    public async Task<RecordVersion> WriteAsync(RecordWrite write)
    {
        if (write.Data is not { } data)
        {
            await (write.Expected is { } expected ? ClearAsync(write.Name, expected.Value) : DeleteAsync(write.Name));
            return RecordVersion.None;
        }

        var state = new GrainState<RecordValue>(new RecordValue(cipher.Seal(_owner, write.Name, data)), write.Expected?.Value);
        await GuardAsync(write.Name, () => storage.WriteStateAsync(write.Name, id, state));
        return new RecordVersion(state.ETag);
    }

    /// <summary>Deletes the current version, which the provider requires.</summary>
    private async Task DeleteAsync(string name)
    {
        for (int left = DeletionTries; ; left--)
        {
            GrainState<RecordValue> state = await ReadAsync(name);
            if (!state.RecordExists) return;
            try
            {
                await ClearAsync(name, state.ETag);
                return;
            }
            catch (RecordConflictException) when (left > 1)
            {
                // Written in between; its new version goes as well.
            }
        }
    }

    private Task ClearAsync(string name, string? version) =>
        GuardAsync(name, () => storage.ClearStateAsync(name, id, new GrainState<RecordValue>(new RecordValue(default), version)));

    private async Task<GrainState<RecordValue>> ReadAsync(string name)
    {
        var state = new GrainState<RecordValue>(new RecordValue(default));
        await GuardAsync(name, () => storage.ReadStateAsync(name, id, state));
        return state;
    }

    // The provider wraps every fault of Redis into an exception that names the cause as text only.
    private static async Task GuardAsync(string name, Func<Task> access)
    {
        try
        {
            await access();
        }
        catch (InconsistentStateException e)
        {
            throw new RecordConflictException(name, e);
        }
        catch (Exception e) when (e is not StorageException)
        {
            throw new StorageException($"storage failed for record '{name}': {e.Message}", e);
        }
    }
}
