using System.Security.Cryptography;

namespace CallQueue.Storage;

/// <summary>
/// The token that commands on this machine send to the process that uses a data folder: a random text in a file that only the
/// process's own user can read, new with each start. On Windows the folder's access list protects it, like
/// the data.
/// </summary>
internal static class LocalToken
{
    private const string FileName = "local.key";

    /// <summary>Creates a new one.</summary>
    public static string Make(string folder)
    {
        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        string file = Path.Combine(folder, FileName);

        // Never written into a file that another user may have open or can read.
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(token);
        return token;
    }

    /// <summary>The token of the process that uses the folder; null when there is none, or this user may not read it.</summary>
    public static string? Find(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, FileName)).Trim() is { Length: > 0 } token ? token : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
