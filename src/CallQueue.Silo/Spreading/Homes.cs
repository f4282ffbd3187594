using System.Collections.Frozen;
using Orleans.Runtime;

namespace CallQueue.Spreading;

/// <summary>
/// Which silo is the home of a business: the one that it was moved to because of the load, else the one that the hash of its id chooses. When a silo
/// joins or leaves, the hash chooses another home only for the businesses that go to it, or were on it. No I/O, thread-safe. Silos may disagree for
/// a few seconds: that costs a move, and no more, since the directory keeps an actor to one silo.
/// </summary>
internal sealed class Homes
{
    private FrozenDictionary<string, SiloAddress> _moved = FrozenDictionary<string, SiloAddress>.Empty;

    /// <summary>The business that an actor belongs to, by its key; the whole key for actors that belong to none.</summary>
    public static string BusinessIn(string key)
    {
        int end = key.IndexOf(Identifier.Separator, StringComparison.Ordinal);
        return end > 0 ? key[..end] : key;
    }

    /// <summary>The home of a business among <paramref name="silos"/>, of which there must be at least one.</summary>
    public SiloAddress Of(string business, IReadOnlyList<SiloAddress> silos) =>
        _moved.TryGetValue(business, out SiloAddress? to) && silos.Contains(to) ? to : ByHash(business, silos);

    /// <summary>The silo with the highest score for this business: each pair of a business and a silo has its own, whatever other silos there are.</summary>
    public static SiloAddress ByHash(string business, IReadOnlyList<SiloAddress> silos)
    {
        ulong hash = StableHash.Of(business);
        SiloAddress best = silos[0];
        ulong most = 0;
        foreach (SiloAddress silo in silos)
        {
            ulong score = StableHash.Of(hash ^ (uint)silo.GetConsistentHashCode());
            if (score > most || (score == most && silo.CompareTo(best) < 0)) (best, most) = (silo, score);
        }

        return best;
    }

    /// <summary>The businesses that were moved because of the load.</summary>
    public void Take(IReadOnlyDictionary<string, SiloAddress> moved) => _moved = moved.ToFrozenDictionary();

    /// <summary>The businesses that were moved to <paramref name="silo"/>.</summary>
    public string[] MovedTo(SiloAddress silo) => [.. _moved.Where(each => each.Value.Equals(silo)).Select(each => each.Key)];
}
