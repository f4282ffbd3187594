using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Headers by which proxies, tunnels and content networks say whom a request comes from. By patterns: each product has names of its own, and
/// a list of names is never complete.
/// </summary>
internal static class ForwardingHeaders
{
    /// <summary>Anywhere in a name: Forwarded, X-Forwarded-For, X-Original-Host, X-Real-IP, True-Client-IP, X-Envoy-External-Address, Proxy-Client-IP, …</summary>
    private static readonly string[] Words = ["forward", "original-", "real-ip", "client-ip", "remote-", "external-", "proxy", "envoy", "ngrok", "tunnel", "appengine"];

    /// <summary>At the beginning of a name: what Cloudflare, Fastly, Fly, Amazon, Azure, Akamai, Google, Vercel and others add.</summary>
    private static readonly string[] Beginnings = ["cf-", "cdn-", "fastly-", "fly-", "x-amz", "x-azure-", "x-arr-", "x-akamai-", "akamai-", "x-cloud-", "x-google-", "x-vercel-", "x-nginx-", "x-real-", "x-host", "x-url", "x-scheme"];

    /// <summary>The first such header of the request; null when it has none.</summary>
    public static string? Find(IHeaderDictionary headers) => headers.Keys.FirstOrDefault(IsOne);

    private static bool IsOne(string name) =>
        name.Equals("Via", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(Beginnings, beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
