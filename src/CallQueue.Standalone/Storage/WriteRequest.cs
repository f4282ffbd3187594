using CallQueue.Hosting;
using CallQueue.Hosting.Local;

namespace CallQueue.Storage;

/// <summary>
/// Writes for one actor, all or nothing. Created by callers, applied by the write loop in the order in which they were added.
/// Either somebody awaits its result, or its success is taken for granted by whoever writes later; then its failure fails everything behind it.
/// </summary>
internal abstract class WriteRequest(ActorAddress owner, WriteFence fence)
{
    private TaskCompletionSource? _done;
    private StorageException? _refusal;

    public ActorAddress Owner { get; } = owner;

    /// <summary>Ends when the write is durable, or certainly did not happen. Only of an awaited request.</summary>
    public Task Done => _done?.Task ?? throw new InvalidOperationException("nobody awaits this request");

    /// <summary>Whether its result is awaited before anything is built on it.</summary>
    public bool IsAwaited => _done is not null;

    /// <summary>Its approximate share of a transaction.</summary>
    public abstract int Bytes { get; }

    /// <summary>Called once, when it is added.</summary>
    /// <exception cref="StorageException">The instance that writes has ended.</exception>
    public void Begin(VersionCounter versions, bool isAwaited)
    {
        fence.BeginWrite();
        if (isAwaited) _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Number(versions);
    }

    /// <summary>Writes inside the open transaction, unless the instance has lost a write or a version does not match.</summary>
    /// <exception cref="StorageException">It can't be written though its success was taken for granted: nothing of the transaction may stay.</exception>
    public void Apply(WriteSession session)
    {
        if (fence.IsAborted) _refusal = fence.Refusal();
        else if (fence.IsLost) Refuse(fence.Refusal());
        else if (Conflict(session) is { } name) Refuse(new RecordConflictException(name));
        else Write(session);
    }

    /// <summary>The transaction was committed.</summary>
    public void Committed()
    {
        fence.EndWrite();
        if (_refusal is null) _done?.SetResult();
        else _done?.SetException(_refusal);
    }

    /// <summary>The transaction was rolled back.</summary>
    public void RolledBack(StorageException fault)
    {
        fence.Lose();
        fence.EndWrite();
        _done?.SetException(_refusal ?? fault);
    }

    /// <summary>Gives it the versions that its records will have.</summary>
    protected virtual void Number(VersionCounter versions)
    {
    }

    /// <summary>The first record whose version does not match, or null. Changes nothing.</summary>
    protected abstract string? Conflict(WriteSession session);

    protected abstract void Write(WriteSession session);

    /// <summary>The other pending writes of this instance are rejected too, since it is stale.</summary>
    protected void Refuse(StorageException refusal)
    {
        if (!IsAwaited) throw refusal;
        fence.Lose();
        _refusal = refusal;
    }
}
