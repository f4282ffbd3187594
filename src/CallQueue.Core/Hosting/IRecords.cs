namespace CallQueue.Hosting;

/// <summary>The durable records of one actor: named, versioned values.</summary>
public interface IRecords
{
    /// <summary>The record's value and version, or null when there is none.</summary>
    /// <exception cref="StorageException">The store could not be read.</exception>
    ValueTask<StoredRecord?> LoadAsync(string name, CancellationToken cancellation = default);

    /// <summary>
    /// Writes <paramref name="batch"/> in its order, one record at a time: when a write is refused or fails, those before
    /// it stay and those after it never happen. A host may do better (all or nothing); actors may not count on it.
    /// Any failure ends this actor instance: the host gives the next call a fresh one, rebuilt from records.
    /// <para>
    /// Returns when the batch is durable; or, in a host with one writer for all actors, as soon as it has its place behind every
    /// earlier batch. Such a host answers callers from outside only when all of it is durable, and after a failure ends every instance, so that nothing
    /// outlives a batch that was lost. What an actor itself sends outside waits for <see cref="IActorContext.DurableAsync"/>.
    /// </para>
    /// </summary>
    /// <returns>The new version of each record, in the order of the batch; default for deletions.</returns>
    /// <exception cref="RecordConflictException">A record's version is not the expected one: this instance is stale.</exception>
    /// <exception cref="StorageException">The store failed; whether the failing record was written is unknown.</exception>
    ValueTask<IReadOnlyList<RecordVersion>> SaveAsync(IReadOnlyList<RecordWrite> batch, CancellationToken cancellation = default);
}

/// <summary>A host's opaque version of one record; it changes with each write. Default means "there is no record".</summary>
public readonly record struct RecordVersion(string? Value)
{
    /// <summary>The version of a record that does not exist.</summary>
    public static RecordVersion None => default;
}

/// <summary>A record as the host stores it.</summary>
public sealed record StoredRecord(ReadOnlyMemory<byte> Data, RecordVersion Version);

/// <summary>One write or deletion in a batch.</summary>
/// <param name="Name">Letters, digits, '.', '-' and '_' only.</param>
/// <param name="Data">The new value; null deletes the record.</param>
/// <param name="Expected">The version it must have now; null for a deletion that takes any version, or none.</param>
public sealed record RecordWrite(string Name, ReadOnlyMemory<byte>? Data, RecordVersion? Expected)
{
    /// <summary>Writes <paramref name="data"/> where the record's version is <paramref name="expected"/>.</summary>
    public static RecordWrite Put(string name, ReadOnlyMemory<byte> data, RecordVersion expected) => new(name, data, expected);

    /// <summary>Deletes the record with any version; a missing record is not an error.</summary>
    public static RecordWrite Delete(string name) => new(name, null, null);
}
