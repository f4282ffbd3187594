namespace CallQueue.Directories;

/// <summary>A directory's root record.</summary>
internal sealed record DirectoryRoot
{
    /// <summary>Names on one page: part of the stored format.</summary>
    public const int PageLength = 256;

    /// <summary>All places, including those that a removed name left empty. Entries of pages beyond that were never committed.</summary>
    public int Count { get; init; }
}
