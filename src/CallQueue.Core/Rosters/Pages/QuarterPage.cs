namespace CallQueue.Rosters.Pages;

/// <summary>The contacts called in one quarter of an hour of the local day: for each zone and time the contact pages.</summary>
internal sealed class QuarterPage
{
    private readonly Dictionary<(string Zone, TimeOnly Time), SortedSet<int>> _pages = [];

    public QuarterPage(IEnumerable<IndexEntry> entries)
    {
        foreach (IndexEntry entry in entries) _pages.Add((entry.Zone, entry.Time), [.. entry.Pages]);
    }

    /// <summary>True when that is new.</summary>
    public bool Add(string zone, TimeOnly time, int page)
    {
        if (!_pages.TryGetValue((zone, time), out SortedSet<int>? pages)) _pages.Add((zone, time), pages = []);
        return pages.Add(page);
    }

    /// <summary>True when it was there.</summary>
    public bool Remove(string zone, TimeOnly time, int page)
    {
        if (!_pages.TryGetValue((zone, time), out SortedSet<int>? pages) || !pages.Remove(page)) return false;
        if (pages.Count == 0) _pages.Remove((zone, time));
        return true;
    }

    public bool Has(string zone) => _pages.Keys.Any(key => key.Zone == zone);

    /// <summary>The times of a zone, each with its pages in their order.</summary>
    public IEnumerable<(TimeOnly Time, IReadOnlyCollection<int> Pages)> Of(string zone) =>
        _pages.Where(pair => pair.Key.Zone == zone).Select(pair => (pair.Key.Time, (IReadOnlyCollection<int>)pair.Value));

    public IndexEntry[] ToEntries() => [.. _pages
        .OrderBy(pair => pair.Key.Time).ThenBy(pair => pair.Key.Zone, StringComparer.Ordinal)
        .Select(pair => new IndexEntry(pair.Key.Zone, pair.Key.Time, [.. pair.Value]))];
}
