using CallQueue.Hosting;
using CallQueue.Rosters.Pages;

namespace CallQueue.Rosters.Passes;

/// <summary>A shard's memory: its parts, and the state that only the root has.</summary>
internal sealed class RosterState
{
    private readonly PageSet<ContactEntry> _contactPages;
    private readonly PageSet<IndexEntry> _indexPages;
    private readonly ZoneTable _zones;
    private readonly HashSet<string> _cancels;

    public RosterState(RosterId id, RosterRoot? root, Commits<RosterRoot> commits, DateTimeOffset now)
    {
        (Id, root) = (id, root ?? new RosterRoot { FiredThrough = now });
        Stamps = new PageStamps(root);
        _contactPages = new PageSet<ContactEntry>("c", ContactPlace.Pages, root.Pages, Stamps, commits, CallQueueJson.Default.ContactEntryArray);
        _indexPages = new PageSet<IndexEntry>("q", ZoneTable.Quarters, root.Quarters, Stamps, commits, CallQueueJson.Default.IndexEntryArray);
        _zones = new ZoneTable(root.Zones);
        _cancels = [.. root.Cancels];
        Pages = new ContactPages(_contactPages);
        Index = new DueIndex(_indexPages, _zones);
        (Contacts, Enabled, FiredThrough, NextAt, Pass) = (root.Contacts, root.Enabled, root.FiredThrough, root.NextAt, root.Pass);
    }

    public RosterId Id { get; }

    public PageStamps Stamps { get; }

    public ContactPages Pages { get; }

    public DueIndex Index { get; }

    public int Contacts { get; set; }

    public int Enabled { get; set; }

    /// <inheritdoc cref="RosterRoot.FiredThrough"/>
    public DateTimeOffset FiredThrough { get; set; }

    /// <inheritdoc cref="RosterRoot.NextAt"/>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>The pass in progress or interrupted; null when there is none.</summary>
    public PassCursor? Pass { get; set; }

    /// <inheritdoc cref="RosterRoot.Cancels"/>
    public ISet<string> Cancels => _cancels;

    /// <summary>No contact is due before <paramref name="at"/>.</summary>
    public void DueAt(DateTimeOffset at) => NextAt = at >= NextAt ? NextAt : at;

    /// <summary>Records that no contact was due up to now, so that an edit can detect passed times.</summary>
    public void SeenTo(DateTimeOffset now)
    {
        if (Pass is null && !(NextAt <= now) && now > FiredThrough) FiredThrough = now;
    }

    /// <summary>The root for a write that begins now.</summary>
    public RosterRoot ToRoot() => new()
    {
        Stamp = Stamps.Begin(),
        Contacts = Contacts,
        Enabled = Enabled,
        FiredThrough = FiredThrough,
        NextAt = NextAt,
        Pass = Pass,
        Pages = _contactPages.ToStored(),
        Quarters = _indexPages.ToStored(),
        Zones = _zones.ToStored(),
        Trash = [.. Stamps.Trash],
        Cancels = [.. _cancels],
    };
}
