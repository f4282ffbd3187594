namespace CallQueue.Hosting;

/// <summary>The record store failed. The request may be repeated: no part of it is half-done.</summary>
public class StorageException : UnavailableException
{
    public StorageException(string message, Exception? inner = null) : base(message, inner) { }

    /// <summary>A fresh exception for one more caller whom a failure concerns, of the same kind.</summary>
    public static StorageException Again(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure is RecordConflictException conflict ? new RecordConflictException(conflict.RecordName, conflict) : new StorageException(failure.Message, failure);
    }
}
