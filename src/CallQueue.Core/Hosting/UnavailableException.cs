namespace CallQueue.Hosting;

/// <summary>
/// The request could not be carried out now: the process is shutting down, an actor could not be reached, or its store failed
/// (<see cref="StorageException"/>). It may be repeated: no part of it is half-done.
/// </summary>
public class UnavailableException : Exception
{
    public UnavailableException(string message, Exception? inner = null) : base(message, inner) { }
}
