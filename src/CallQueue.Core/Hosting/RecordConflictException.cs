namespace CallQueue.Hosting;

/// <summary>
/// A record had another version than expected: the writing actor instance is stale (another one owns the key) and ends.
/// Repeating the call reaches the owner.
/// </summary>
public sealed class RecordConflictException : StorageException
{
    public RecordConflictException(string name, Exception? inner = null)
        : base($"record '{name}' was changed by another instance of its actor", inner) => RecordName = name;

    /// <summary>The record whose version did not match.</summary>
    public string RecordName { get; }
}
