using CallQueue.Grains;
using Orleans.Runtime;
using Orleans.Storage;

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
internal sealed class BreakableStorage(IGrainStorage storage, StorageSwitch isBroken, SiloLife life) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        life.IsOver ? throw new IOException("killed") : storage.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        isBroken.ThrowIfBroken(life);
        return storage.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        isBroken.ThrowIfBroken(life);
        return storage.ClearStateAsync(stateName, grainId, grainState);
    }
}
