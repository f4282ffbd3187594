using CallQueue.Carriers;
using CallQueue.Webhooks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Health;

/// <summary>Asks the public URL whether this process is behind it.</summary>
public interface IPublicUrlProbe
{
    /// <summary>Why it is not reached; null when it is.</summary>
    Task<string?> FindProblemAsync(Uri url);
}

/// <summary>
/// Whether carriers reach the public URL. A genuine webhook is the proof. Without one this process asks the URL itself, which proves
/// nothing about the way from outside, but finds most mistakes.
/// </summary>
internal sealed class PublicUrlCheck(GatewayOptions options, WebhookArrivals arrivals, TimeProvider time, IPublicUrlProbe? probe = null) : CachedCheck(time, TimeSpan.FromSeconds(30))
{
    protected override async Task<HealthCheckResult> LookAsync()
    {
        if (options.PublicUrl is not { } text) return HealthCheckResult.Healthy("PUBLIC_URL is not set: no carrier sends webhooks to it");
        var url = PublicUrl.Parse(text);
        IReadOnlyDictionary<string, object> measured = Measured(("url", url.ToString()), ("last_webhook_at", arrivals.LastAt));
        if (arrivals.LastAt is not null) return HealthCheckResult.Healthy("a signed webhook of the carrier has come through it", data: measured);
        if (probe is null) return HealthCheckResult.Healthy("not provable until the carrier's first webhook has come", data: measured);
        return await probe.FindProblemAsync(new Uri(url.ToString())) is { } problem
            ? HealthCheckResult.Degraded($"{problem}; no webhook of the carrier has come since the start", data: measured)
            : HealthCheckResult.Healthy("it answers when asked from this machine; from outside it is proven by the carrier's first webhook", data: measured);
    }
}
