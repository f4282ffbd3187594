using System.Collections.Concurrent;
using System.Net;
using CallQueue.Outgoing;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Limits per address of endpoints that need no key. Where a signature decides, a genuine message is never rejected and costs nothing; who
/// sends wrong ones is rejected after a while before anything is read. Thread-safe.
/// </summary>
internal sealed class OpenLimits(TrafficLimits limits, TimeProvider time)
{
    private static readonly TimeSpan ProvenFor = TimeSpan.FromHours(1);

    private readonly AddressBuckets _buckets = new(limits.OpenRequestsPerSecond, 2.0 * limits.OpenRequestsPerSecond, time);

    /// <summary>When a genuine message last came from an address. Only carriers get in here, so it stays small.</summary>
    private readonly ConcurrentDictionary<string, long> _proven = new(StringComparer.Ordinal);

    /// <summary>Why a request to an open endpoint is not served; null when it is.</summary>
    public IResult? Find(HttpContext http)
    {
        IPAddress? address = ClientAddress.Of(http, limits);
        bool isSigned = http.GetEndpoint()?.Metadata.GetMetadata<SignedEndpoint>() is not null;
        bool isFine = isSigned ? IsLikelyCarrier(address) || _buckets.HasAny(address) : _buckets.Take(address);
        return isFine ? null : AccessRefusals.TooMany(TimeSpan.FromSeconds(1), "this address has exceeded the rate limit of endpoints without a key (OPEN_RATE_LIMIT_PER_SECOND); wait for Retry-After");
    }

    /// <summary>A message's signature was wrong.</summary>
    public void Refused(HttpContext http) => _buckets.Take(ClientAddress.Of(http, limits));

    /// <summary>A message was genuine.</summary>
    public void Genuine(HttpContext http) => _proven[ClientAddress.NetworkOf(ClientAddress.Of(http, limits))] = time.GetTimestamp();

    /// <summary>
    /// A carrier has lately sent genuine messages from there, or it is a proxy that is not named as trusted: then the carrier and strangers have one address, and
    /// rejecting the strangers would reject the carrier.
    /// </summary>
    private bool IsLikelyCarrier(IPAddress? address) =>
        address is null || !PublicAddresses.Contains(address)
        || (_proven.TryGetValue(ClientAddress.NetworkOf(address), out long at) && time.GetElapsedTime(at) < ProvenFor);
}

/// <summary>Marks open endpoints whose messages are signed by their sender. They have no key, no quota and no stored answers.</summary>
internal sealed class SignedEndpoint
{
    public static SignedEndpoint Mark { get; } = new();

    /// <summary>Serves such an endpoint within the limits of its sender's address; comes after routing, and passes on every other request.</summary>
    public static Task ServeAsync(HttpContext http, OpenLimits limits, RequestDelegate next)
    {
        if (http.GetEndpoint() is not { RequestDelegate: { } serve } endpoint || endpoint.Metadata.GetMetadata<SignedEndpoint>() is null) return next(http);
        return limits.Find(http) is { } refusal ? refusal.ExecuteAsync(http) : serve(http);
    }
}
