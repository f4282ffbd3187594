using System.Buffers;
using CallQueue.Validation;

namespace CallQueue.Fences;

/// <summary>
/// No I/O: a list of hosts that URLs may belong to. An entry is a host name or an address, such as <c>app.example.com</c>, or
/// <c>*.example.com</c> for every host below a name. Ports and paths don't count.
/// </summary>
internal static class HostList
{
    private const string Below = "*.";

    /// <summary>Between the scheme and the path.</summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create("/?#");

    /// <summary>What the host and the port of a URL consist of.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:[]");

    /// <summary>Whether the URL's host is on the list. A text that is not a URL is not, nor is one whose host another program may read differently.</summary>
    public static bool Allows(IReadOnlyList<string> hosts, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && IsClear(url, parsed) && hosts.Any(entry => IsHost(entry, parsed.IdnHost.TrimEnd('.')));

    /// <summary>
    /// Whether everybody finds the same host in the URL: the carrier reads it, not we. A backslash, a user name, a blank or a letter beyond ASCII before the path
    /// is where programs differ: <c>https://ours.example.com\@theirs.example.com/</c>.
    /// </summary>
    private static bool IsClear(string url, Uri parsed)
    {
        ReadOnlySpan<char> rest = url.AsSpan();
        string begin = $"{parsed.Scheme}://";
        if (!rest.StartsWith(begin, StringComparison.OrdinalIgnoreCase)) return false;
        rest = rest[begin.Length..];
        int end = rest.IndexOfAny(Ends);
        ReadOnlySpan<char> authority = end < 0 ? rest : rest[..end];
        return !authority.IsEmpty && !authority.ContainsAnyExcept(Plain);
    }

    /// <summary>The problem of a list, or null; null lists have none.</summary>
    public static FieldProblem? FindProblem(string field, IReadOnlyList<string>? hosts)
    {
        if (hosts is null) return null;
        if (hosts.Count > FenceLimits.MostHosts) return new FieldProblem(field, $"must hold at most {FenceLimits.MostHosts} hosts; got {hosts.Count}");
        for (int i = 0; i < hosts.Count; i++)
            if (!IsEntry(hosts[i])) return new FieldProblem($"{field}[{i}]", $"must be a host such as app.example.com, or *.example.com for every host below it{ShownText.Got(hosts[i])}");
        return null;
    }

    /// <summary>The problem of a URL on a host that is not on the list; null lists allow every host.</summary>
    public static string? FindUrlProblem(string? url, IReadOnlyList<string>? hosts) => url is not null && hosts is not null && !Allows(hosts, url)
        ? $"must be on a host that the operator allows ({Words(hosts)}){ShownText.Got(url)}" : null;

    private static string Words(IReadOnlyList<string> hosts) => hosts.Count == 0 ? "none" : string.Join(", ", hosts.Take(5)) + (hosts.Count > 5 ? $" and {hosts.Count - 5} more" : "");

    private static bool IsEntry(string entry)
    {
        string name = entry.StartsWith(Below, StringComparison.Ordinal) ? entry[Below.Length..] : entry;
        return Uri.CheckHostName(name) != UriHostNameType.Unknown && (name == entry || Uri.CheckHostName(name) == UriHostNameType.Dns);
    }

    private static bool IsHost(string entry, string host) => entry.StartsWith(Below, StringComparison.Ordinal)
        ? host.Length >= entry.Length && host.EndsWith(entry[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(entry.Trim('[', ']'), StringComparison.OrdinalIgnoreCase) || host.Trim('[', ']').Equals(entry.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
}
