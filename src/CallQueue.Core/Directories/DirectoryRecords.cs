namespace CallQueue.Directories;

/// <summary>A directory's root record.</summary>
internal sealed record DirectoryRoot
{
    /// <summary>Names on one page: part of the stored format.</summary>
    public const int PageLength = 256;

    /// <summary>Places in all, those that a removed name left empty included. What pages hold beyond that was never committed.</summary>
    public int Count { get; init; }
}
