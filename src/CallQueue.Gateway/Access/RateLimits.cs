using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace CallQueue.Access;

/// <summary>Rate limits per key, and per browser session of a key. Open endpoints, which carriers and probes use, have none here.</summary>
internal static class RateLimits
{
    /// <summary>The stricter policy of manual triggers [S2.39]: 10 a minute and key. For <c>RequireRateLimiting</c>.</summary>
    public const string Trigger = "trigger";

    private const int TriggersPerMinute = 10;

    /// <summary>All sessions of one key together have this many times the limit of one.</summary>
    private const int SessionsTogether = 10;

    public static void Set(RateLimiterOptions limiter, AccessOptions options)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => PerSender(http, _ => Bucket(options.RequestsPerSecond))),
            PartitionedRateLimiter.Create<HttpContext, string>(http => PerKeyOfSessions(http, _ => Bucket(SessionsTogether * options.RequestsPerSecond))));
        limiter.AddPolicy(Trigger, http => PerKey(http, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = TriggersPerMinute, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / TriggersPerMinute, QueueLimit = 0,
        }));
        limiter.OnRejected = async (rejected, _) =>
        {
            TimeSpan? retryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : null;
            await AccessRefusals.TooMany(retryAfter, "this key or session has exceeded its rate limit; wait for Retry-After").ExecuteAsync(rejected.HttpContext);
        };
    }

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = 2 * perSecond, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
    };

    /// <summary>A bucket for each session and for each key that is sent by itself: one browser does not use up what another of the same key needs.</summary>
    private static RateLimitPartition<string> PerSender(HttpContext http, Func<string, TokenBucketRateLimiterOptions> bucket) =>
        http.FindSession() is { } session ? RateLimitPartition.GetTokenBucketLimiter($"session {session}", bucket) : PerKey(http, bucket);

    /// <summary>Whoever opens many sessions with one key does not get as many times its limit.</summary>
    private static RateLimitPartition<string> PerKeyOfSessions(HttpContext http, Func<string, TokenBucketRateLimiterOptions> bucket) =>
        http.FindSession() is null ? RateLimitPartition.GetNoLimiter("") : PerKey(http, bucket);

    private static RateLimitPartition<string> PerKey(HttpContext http, Func<string, TokenBucketRateLimiterOptions> bucket) =>
        http.FindCaller() is { } caller ? RateLimitPartition.GetTokenBucketLimiter(caller.Key, bucket) : RateLimitPartition.GetNoLimiter("");
}
