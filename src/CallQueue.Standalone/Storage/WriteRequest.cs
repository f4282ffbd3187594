using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Storage;

/// <summary>Writes for one actor, all or nothing. Created by callers, applied by the write loop.</summary>
internal abstract class WriteRequest(ActorAddress owner, WriteFence fence)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StorageException? _refusal;

    public ActorAddress Owner { get; } = owner;

    /// <summary>Ends when the write is durable, or certainly did not happen.</summary>
    public Task Done => _done.Task;

    /// <summary>Its approximate share of a transaction.</summary>
    public abstract int Bytes { get; }

    /// <summary>Writes inside the open transaction, unless the writer's fence has ended or a version does not match.</summary>
    public void Apply(WriteSession session)
    {
        if (fence.HasEnded) _refusal = fence.Refusal();
        else if (Conflict(session) is { } name) Refuse(new RecordConflictException(name));
        else Write(session);
    }

    /// <summary>The transaction was committed.</summary>
    public void Committed()
    {
        if (_refusal is null) _done.SetResult();
        else _done.SetException(_refusal);
    }

    /// <summary>The transaction was rolled back.</summary>
    public void RolledBack(StorageException fault)
    {
        fence.End();
        _done.SetException(_refusal ?? fault);
    }

    /// <summary>The first record whose version does not match, or null. Changes nothing.</summary>
    protected abstract string? Conflict(WriteSession session);

    protected abstract void Write(WriteSession session);

    /// <summary>The other pending writes of this instance are rejected too, since it is stale.</summary>
    protected void Refuse(StorageException refusal)
    {
        fence.End();
        _refusal = refusal;
    }
}
