namespace CallQueue.Composition;

/// <summary>The environment or the command line is invalid; the message names the variable and what to do, without secrets.</summary>
internal sealed class SettingException(string message, Exception? inner = null) : Exception(message, inner);
