namespace CallQueue.Inputs;

/// <summary>An input, or one part of it, is larger than its limit.</summary>
internal sealed class InputTooLargeException(string message) : Exception(message);
