using CallQueue.Grains;
using CallQueue.Records;

namespace CallQueue.Hosting;

/// <summary>Whether storage takes writes. Shared by the silos of a cluster.</summary>
internal sealed class StorageSwitch
{
    private volatile bool _isBroken;

    public bool IsBroken
    {
        get => _isBroken;
        set => _isBroken = value;
    }

    public void ThrowIfBroken(SiloLife life)
    {
        if (_isBroken || life.IsOver) throw new IOException("injected");
    }
}

/// <summary>The real storage, until it is told to fail or its silo is killed.</summary>
internal sealed class BreakableStorage(IRecordStore storage, StorageSwitch isBroken, SiloLife life) : IRecordStore
{
    public Task<StoredRecord?> LoadAsync(string owner, string name) => life.IsOver ? throw new IOException("killed") : storage.LoadAsync(owner, name);

    public Task<RecordVersion[]> SaveAsync(string owner, IReadOnlyList<RecordWrite> batch)
    {
        isBroken.ThrowIfBroken(life);
        return storage.SaveAsync(owner, batch);
    }
}
