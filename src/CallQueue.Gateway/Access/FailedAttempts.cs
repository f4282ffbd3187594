using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace CallQueue.Access;

/// <summary>
/// How often one address may show wrong credentials: 20 times at once, then once in three seconds. Right ones are never
/// refused on account of it, as behind a proxy everybody has one address; keys are too long to be guessed anyway.
/// </summary>
internal sealed class FailedAttempts : IDisposable
{
    public const int AtOnce = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    // Addresses that have been quiet are forgotten by the limiter itself.
    private readonly PartitionedRateLimiter<IPAddress?> _limiter = PartitionedRateLimiter.Create<IPAddress?, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(NetworkOf(address), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = AtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = Pause, QueueLimit = 0,
        }));

    /// <summary>Counts one. False: there were too many.</summary>
    public bool Count(IPAddress? from)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(from);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>Whoever has one address of IPv6 has the 2^64 beside it.</summary>
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
