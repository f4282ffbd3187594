using System.Text;

namespace CallQueue;

/// <summary>Hashes that are equal on every machine and in every version: stored formats, and the agreement of silos, depend on them.</summary>
public static class StableHash
{
    /// <summary>FNV-1a with the finalizer of SplitMix64: texts that count up are spread far apart.</summary>
    public static ulong Of(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte one in Encoding.UTF8.GetBytes(text)) hash = (hash ^ one) * 1099511628211;
        return Finish(hash);
    }

    /// <summary>SplitMix64: consecutive numbers are spread far apart.</summary>
    public static ulong Of(ulong number) => Finish(number + 0x9E3779B97F4A7C15);

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
