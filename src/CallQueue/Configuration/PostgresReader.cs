using CallQueue.CallLog;

namespace CallQueue.Configuration;

/// <summary>Reads whether the cluster stores everything in PostgreSQL, and where that is.</summary>
internal static class PostgresReader
{
    /// <summary>The connection string; null: the store is Redis, or the setting is invalid.</summary>
    public static string? Read(SettingValues settings)
    {
        if (settings.Word(SettingTable.ClusterStore) != "postgres") return null;
        if (settings.Text(SettingTable.PostgresUrl) is not { } url)
        {
            settings.Fail(SettingTable.PostgresUrl, "is missing: CLUSTER_STORE=postgres needs it. It may name the same database as CALL_LOG_POSTGRES");
            return null;
        }

        (string one, string? hosts) = SplitHosts(url);
        if (CallLogConnection.Parse(one) is { } connection) return hosts is null ? connection.Text : connection.WithHosts(hosts);
        settings.Fail(SettingTable.PostgresUrl, CallLogConnection.Rule);
        return null;
    }

    /// <summary>A URL can name several hosts with commas, as libpq's can; .NET's reader of URLs knows one.</summary>
    private static (string One, string? Hosts) SplitHosts(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal);
        if (start < 0) return (url, null);
        start += 3;
        int end = url.IndexOfAny(['/', '?'], start);
        if (end < 0) end = url.Length;
        start = Math.Max(start, url.LastIndexOf('@', end - 1) + 1);
        string hosts = url[start..end];
        int comma = hosts.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? (url, null) : (string.Concat(url.AsSpan(0, start), hosts.AsSpan(0, comma), url.AsSpan(end)), hosts);
    }
}
