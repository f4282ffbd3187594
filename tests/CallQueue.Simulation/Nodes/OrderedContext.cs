using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Nodes;

/// <summary>One instance's way to its records in a process whose commits are ordered: an actor goes on as soon as its save has its place.</summary>
internal sealed class OrderedRecords(World world, RecordStore store, Faults faults, Activation activation) : IRecords
{
    private OrderedWrites Writes => activation.Node.Writes!;

    public async ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default)
    {
        // Also what an earlier instance of the actor has saved and is on its way.
        long saved = activation.Node.Activations.Where(other => other.Address == activation.Address).Max(other => other.Saved);
        if (Writes.Settled < saved) await Writes.SettledAsync(saved);
        if (faults.AnswersAtOnce()) return store.Read(activation.Address, name);
        bool fails = faults.LoadFails();
        await world.Delay(faults.StoreTime());
        return fails ? throw new StorageException("load failed (injected)") : store.Read(activation.Address, name);
    }

    public async ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default)
    {
        Check();
        RecordVersion[] versions = [.. batch.Select(write => write.Data is null ? default : store.NextVersion())];
        if (!Writes.IsCertain(batch))
        {
            var answer = new TaskCompletionSource();
            Writes.Add(new OrderedSave(activation, [.. batch], versions, answer));
            await answer.Task;
            return versions;
        }

        while (Writes.Settled < activation.Saved) await Writes.SettledAsync(activation.Saved);
        Check();
        Writes.Add(new OrderedSave(activation, [.. batch], versions, null));
        activation.Learn();
        return versions;
    }

    private void Check()
    {
        if (activation.Strand.Dead) throw world.Break("host", "a dead instance runs");
        if (activation.IsRetired) throw new StorageException("this instance has ended");
    }
}

/// <summary>The way to other actors inside such a process: closed for instances that a lost save has ended.</summary>
internal sealed class OrderedWire(Cluster cluster, Activation activation) : ITurns
{
    public Task<T> RunAsync<T>(ActorAddress address, Func<IActor, Task<T>> turn) =>
        activation.IsAborted ? Task.FromException<T>(new StorageException("this instance has ended")) : cluster.Send(activation, address, turn);
}
