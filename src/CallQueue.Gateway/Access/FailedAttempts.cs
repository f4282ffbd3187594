using System.Net;
using System.Threading.RateLimiting;

namespace CallQueue.Access;

/// <summary>
/// Limits wrong credentials per address: 20 at once, then one in three seconds. Valid credentials are never
/// rejected because of it, since behind a proxy all clients have one address; keys are too long to be guessed anyway.
/// </summary>
internal sealed class FailedAttempts : IDisposable
{
    public const int AtOnce = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    // The limiter removes idle addresses by itself.
    private readonly PartitionedRateLimiter<IPAddress?> _limiter = PartitionedRateLimiter.Create<IPAddress?, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(ClientAddress.NetworkOf(address), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = AtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = Pause, QueueLimit = 0,
        }));

    /// <summary>Counts one wrong credential. False: the limit is exceeded.</summary>
    public bool Count(IPAddress? from)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(from);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
