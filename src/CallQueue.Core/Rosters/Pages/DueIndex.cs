namespace CallQueue.Rosters.Pages;

/// <summary>A time in a zone that comes at <paramref name="At"/> on a date there.</summary>
internal readonly record struct DueTime(string Zone, TimeOnly Time, DateOnly Date, DateTimeOffset At);

/// <summary>
/// The times at which contacts of a shard are called, and their contact pages. It may have too many entries, never too
/// few: a pass removes an entry without contacts. Loaded pages stay in memory: there are 96 of them.
/// </summary>
internal sealed class DueIndex(PageSet<IndexEntry> pages, ZoneTable zones)
{
    private readonly Dictionary<int, QuarterPage> _loaded = [];

    /// <summary>Changes whenever an entry is added or removed.</summary>
    public long Changes { get; private set; }

    public bool IsLoaded(int quarter) => _loaded.ContainsKey(quarter);

    /// <summary>Brings the pages of these quarters; they stay.</summary>
    public async Task LoadAsync(IEnumerable<int> quarters)
    {
        foreach (int quarter in quarters)
        {
            while (!_loaded.ContainsKey(quarter))
            {
                long stamp = pages.StampOf(quarter);
                IndexEntry[] entries = stamp > 0 ? await pages.ReadAsync(quarter, stamp) : [];
                if (pages.StampOf(quarter) == stamp) _loaded.TryAdd(quarter, new QuarterPage(entries));
            }
        }
    }

    /// <summary>Adds times and their contact pages. Their quarters must be loaded.</summary>
    public void Add(IEnumerable<(string Zone, TimeOnly Time, int Page)> times)
    {
        var changed = new HashSet<int>();
        foreach ((string zone, TimeOnly time, int page) in times)
        {
            int quarter = ZoneTable.QuarterOf(time);
            zones.Add(zone, quarter);
            if (_loaded[quarter].Add(zone, time, page)) changed.Add(quarter);
        }

        foreach (int quarter in changed) pages.Write(quarter, _loaded[quarter].ToEntries());
        Changes += changed.Count;
    }

    /// <summary>Removes an entry without contacts. Its quarter must be loaded.</summary>
    public void Remove(string zone, TimeOnly time, int page)
    {
        int quarter = ZoneTable.QuarterOf(time);
        if (!_loaded[quarter].Remove(zone, time, page)) return;
        if (!_loaded[quarter].Has(zone)) zones.Remove(zone, quarter);
        pages.Write(quarter, _loaded[quarter].ToEntries());
        Changes++;
    }

    /// <summary>For each contact page, in their order, the times that come after <paramref name="from"/> and not after <paramref name="through"/>, on dates not before <paramref name="firstDate"/> of their zone.</summary>
    public async Task<SortedDictionary<int, List<DueTime>>> DueAsync(DateTimeOffset from, DateTimeOffset through, Func<string, DateOnly> firstDate)
    {
        var due = new SortedDictionary<int, List<DueTime>>();
        foreach (string zone in zones.Zones.ToArray())
        {
            // Due times are within two days: earlier dates have ended.
            DateTimeOffset start = from > through.AddDays(-2) ? from : through.AddDays(-2);
            foreach (ZoneQuarter quarter in Within(zone, start, through).Where(q => q.Date >= firstDate(zone)).ToArray())
            {
                await LoadAsync([quarter.Quarter]);
                Collect(quarter, from, through, due);
            }
        }

        return due;
    }

    /// <summary>Returns the first due time after an instant, null when there is none.</summary>
    public async Task FindNextAsync(DateTimeOffset after, Action<DateTimeOffset?> found)
    {
        while (true)
        {
            long changes = Changes;
            DateTimeOffset? next = await NextAfterAsync(after);
            if (changes != Changes) continue;
            found(next);
            return;
        }
    }

    private async Task<DateTimeOffset?> NextAfterAsync(DateTimeOffset after)
    {
        // Nearest quarters first, until no remaining one can be earlier.
        var coming = zones.Zones.SelectMany(zone => zones.After(zone, after)).OrderBy(quarter => quarter.From).ToArray();
        DateTimeOffset? next = null;
        foreach (ZoneQuarter quarter in coming)
        {
            if (next <= quarter.From) break;
            await LoadAsync([quarter.Quarter]);
            foreach ((TimeOnly time, _) in _loaded[quarter.Quarter].Of(quarter.Zone))
            {
                if (LocalTimes.InstantOf(quarter.Zone, quarter.Date, time) is { } at && at > after && !(at >= next)) next = at;
            }
        }

        return next;
    }

    private IEnumerable<ZoneQuarter> Within(string zone, DateTimeOffset from, DateTimeOffset through)
    {
        var seen = new HashSet<ZoneQuarter>();
        for (DateTimeOffset at = from; at <= through; at = at.AddHours(12))
        {
            foreach (ZoneQuarter quarter in zones.After(zone, at).TakeWhile(quarter => quarter.From <= through))
            {
                if (seen.Add(quarter)) yield return quarter;
            }
        }
    }

    private void Collect(ZoneQuarter quarter, DateTimeOffset from, DateTimeOffset through, SortedDictionary<int, List<DueTime>> due)
    {
        foreach ((TimeOnly time, IReadOnlyCollection<int> on) in _loaded[quarter.Quarter].Of(quarter.Zone))
        {
            if (LocalTimes.InstantOf(quarter.Zone, quarter.Date, time) is not { } at || at <= from || at > through) continue;
            foreach (int page in on)
            {
                if (!due.TryGetValue(page, out List<DueTime>? times)) due.Add(page, times = []);
                times.Add(new DueTime(quarter.Zone, time, quarter.Date, at));
            }
        }
    }
}
