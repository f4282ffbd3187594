namespace CallQueue.Commands;

/// <summary>A file that only its owner may read, written under another name until it is whole.</summary>
internal static class PrivateFile
{
    /// <summary>Opens <c>PATH.partial</c> for writing; one that was left behind is replaced.</summary>
    /// <exception cref="IOException">The place can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written.</exception>
    public static FileStream Create(string path)
    {
        File.Delete(Partial(path));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 64 << 10 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Partial(path), options);
    }

    /// <summary>Gives the file, closed by now, its own name.</summary>
    public static void Finish(string path) => File.Move(Partial(path), path, overwrite: true);

    private static string Partial(string path) => $"{path}.partial";
}
