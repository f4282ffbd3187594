namespace CallQueue.Storage;

/// <summary>A short secret in a file that only its own user can read. On Windows the folder's access list protects it, like the data.</summary>
internal static class OwnerOnlyFile
{
    /// <summary>Writes it anew: never into a file that another user may have open or can read.</summary>
    public static void Write(string path, string secret)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(secret);
    }

    /// <summary>The secret; null when there is none, or this user may not read it.</summary>
    public static string? Find(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } secret ? secret : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
