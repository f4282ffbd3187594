using CallQueue.Hosting;

namespace CallQueue.Commands;

/// <summary>A file that only its owner may read, written under another name until it is whole.</summary>
internal static class WholeFile
{
    /// <summary>Writes <c>PATH.partial</c>, then moves it to its place; one that can't be written is not left behind.</summary>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write)
    {
        string partial = $"{path}.partial";
        File.Delete(partial);
        try
        {
            await using (FileStream file = PrivateFile.Open(partial, FileMode.CreateNew, bufferSize: 64 << 10)) await write(file);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
