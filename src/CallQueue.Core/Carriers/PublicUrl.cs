namespace CallQueue.Carriers;

/// <summary>
/// The URL under which carriers reach us: scheme, host, port and the path prefix that a proxy may take off. Carriers are given it in its
/// normal form: scheme and host in lower case, an international host name in ASCII, no default port, no '/' at its end.
/// </summary>
public sealed record PublicUrl
{
    private readonly string _configuredOrigin;

    private PublicUrl(string origin, string prefix, string configuredOrigin) => (Origin, Prefix, _configuredOrigin) = (origin, prefix, configuredOrigin);

    /// <summary>Scheme, host and port, in normal form.</summary>
    public string Origin { get; }

    /// <summary>The path before our own; empty when there is none.</summary>
    public string Prefix { get; }

    /// <summary>Normalizes a configured URL.</summary>
    public static PublicUrl Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        string whole = url.Trim().TrimEnd('/');
        int authority = whole.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = whole.IndexOf('/', authority);
        (string origin, string prefix) = path < 0 ? (whole, "") : (whole[..path], whole[path..]);
        if (!Uri.TryCreate(whole, UriKind.Absolute, out Uri? parsed)) return new PublicUrl(origin, prefix, origin);
        string host = parsed.HostNameType == UriHostNameType.IPv6 ? parsed.Host : parsed.IdnHost.ToLowerInvariant();
        string port = parsed.IsDefaultPort ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $":{parsed.Port}");
        return new PublicUrl($"{parsed.Scheme}://{host}{port}", parsed.AbsolutePath.TrimEnd('/'), origin);
    }

    /// <summary>
    /// The URL that the carrier was given and has signed: our own scheme, host and prefix, and the request's path and query byte for byte.
    /// No header of a proxy is needed for it, and none can change it. A proxy may have removed the prefix; it is added again.
    /// </summary>
    /// <param name="pathAndQuery">As received in the request line, from its '/' on.</param>
    public string UrlAsSigned(string pathAndQuery) => Origin + Prefix + WithoutPrefix(pathAndQuery);

    /// <summary>
    /// Every other spelling of that URL that a carrier may have signed: the URL as it was given, where a proxy or the carrier has changed
    /// the query on the way; the host as it is configured; and the other scheme, where a proxy redirects http to https.
    /// </summary>
    /// <param name="pathAndQuery">As received in the request line, from its '/' on.</param>
    /// <param name="given">The path, without the prefix, and the query that the carrier was given, if they are known; else null.</param>
    public IReadOnlyList<string> OtherSpellings(string pathAndQuery, string? given)
    {
        string[] paths = given is null ? [WithoutPrefix(pathAndQuery)] : [WithoutPrefix(pathAndQuery), given];
        string[] origins = [Origin, OtherScheme(Origin), _configuredOrigin];
        string first = UrlAsSigned(pathAndQuery);
        return [.. origins.SelectMany(origin => paths.Select(path => origin + Prefix + path)).Where(url => url != first).Distinct()];
    }

    /// <summary>A path as our endpoints have it: without the prefix, which a proxy has passed on or removed. What follows the path is kept.</summary>
    public string WithoutPrefix(string pathAndQuery)
    {
        ArgumentNullException.ThrowIfNull(pathAndQuery);
        if (Prefix.Length == 0) return pathAndQuery;
        int end = 0;
        for (int segments = Prefix.Count(c => c == '/'); segments > 0; segments--)
        {
            int next = pathAndQuery.AsSpan(end + 1).IndexOfAny('/', '?');
            if (next < 0 || pathAndQuery[end + 1 + next] == '?') return pathAndQuery;
            end += 1 + next;
        }

        string rest = pathAndQuery[end..];
        if (Uri.UnescapeDataString(pathAndQuery[..end]) != Uri.UnescapeDataString(Prefix)) return pathAndQuery;

        // A prefix such as /api is also the beginning of paths of our own.
        return IsOwn(pathAndQuery) && !IsOwn(rest) ? pathAndQuery : rest;
    }

    public override string ToString() => Origin + Prefix;

    private static bool IsOwn(string path) =>
        path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase)
        || (path.StartsWith("/webhooks/", StringComparison.OrdinalIgnoreCase) && path.Split('?')[0].Split('/').Length >= 4)
        || path.StartsWith("/webhook/", StringComparison.OrdinalIgnoreCase);

    private static string OtherScheme(string origin) =>
        origin.StartsWith("https:", StringComparison.Ordinal) ? string.Concat("http", origin.AsSpan(5)) : string.Concat("https", origin.AsSpan(4));
}
