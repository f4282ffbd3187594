namespace CallQueue.Outboxes;

/// <summary>No I/O: how long to wait after tries that failed.</summary>
internal static class Backoff
{
    private const int Doublings = 9;
    private const double Spread = 0.2;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>
    /// 1 s after the first, doubling up to 5 min, each up to a fifth shorter. How much is fixed by <paramref name="seed"/>:
    /// businesses that failed together do not come back together, and the same script plays the same way.
    /// </summary>
    public static TimeSpan After(int tries, string seed)
    {
        TimeSpan whole = First * Math.Pow(2, Math.Min(tries - 1, Doublings));
        return (whole < Longest ? whole : Longest) * (1 - (Spread * Share(tries, seed)));
    }

    /// <summary>FNV-1a, as a share of 1.</summary>
    private static double Share(int tries, string seed)
    {
        uint hash = 2166136261 ^ (uint)tries;
        foreach (char c in seed) hash = unchecked((hash ^ c) * 16777619);
        return hash / (double)uint.MaxValue;
    }
}
