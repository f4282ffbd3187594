namespace CallQueue.Hosting;

/// <summary>
/// The one place that creates files: on Linux and macOS only the user of this process can read and write them (0600), whatever the umask is.
/// On Windows a file inherits the access list of its folder, and .NET has no portable way to narrow it.
/// </summary>
public static class PrivateFile
{
    /// <summary>The permissions of a file that was created here.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The permissions of a folder that was created here.</summary>
    public const UnixFileMode OwnersFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Opens a file for writing, and creates it if the mode says so.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access = FileAccess.Write, FileShare share = FileShare.Read, int bufferSize = 4096)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open) options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    /// <summary>Replaces a file at once: readers find the old content or the new one, and a crash leaves one of them.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string next = path + ".new";
        File.Delete(next);
        using (FileStream file = Open(next, FileMode.CreateNew)) file.Write(content);
        File.Move(next, path, overwrite: true);
    }

    /// <summary>Creates a folder, and those above it, for this user only; one that exists stays as it is.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnersFolder);
    }
}
