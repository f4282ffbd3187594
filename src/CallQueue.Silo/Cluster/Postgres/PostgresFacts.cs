using System.Globalization;
using Npgsql;

namespace CallQueue.Cluster;

/// <summary>What a server says about how it keeps what was acknowledged.</summary>
/// <param name="Version">Such as 150004 for 15.4.</param>
/// <param name="Encoding">Of the database.</param>
/// <param name="IsStandby">It follows another server.</param>
/// <param name="IsReadOnly">New transactions can't write.</param>
/// <param name="SynchronousCommit">What a commit waits for.</param>
/// <param name="Standbys">The names of synchronous standbys; empty: none.</param>
/// <param name="Isolation">Of new transactions.</param>
/// <param name="HasFsync">Writes reach the disk.</param>
internal sealed record PostgresFacts(int Version, string Encoding, bool IsStandby, bool IsReadOnly, string SynchronousCommit, string Standbys, string Isolation, bool HasFsync)
{
    /// <summary>The oldest version that still gets corrections.</summary>
    public const int Oldest = 14;

    private const string Question =
        """
        select current_setting('server_version_num')::integer, current_setting('server_encoding'), pg_is_in_recovery(), current_setting('default_transaction_read_only') = 'on',
          current_setting('synchronous_commit'), current_setting('synchronous_standby_names'), current_setting('default_transaction_isolation'), current_setting('fsync') = 'on'
        """;

    /// <summary>Why no calls can be kept there; null: they can. A whole sentence without the address.</summary>
    public string? Problem => this switch
    {
        _ when Version / 10_000 < Oldest => string.Create(CultureInfo.InvariantCulture, $"Its version {Version / 10_000} is too old: {Oldest} or later is needed."),
        { Encoding: not "UTF8" } => $"The database's encoding is {Encoding}: create one with the encoding UTF8.",
        { IsStandby: true } => "It is a standby, which refuses writes: set POSTGRES_URL to the primary.",
        { IsReadOnly: true } => "It is read-only: default_transaction_read_only is on.",
        { SynchronousCommit: "off" } => "synchronous_commit is off, so a crash of the server loses commits that were acknowledged, and people would be called twice: set it to on, for this user or database too.",
        { SynchronousCommit: "local" or "remote_write", Standbys.Length: > 0 } => $"synchronous_commit is {SynchronousCommit}, so a failover to a synchronous standby loses commits that were acknowledged: set it to on.",
        { Isolation: not "read committed" } => $"default_transaction_isolation is '{Isolation}': set it to 'read committed' for this user.",
        _ => null,
    };

    public static async Task<PostgresFacts> ReadAsync(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        await using NpgsqlCommand command = database.CreateCommand(Question);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new PostgresFacts(row.GetInt32(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetBoolean(7));
    }
}
