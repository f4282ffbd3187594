namespace CallQueue.Composition;

/// <summary>The environment or the command line is wrong; the message names the variable and what to do, and holds no secret.</summary>
internal sealed class SettingException(string message, Exception? inner = null) : Exception(message, inner);
