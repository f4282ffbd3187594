using CallQueue.Hosting;

namespace CallQueue.Rosters.Pages;

/// <summary>
/// The numbers by which a shard's pages are named: one for each write of the root, so that a page never has the name of
/// an earlier one. The first write of an instance has no pages: it proves that the following numbers are its own.
/// </summary>
internal sealed class PageStamps(RosterRoot? root)
{
    private readonly HashSet<string> _trash = [.. root?.Trash ?? []];
    private readonly HashSet<string> _deleting = [];

    /// <summary>The write to come.</summary>
    public long Next { get; private set; } = (root?.Stamp ?? 0) + 1;

    /// <summary>The last write that is durable.</summary>
    public long Durable { get; private set; } = root?.Stamp ?? 0;

    public IReadOnlyCollection<string> Trash => _trash;

    /// <summary>The next write begins: changes from here on belong to the one after it.</summary>
    public long Begin() => Next++;

    /// <summary>A page is unused once the next write is durable.</summary>
    public void Throw(string page) => _trash.Add(page);

    /// <summary>A page that was thrown away within the same write is used after all.</summary>
    public void Keep(string page) => _trash.Remove(page);

    /// <summary>A root is durable: its trash can be deleted.</summary>
    public void Committed(RosterRoot durable, Commits<RosterRoot> commits)
    {
        Durable = durable.Stamp;
        foreach (string page in durable.Trash)
        {
            if (_trash.Contains(page) && _deleting.Add(page)) commits.Delete(page);
        }
    }

    public void Deleted(string page)
    {
        _deleting.Remove(page);
        _trash.Remove(page);
    }
}
