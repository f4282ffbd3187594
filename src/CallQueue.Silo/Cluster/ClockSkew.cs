using System.Globalization;

namespace CallQueue.Cluster;

/// <summary>How far this machine's clock is from the store's. No I/O.</summary>
internal static class ClockSkew
{
    /// <summary>Two silos may differ by twice this much: less than the 15 s after which a silo looks dead to one that joins (<see cref="ClusterProfile.Membership"/>).</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Such as "47 s ahead of"; null: within the limit.</summary>
    /// <param name="before">Here, before the store was asked.</param>
    /// <param name="there">The store's answer.</param>
    /// <param name="after">Here, when the answer came.</param>
    public static string? Find(DateTimeOffset before, DateTimeOffset there, DateTimeOffset after)
    {
        if (there > after + Limit) return string.Create(CultureInfo.InvariantCulture, $"{(there - after).TotalSeconds:0} s behind");
        return there < before - Limit ? string.Create(CultureInfo.InvariantCulture, $"{(before - there).TotalSeconds:0} s ahead of") : null;
    }
}
