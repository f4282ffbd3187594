using CallQueue.Commands;

namespace CallQueue.Servers;

/// <summary>A server does not respond; a later request may get an answer.</summary>
internal sealed class ServerSilentException(string message, Exception? cause = null) : CommandException(ExitCode.DataUnusable, message, cause);
