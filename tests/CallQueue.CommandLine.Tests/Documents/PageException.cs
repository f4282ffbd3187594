namespace CallQueue.Documents;

/// <summary>A page says something that is not so.</summary>
internal sealed class PageException(string message, Exception? inner = null) : Exception(message, inner);
