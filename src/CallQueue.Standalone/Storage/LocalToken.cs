using System.Security.Cryptography;

namespace CallQueue.Storage;

/// <summary>
/// The token that commands on this machine send to the process that uses a data folder: a random text in a file that only the
/// process's own user can read, new with each start.
/// </summary>
internal static class LocalToken
{
    private const string FileName = "local.key";

    /// <summary>Creates a new one.</summary>
    public static string Make(string folder)
    {
        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        OwnerOnlyFile.Write(Path.Combine(folder, FileName), token);
        return token;
    }

    /// <summary>The token of the process that uses the folder; null when there is none, or this user may not read it.</summary>
    public static string? Find(string folder) => OwnerOnlyFile.Find(Path.Combine(folder, FileName));
}
