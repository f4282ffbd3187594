namespace CallQueue.Businesses.Reading;

/// <summary>What one part of a search has found, and what it may still read.</summary>
internal sealed class SearchWalk(int rows, int pages)
{
    private readonly List<FoundCall> _found = [];

    public IReadOnlyList<FoundCall> Found => _found;

    public int PagesRead { get; private set; }

    public int RowsLeft => rows - _found.Count;

    public int PagesLeft => pages - PagesRead;

    public bool HasRoom => RowsLeft > 0 && PagesLeft > 0;

    public void Add(FoundCall call) => _found.Add(call);

    /// <summary>Whether that many more pages, or records, may be read now; they count as read then.</summary>
    public bool TryRead(int count = 1)
    {
        if (PagesLeft < count) return false;
        PagesRead += count;
        return true;
    }
}
