using Npgsql;

namespace CallQueue.Cluster;

/// <summary>
/// This process's connections to PostgreSQL: a pool for records, and others for membership, reminders and the directory, so that a backlog of records never
/// delays the sign of life. Opened when first used; a broken connection is replaced by the next request. At most
/// <see cref="MostConnections"/> in a silo.
/// </summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    /// <summary>For records, four of them for commits; membership; reminders; the directory.</summary>
    public const int MostConnections = MostForRecords + MostForMembership + MostForReminders + MostForDirectory;

    private const int MostForRecords = 8;
    private const int MostForMembership = 2;
    private const int MostForReminders = 4;
    private const int MostForDirectory = 4;
    private const int Seconds = 5;

    /// <summary>Nobody waits for a lock after its client has given up. A statement timeout would end the wait for a standby as a success.</summary>
    private const string Waits = "-c lock_timeout=5000 -c statement_timeout=0";

    /// <param name="text">The connection string.</param>
    /// <param name="serviceId">The schema.</param>
    public PostgresConnections(string text, string serviceId)
    {
        var given = new NpgsqlConnectionStringBuilder(text);
        Schema = serviceId;
        Address = string.Join(", ", (given.Host ?? "").Split(',').Select(host => host.Contains(':', StringComparison.Ordinal) ? host : $"{host}:{given.Port}"));
        Database = given.Database ?? given.Username ?? "";
        Records = Open(text, "records", MostForRecords);
        Membership = Open(text, "membership", MostForMembership);
        Reminders = Open(text, "reminders", MostForReminders);

        // A lost entry costs a load, so nobody waits for the disk.
        Directory = Open(text, "directory", MostForDirectory, "-c synchronous_commit=off");
    }

    /// <summary>Where all tables are: one schema for each service id.</summary>
    public string Schema { get; }

    /// <summary>Host and port, for messages.</summary>
    public string Address { get; }

    /// <summary>The database's name, for messages.</summary>
    public string Database { get; }

    public NpgsqlDataSource Records { get; }

    public NpgsqlDataSource Membership { get; }

    public NpgsqlDataSource Reminders { get; }

    public NpgsqlDataSource Directory { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (NpgsqlDataSource source in (NpgsqlDataSource[])[Records, Membership, Reminders, Directory]) await source.DisposeAsync();
    }

    private NpgsqlDataSource Open(string text, string purpose, int most, string options = "")
    {
        var builder = new NpgsqlDataSourceBuilder(text);
        NpgsqlConnectionStringBuilder parts = builder.ConnectionStringBuilder;
        parts.ApplicationName = $"{parts.ApplicationName ?? "callqueue"} {purpose}";
        parts.SearchPath = $"\"{Schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        parts.Timezone = "UTC"; // Orleans sends times without a zone.
        parts.MaxPoolSize = most;
        parts.Timeout = parts.CommandTimeout = Seconds;

        // A canceled wait for a standby ends with success, though the standby has nothing: a timeout must close the connection instead.
        parts.CancellationTimeout = -1;
        parts.MaxAutoPrepare = 20;
        parts.KeepAlive = 30;
        parts.Options = $"{parts.Options} {Waits} {options}".Trim();
        parts.Enlist = false;
        if (parts.Host?.Contains(',', StringComparison.Ordinal) != true) return builder.Build();

        // Several servers: the one that takes writes now.
        parts.HostRecheckSeconds = 1;
        return builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary);
    }
}
