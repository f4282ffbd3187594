using CallQueue.Hosting;

namespace CallQueue.Records;

/// <summary>Where a cluster keeps the records of its actors.</summary>
public interface IRecordStore
{
    /// <summary>The record as it is stored, and its version; null when there is none.</summary>
    /// <param name="owner">The actor: its kind and its key, such as <c>business/acme</c>.</param>
    /// <param name="name">The record's name.</param>
    Task<StoredRecord?> LoadAsync(string owner, string name);

    /// <summary>Writes all of <paramref name="batch"/>, or nothing when one version is not the expected one.</summary>
    /// <param name="owner">The actor.</param>
    /// <param name="batch">At most one write for each name.</param>
    /// <returns>The new version of each record, in the order of the batch; default for deletions.</returns>
    /// <exception cref="RecordConflictException">A version is not the expected one.</exception>
    Task<RecordVersion[]> SaveAsync(string owner, IReadOnlyList<RecordWrite> batch);
}
