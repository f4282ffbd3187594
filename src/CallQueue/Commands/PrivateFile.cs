namespace CallQueue.Commands;

/// <summary>A file that only its owner may read, written under another name until it is whole.</summary>
internal static class PrivateFile
{
    /// <summary>Opens <c>PATH.partial</c> for writing; one that was left behind is replaced.</summary>
    private static FileStream Create(string path)
    {
        File.Delete(Partial(path));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 64 << 10 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Partial(path), options);
    }

    /// <summary>Writes a whole file; one that can't be written is not left behind.</summary>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write)
    {
        try
        {
            await using (FileStream file = Create(path)) await write(file);
            File.Move(Partial(path), path, overwrite: true);
        }
        catch
        {
            File.Delete(Partial(path));
            throw;
        }
    }

    private static string Partial(string path) => $"{path}.partial";
}
