using System.Numerics;

namespace CallQueue.ChosenIds;

/// <summary>
/// No I/O: which ids are certainly on none of a shard's pages, so that a claim of new ids reads no page. A Bloom filter with 16 bits for each id,
/// four of them set: about one id in four hundred is looked for in vain.
/// </summary>
internal sealed class IdFilter
{
    private const int BitsPerId = 16;
    private const int Probes = 4;
    private const int Fewest = 1_024;

    private readonly ulong[] _bits;
    private readonly uint _mask;

    public IdFilter(IReadOnlyCollection<IReadOnlyCollection<string>> pages)
    {
        uint size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(Fewest, pages.Sum(page => page.Count) * BitsPerId));
        (_bits, _mask) = (new ulong[size / 64], size - 1);
        foreach (IReadOnlyCollection<string> page in pages) foreach (string id in page) foreach (uint place in PlacesOf(id)) _bits[place / 64] |= 1UL << (int)(place % 64);
    }

    /// <summary>False: the id is on no page.</summary>
    public bool MayHave(string id)
    {
        foreach (uint place in PlacesOf(id)) if ((_bits[place / 64] & (1UL << (int)(place % 64))) == 0) return false;
        return true;
    }

    private IEnumerable<uint> PlacesOf(string id)
    {
        // The upper bits of the hash are alike within a shard and a page.
        ulong hash = IdShard.HashOf(id);
        (uint at, uint step) = ((uint)hash, (uint)(hash >> 20) | 1);
        for (int i = 0; i < Probes; i++) yield return (at + ((uint)i * step)) & _mask;
    }
}
