namespace CallQueue.Carriers;

/// <summary>The URL under which carriers reach us: scheme and host, and the path prefix that a proxy may take off.</summary>
public sealed record PublicUrl
{
    private PublicUrl(string origin, string prefix) => (Origin, Prefix) = (origin, prefix);

    /// <summary>Scheme, host and port as they were configured.</summary>
    public string Origin { get; }

    /// <summary>The path before our own; empty when there is none.</summary>
    public string Prefix { get; }

    /// <summary>Splits a configured URL; a '/' at its end does not count.</summary>
    public static PublicUrl Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);

        // Not by System.Uri: it lower-cases the host and drops a default port, and then signatures no longer match.
        string whole = url.TrimEnd('/');
        int authority = whole.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = whole.IndexOf('/', authority);
        return path < 0 ? new PublicUrl(whole, "") : new PublicUrl(whole[..path], whole[path..]);
    }

    /// <summary>
    /// The URL that the carrier was given and has signed: the configured scheme and host, and the request's path and query byte for
    /// byte. A proxy may have removed the prefix; it is added again.
    /// </summary>
    /// <param name="pathAndQuery">As received in the request line, from its '/' on.</param>
    public string UrlAsSigned(string pathAndQuery)
    {
        ArgumentNullException.ThrowIfNull(pathAndQuery);
        return pathAndQuery.StartsWith(Prefix + "/", StringComparison.Ordinal) ? Origin + pathAndQuery : Origin + Prefix + pathAndQuery;
    }

    public override string ToString() => Origin + Prefix;
}
