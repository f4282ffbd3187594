namespace CallQueue.Directories;

/// <summary>
/// Names of things that have no other list, such as the businesses of a deployment.
/// </summary>
public interface IDirectory
{
    /// <summary>The most names that a directory takes.</summary>
    const int MaxNames = 100_000;

    /// <summary>The most names that one answer lists.</summary>
    const int MaxPage = 1_000;

    /// <summary>Adds a name; repeating it changes nothing. False: the directory is full.</summary>
    Task<bool> AddAsync(string name);

    /// <summary>Removes a name. False: there was none.</summary>
    Task<bool> RemoveAsync(string name);

    /// <summary>
    /// The names that come after <paramref name="after"/> in ordinal order, at most <paramref name="count"/> (1 to
    /// <see cref="MaxPage"/>). Null: from the first.
    /// </summary>
    Task<DirectoryPage> ListAsync(string? after, int count);
}

/// <summary>Some of a directory's names.</summary>
/// <param name="Names">In ordinal order.</param>
/// <param name="HasMore">Whether more come after the last of them.</param>
/// <param name="Total">Names in the directory.</param>
public sealed record DirectoryPage(IReadOnlyList<string> Names, bool HasMore, int Total);
