using System.Globalization;
using Npgsql;

namespace CallQueue.CallLog;

/// <summary>The connection of the call log. It has a password, so it is never printed.</summary>
public sealed class CallLogConnection
{
    private const int DefaultPort = 5432;
    private const int MostConnections = 8;

    private CallLogConnection(string text) => Text = text;

    /// <summary>As the driver wants it.</summary>
    internal string Text { get; }

    /// <summary>The same with several servers, such as <c>one:5432,two:5432</c>.</summary>
    internal string WithHosts(string hosts) => new NpgsqlConnectionStringBuilder(Text) { Host = hosts }.ConnectionString;

    /// <summary>What a connection looks like, phrased to follow the name of a setting.</summary>
    public const string Rule = "must look like postgres://user:password@host:5432/database?sslmode=require, or like Host=…;Username=…;Password=…;Database=…";

    /// <summary>Reads <c>postgres://user:password@host:5432/database?sslmode=require</c> or <c>Host=…;Username=…;…</c>.</summary>
    /// <returns>Null when it can't be read.</returns>
    public static CallLogConnection? Parse(string text)
    {
        try
        {
            NpgsqlConnectionStringBuilder? parts = text.Contains("://", StringComparison.Ordinal) ? FromUrl(text) : new NpgsqlConnectionStringBuilder(text);
            if (parts is null || string.IsNullOrEmpty(parts.Host)) return null;
            parts.ApplicationName ??= "callqueue";
            if (!parts.ContainsKey("Maximum Pool Size")) parts.MaxPoolSize = MostConnections;
            if (!parts.ContainsKey("Timeout")) parts.Timeout = 5;
            if (!parts.ContainsKey("Command Timeout")) parts.CommandTimeout = 20;

            // Behind a pooler that hands out connections by transaction there is nothing of ours to reset.
            parts.NoResetOnClose = true;
            parts.Enlist = false;
            return new CallLogConnection(parts.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Its message may repeat parts of the text.
            return null;
        }
    }

    private static NpgsqlConnectionStringBuilder? FromUrl(string text)
    {
        // Some libraries name their driver too: postgresql+psycopg://.
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme.Split('+')[0] is not ("postgres" or "postgresql") || url.Host.Length == 0) return null;
        string[] user = url.UserInfo.Split(':', 2);
        var parts = new NpgsqlConnectionStringBuilder { Host = url.Host.Trim('[', ']'), Port = url.Port > 0 ? url.Port : DefaultPort };
        if (user[0].Length > 0) parts.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2) parts.Password = Uri.UnescapeDataString(user[1]);
        if (Uri.UnescapeDataString(url.AbsolutePath.Trim('/')) is { Length: > 0 } database) parts.Database = database;

        // Supabase asks for it; unencrypted would be refused, or worse, accepted.
        if (url.Host.EndsWith(".supabase.co", StringComparison.OrdinalIgnoreCase) || url.Host.EndsWith(".supabase.com", StringComparison.OrdinalIgnoreCase)) parts.SslMode = SslMode.Require;
        foreach (string pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)) Apply(parts, pair);
        return parts;
    }

    /// <summary>What matters here of libpq's parameters; those of other libraries are left out.</summary>
    private static void Apply(NpgsqlConnectionStringBuilder parts, string pair)
    {
        string[] halves = pair.Split('=', 2);
        string value = Uri.UnescapeDataString(halves.Length == 2 ? halves[1] : "");
        switch (halves[0])
        {
            case "sslmode":
                parts.SslMode = ModeOf(value);
                break;
            case "sslrootcert":
                parts.RootCertificate = value;
                break;
            case "application_name":
                parts.ApplicationName = value;
                break;
            case "connect_timeout":
                parts.Timeout = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
                break;
        }
    }

    private static SslMode ModeOf(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FormatException("sslmode"),
    };
}
