using CallQueue.Hosting;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Nodes;

/// <summary>
/// The one writer of a process whose commits are ordered: saves become durable in the order in which they were made, a group at a time. A crash leaves any
/// prefix of what is on its way. A lost group ends every instance of the process, since one of them may have built on it.
/// </summary>
internal sealed class OrderedWrites(World world, RecordStore store, Faults faults, Action<string> lost)
{
    private readonly List<OrderedSave> pending = [];
    private readonly List<(long Place, Action Then)> waiting = [];
    private readonly RecordVersion before = store.LastVersion;
    private bool isWriting;
    private bool isCut;

    /// <summary>The place of the last save that was made: 1, 2, 3 and so on.</summary>
    public long Added { get; private set; }

    /// <summary>All saves up to this place are durable, or lost.</summary>
    public long Settled { get; private set; }

    /// <summary>Whether a save replaces only what this process wrote, so that nothing but a fault of the store can stand in its way.</summary>
    public bool IsCertain(IReadOnlyList<RecordWrite> batch)
    {
        bool isCertain = batch.Count == 1 && batch[0].Expected is null;
        foreach (RecordWrite write in batch)
        {
            if (write.Expected is not { Value: not null } expected) continue;
            if (!expected.IsAfter(before)) return false;
            isCertain = true;
        }

        return isCertain;
    }

    public void Add(OrderedSave save)
    {
        pending.Add(save);
        save.Place = ++Added;
        save.Owner.Saved = Added;
        if (isWriting) return;
        isWriting = true;
        world.After(faults.StoreTime(), WriteGroup);
    }

    /// <summary>When all saves up to a place are durable, or lost.</summary>
    public void WhenSettled(long place, Action then)
    {
        if (Settled >= place) then();
        else waiting.Add((place, then));
    }

    public Task SettledAsync(long place)
    {
        var settled = new TaskCompletionSource();
        WhenSettled(place, settled.SetResult);
        return settled.Task;
    }

    /// <summary>The process is gone: a part of what was on its way arrives, the rest never will.</summary>
    public void CutOff(Chance chance)
    {
        isCut = true;
        int records = chance.Below(pending.Sum(save => save.Batch.Length) + 1);
        foreach (OrderedSave save in pending)
        {
            int some = Math.Min(records, save.Batch.Length);
            if (!save.TryWrite(store, some)) break;
            if (some < save.Batch.Length) foreach (RecordWrite write in save.Batch.Take(some)) store.LeaveBehind(save.Owner.Address, write.Name);
            if ((records -= some) == 0) break;
        }
    }

    private void WriteGroup()
    {
        if (isCut) return;
        OrderedSave[] group = [.. pending];
        string? failure = faults.SaveFails() ? "save failed (injected)" : null;
        if (failure is null)
        {
            failure = Array.Find(group, save => !Write(save)) is { } stale ? $"a save of {stale.Owner} found another's record" : null;
            if (faults.SaveFailsAfterWriting()) failure = "save failed after writing (injected)";
        }

        if (failure is not null && Array.Exists(group, save => save.Answer is null)) lost(failure);
        pending.RemoveRange(0, group.Length);
        Settled = group[^1].Place;
        foreach (OrderedSave save in group) save.Settle(failure);
        foreach ((long Place, Action Then) one in waiting.Where(one => one.Place <= Settled).ToArray())
        {
            waiting.Remove(one);
            one.Then();
        }

        if (isWriting = pending.Count > 0) world.After(faults.StoreTime(), WriteGroup);
    }

    /// <summary>False when another's record is there though its success was taken for granted; then nothing behind it is written either.</summary>
    private bool Write(OrderedSave save) => save.Owner.IsAborted || save.TryWrite(store, save.Batch.Length) || save.Answer is not null;
}

/// <summary>A save on its way to the writer of its process.</summary>
/// <param name="owner">The instance that saves.</param>
/// <param name="batch">What it saves.</param>
/// <param name="versions">What its records will have as versions.</param>
/// <param name="answer">Null: its success is taken for granted.</param>
internal sealed class OrderedSave(Activation owner, RecordWrite[] batch, RecordVersion[] versions, TaskCompletionSource? answer)
{
    private RecordConflictException? conflict;

    public Activation Owner => owner;

    public RecordWrite[] Batch => batch;

    public TaskCompletionSource? Answer => answer;

    public long Place { get; set; }

    /// <summary>Writes the first records of the batch; false when another version is there, and then writes none of the rest.</summary>
    public bool TryWrite(RecordStore store, int records)
    {
        try
        {
            for (int i = 0; i < records; i++) store.Write(owner.Address, batch[i], versions[i]);
            return true;
        }
        catch (RecordConflictException e)
        {
            conflict = e;
            return false;
        }
    }

    /// <summary>Tells whoever awaits it.</summary>
    public void Settle(string? failure)
    {
        if (answer is null) return;
        StorageException? why = failure is not null ? new StorageException(failure) : conflict;
        if (why is not null && !owner.Strand.Dead) owner.Retire(why.Message);
        if (why is null) answer.TrySetResult();
        else answer.TrySetException(why);
    }
}
