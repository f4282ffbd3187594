namespace CallQueue.Storage;

/// <summary>The data folder can't be used. The message is for the person who started the program: what is wrong, and what to do.</summary>
internal sealed class DataFolderException(string folder, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The full path of the folder.</summary>
    public string Folder { get; } = folder;
}
