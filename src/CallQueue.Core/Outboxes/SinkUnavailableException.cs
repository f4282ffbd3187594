namespace CallQueue.Outboxes;

/// <summary>A sink takes nothing now. The message is shown to operators: no secret and no address stands in it.</summary>
public sealed class SinkUnavailableException : Exception
{
    public SinkUnavailableException() { }

    public SinkUnavailableException(string message) : base(message) { }

    public SinkUnavailableException(string message, Exception? innerException) : base(message, innerException) { }
}
