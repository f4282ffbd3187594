namespace CallQueue.Inputs;

/// <summary>An input, or one part of it, is larger than we take.</summary>
internal sealed class InputTooLargeException(string message) : Exception(message);
