using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace CallQueue.Access;

/// <summary>Rate limits per key. Open endpoints, which carriers and probes use, have none here.</summary>
internal static class RateLimits
{
    /// <summary>The stricter policy of manual triggers [S2.39]: 10 a minute and key. For <c>RequireRateLimiting</c>.</summary>
    public const string Trigger = "trigger";

    private const int TriggersPerMinute = 10;

    public static void Set(RateLimiterOptions limiter, AccessOptions options)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => PerKey(http, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2 * options.RequestsPerSecond, TokensPerPeriod = options.RequestsPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        }));
        limiter.AddPolicy(Trigger, http => PerKey(http, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = TriggersPerMinute, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / TriggersPerMinute, QueueLimit = 0,
        }));
        limiter.OnRejected = async (rejected, _) =>
        {
            TimeSpan? retryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : null;
            await AccessRefusals.TooMany(retryAfter, "this key has exceeded its rate limit; wait for Retry-After").ExecuteAsync(rejected.HttpContext);
        };
    }

    private static RateLimitPartition<string> PerKey(HttpContext http, Func<string, TokenBucketRateLimiterOptions> bucket) =>
        http.FindCaller() is { } caller ? RateLimitPartition.GetTokenBucketLimiter(caller.Key, bucket) : RateLimitPartition.GetNoLimiter("");
}
