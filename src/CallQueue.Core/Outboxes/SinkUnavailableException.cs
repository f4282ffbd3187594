namespace CallQueue.Outboxes;

/// <summary>A sink is unavailable. The message is shown to operators and has no secret and no address.</summary>
public sealed class SinkUnavailableException : Exception
{
    public SinkUnavailableException() { }

    public SinkUnavailableException(string message) : base(message) { }

    public SinkUnavailableException(string message, Exception? innerException) : base(message, innerException) { }
}
