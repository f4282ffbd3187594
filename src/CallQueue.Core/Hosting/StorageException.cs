namespace CallQueue.Hosting;

/// <summary>The record store failed. The request may be repeated: no part of it is half-done.</summary>
public class StorageException : UnavailableException
{
    public StorageException(string message, Exception? inner = null) : base(message, inner) { }
}
