namespace CallQueue.Storage;

/// <summary>
/// The operator key that the first start of a server creates, in a file of the data folder that only its own user can read: whoever starts
/// the server finds it there again. Revoking the key makes the file worthless; deleting the file changes nothing.
/// </summary>
internal static class FirstKeyFile
{
    public const string Name = "operator.key";

    /// <summary>Writes the key.</summary>
    public static void Write(string folder, string key) => OwnerOnlyFile.Write(Path.Combine(folder, Name), key);

    /// <summary>The key's text; null when there is none, or this user may not read it.</summary>
    public static string? Find(string folder) => OwnerOnlyFile.Find(Path.Combine(folder, Name));
}
