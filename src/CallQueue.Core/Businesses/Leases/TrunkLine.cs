using CallQueue.Trunks;

namespace CallQueue.Businesses.Leases;

/// <summary>One of the trunks that a business may dial through.</summary>
/// <param name="id">The trunk.</param>
/// <param name="carrier">Its carrier's name.</param>
/// <param name="share">The business's share of it; null: one of which nothing is known yet.</param>
internal sealed class TrunkLine(TrunkId id, string carrier, TrunkShare? share = null)
{
    public TrunkId Id => id;

    /// <summary>Settings may name the trunk by its carrier alone.</summary>
    public string Carrier => carrier;

    /// <summary>The business's share of it.</summary>
    public TrunkShare Share { get; } = share ?? new TrunkShare();

    /// <summary>Calls that the last pump would have leased if the trunk had let it.</summary>
    public int Wanted { get; set; }

    /// <summary>Whether a setting means this trunk: by its id, or by its carrier's name.</summary>
    public bool IsNamed(string name) => name == id.Value || name == carrier;
}
