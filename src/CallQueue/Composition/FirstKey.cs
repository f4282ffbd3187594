using CallQueue.Keys;
using CallQueue.Storage;

namespace CallQueue.Composition;

/// <summary>The operator key that a server creates at its first start, so that no server runs without keys by omission.</summary>
internal static class FirstKey
{
    private const string KeyName = "first start";

    /// <summary>Creates it where no key was ever created: its text, to be shown once; null otherwise.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static async Task<string?> EnsureAsync(string folder, KeyBook book)
    {
        if (await book.CountAsync() > 0) return null;
        KeyText text = KeyText.New();

        // The file first: after a crash between the two no key exists, and the next start creates another.
        FirstKeyFile.Write(folder, text.Reveal());
        return await book.AddAsync(text, KeyName, null) is null ? null : text.Reveal();
    }

    /// <summary>Whether somebody has created a key beside the one of the first start.</summary>
    public static async Task<bool> HasOthersAsync(string folder, KeyBook book)
    {
        int count = await book.CountAsync();
        bool isFirst = count == 1 && KeyText.TryParse(FirstKeyFile.Find(folder), out KeyText? first) && await book.FindAsync(first.Id) is not null;
        return count > 0 && !isFirst;
    }
}
