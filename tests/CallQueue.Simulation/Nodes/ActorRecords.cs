using CallQueue.Hosting;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Nodes;

/// <summary>
/// One instance's way to its records: slow at times, failing before or after the write at times, and one record after
/// the other, so that a crash leaves any prefix of a batch.
/// </summary>
internal sealed class ActorRecords(World world, RecordStore store, Faults faults, Activation activation) : IRecords
{
    public ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default)
    {
        if (faults.AnswersAtOnce()) return new(store.Read(activation.Address, name));
        var answer = new TaskCompletionSource<StoredRecord?>();
        bool fails = faults.LoadFails();
        world.After(faults.StoreTime(), () =>
        {
            if (fails) answer.TrySetException(new StorageException("load failed (injected)"));
            else answer.TrySetResult(store.Read(activation.Address, name));
        });
        return new(answer.Task);
    }

    public ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        if (activation.Strand.Dead) throw world.Break("host", "a dead instance runs");
        if (activation.IsRetired) throw new StorageException("this instance has ended");
        var save = new PendingSave(world, store, faults, activation, [.. batch]);
        if (faults.AnswersAtOnce() && save.TryAtOnce() is { } versions) return new(versions);
        return new(save.Begin());
    }
}

/// <summary>A batch on its way to the store. Lives outside the process: what has left it happens even if it crashes.</summary>
internal sealed class PendingSave(World world, RecordStore store, Faults faults, Activation activation, RecordWrite[] batch)
{
    private readonly TaskCompletionSource<IReadOnlyList<RecordVersion>> answer = new();
    private readonly RecordVersion[] versions = new RecordVersion[batch.Length];
    private int written;
    private int limit = batch.Length;

    public Task<IReadOnlyList<RecordVersion>> Begin()
    {
        activation.Saves.Add(this);
        world.After(faults.StoreTime(), WriteNext);
        return answer.Task;
    }

    /// <summary>Null when this save shall fail or take its time.</summary>
    public IReadOnlyList<RecordVersion>? TryAtOnce()
    {
        if (faults.Rates != FaultRates.None) return null;
        try
        {
            while (written < batch.Length) WriteOne();
        }
        catch (RecordConflictException e)
        {
            activation.Retire(e.Message);
            throw;
        }

        return versions;
    }

    /// <summary>The process is gone: what of the batch has not left it, never will.</summary>
    public void CutOff(Chance chance) => limit = Math.Min(limit, written + chance.Below(batch.Length - written + 1));

    private void WriteNext()
    {
        try
        {
            while (written < limit)
            {
                if (faults.SaveFails()) throw new StorageException("save failed (injected)");
                WriteOne();
                if (faults.SaveFailsAfterWriting()) throw new StorageException("save failed after writing (injected)");
                if (written < limit && faults.Chance.Of(faults.Rates.SlowStore))
                {
                    world.After(faults.StoreTime(), WriteNext);
                    return;
                }
            }

            LeaveUnfinished();
            Answer(null);
        }
        catch (StorageException e)
        {
            LeaveUnfinished();
            Answer(e);
        }
    }

    /// <summary>The root is written last: what was written of a batch without its end, nobody will ever read.</summary>
    private void LeaveUnfinished()
    {
        if (written == batch.Length) return;
        foreach (RecordWrite write in batch.Take(written)) store.LeaveBehind(activation.Address, write.Name);
    }

    private void WriteOne()
    {
        RecordWrite write = batch[written];
        versions[written] = store.Write(activation.Address, write);
        written++;
        if (world.Tracing) world.Trace($"  wrote {activation} {(write.Data is null ? "-" : "")}{write.Name} {write.Data?.Length}");
    }

    private void Answer(StorageException? failure) => world.After(faults.Chance.Of(0.5) ? TimeSpan.Zero : faults.StoreTime(), () =>
    {
        activation.Saves.Remove(this);
        if (failure is null)
        {
            answer.TrySetResult(versions);
            return;
        }

        if (!activation.Strand.Dead) activation.Retire(failure.Message);
        answer.TrySetException(failure);
    });
}
