using Microsoft.AspNetCore.Http;

namespace CallQueue.Access;

/// <summary>
/// Headers by which proxies, tunnels and content networks say whom a request comes from. By patterns: each product has names of its own, and
/// a list of names is never complete.
/// </summary>
internal static class ForwardingHeaders
{
    /// <summary>Anywhere in a name without its signs: Forwarded, X-Forwarded-For, X-Original-Host, X-Originating-IP, X-Real-IP, X-Envoy-External-Address, Proxy-Client-IP, X-Varnish, …</summary>
    private static readonly string[] Words =
    [
        "forward", "original", "originating", "realip", "clientip", "sourceip", "remote", "external", "proxy", "envoy", "varnish", "traefik", "tailscale", "ngrok", "tunnel",
        "appengine", "surrogate", "rewriteurl", "frontend", "clientcert", "requeststart", "queuestart", "heroku", "sucuri", "cloudflare", "cloudfront", "codespaces",
    ];

    /// <summary>At the beginning of a name: what Cloudflare, Fastly, Fly, Amazon, Azure, Akamai, Google, Vercel and others add.</summary>
    private static readonly string[] Beginnings =
    [
        "cf-", "cdn-", "fastly-", "fly-", "incap-", "x-amz", "x-azure-", "x-fd-", "x-arr-", "x-akamai-", "akamai-", "x-cloud-", "x-google-", "x-vercel-", "x-nginx-", "x-real-", "x-host", "x-url",
        "x-scheme", "x-ssl-", "ssl-",
    ];

    /// <summary>The last word of a name that holds an address: X-User-IP, Remote_Addr, X-Peer-Address.</summary>
    private static readonly string[] Endings = ["ip", "ips", "userip", "peerip", "addr", "address", "ipaddress"];

    /// <summary>The first such header of the request; null when it has none.</summary>
    public static string? Find(IHeaderDictionary headers) => headers.Keys.FirstOrDefault(IsOne);

    private static bool IsOne(string name)
    {
        string[] parts = name.ToLowerInvariant().Split('-', '_', '.');
        string whole = string.Concat(parts);
        return parts.Contains("via") || Endings.Contains(parts[^1])
            || Array.Exists(Words, word => whole.Contains(word, StringComparison.Ordinal))
            || Array.Exists(Beginnings, beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }
}
