namespace CallQueue.Commands;

/// <summary>A command ends with <paramref name="code"/>. The message is for its user: what is wrong, and what to do.</summary>
internal class CommandException(ExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode Code { get; } = code;
}
