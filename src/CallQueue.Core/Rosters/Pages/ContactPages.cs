namespace CallQueue.Rosters.Pages;

/// <summary>The contacts of a shard: the recently used pages in memory, and unwritten changes.</summary>
internal sealed class ContactPages(PageSet<ContactEntry> pages)
{
    private const int MostInMemory = 32;
    private readonly Dictionary<int, (ContactEntry[] Entries, long Used)> _loaded = [];
    private long _uses;

    /// <summary>A page's entries by id; false when it must be loaded first. Valid until the next await.</summary>
    public bool TryGet(int page, out ContactEntry[] entries)
    {
        entries = [];
        if (!pages.Exists(page)) return true;
        if (!_loaded.TryGetValue(page, out var found)) return false;
        _loaded[page] = (found.Entries, ++_uses);
        entries = found.Entries;
        return true;
    }

    /// <summary>Brings a page; ask <see cref="TryGet"/> again afterwards.</summary>
    public async Task LoadAsync(int page)
    {
        long stamp = pages.StampOf(page);
        ContactEntry[] entries = await pages.ReadAsync(page, stamp);
        if (pages.StampOf(page) != stamp) return;
        Trim();
        _loaded.TryAdd(page, (entries, ++_uses));
    }

    /// <summary>Replaces a page's entries, which are in the order of their ids.</summary>
    public void Write(int page, ContactEntry[] entries)
    {
        pages.Write(page, entries);
        if (entries.Length > 0) _loaded[page] = (entries, ++_uses);
        else _loaded.Remove(page);
    }

    /// <summary>The next page from <paramref name="page"/> on that has contacts; null when there is none.</summary>
    public int? NextFrom(int page)
    {
        while (page < pages.Count && !pages.Exists(page)) page++;
        return page < pages.Count ? page : null;
    }

    /// <summary>The index of an id in a page; the complement of its insertion index when it is missing.</summary>
    public static int Find(ContactEntry[] entries, string id)
    {
        (int low, int high) = (0, entries.Length - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(entries[middle].Contact.Id, id);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    /// <summary>Forgets the pages that were used longest ago. One that is being worked with is simply loaded again.</summary>
    public void Trim()
    {
        if (_loaded.Count < MostInMemory) return;
        int[] oldest = [.. _loaded.Where(page => pages.IsDurable(page.Key)).OrderBy(page => page.Value.Used).Select(page => page.Key)];
        foreach (int page in oldest.Take(_loaded.Count - MostInMemory + 1)) _loaded.Remove(page);
    }
}
