using System.Globalization;
using System.Net;
using Npgsql;

namespace CallQueue.Cluster;

/// <summary>What PostgreSQL keeps when it stops.</summary>
/// <param name="Problem">Why queues could be lost; null when they are kept.</param>
/// <param name="Detail">What was found.</param>
internal sealed record PostgresPersistence(string? Problem, string Detail)
{
    /// <summary>Asks PostgreSQL.</summary>
    /// <param name="connection">The connection string.</param>
    /// <exception cref="StoreRefusedException">It can't be reached; the message is without secrets.</exception>
    public static async Task<PostgresPersistence> LookAsync(string connection)
    {
        await using var postgres = new PostgresConnections(connection, "callqueue");
        try
        {
            PostgresFacts facts = await PostgresFacts.ReadAsync(postgres.Records);
            string detail = string.Create(
                CultureInfo.InvariantCulture,
                $"version {facts.Version / 10_000}, synchronous_commit {facts.SynchronousCommit}, fsync {(facts.HasFsync ? "on" : "off")}, synchronous standbys: {(facts.Standbys.Length > 0 ? facts.Standbys : "none")}");
            return new PostgresPersistence(facts.Problem ?? (facts.HasFsync ? null : "fsync is off, so a power failure loses the database: set it to on"), detail);
        }
        catch (Exception e) when (PostgresFailure.IsOne(e))
        {
            throw new StoreRefusedException(PostgresFailure.Of(e, postgres).Sentence, e);
        }
    }

    /// <summary>Whether somebody in the network could read what is sent there.</summary>
    public static bool IsOpen(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return parts.SslMode is SslMode.Disable or SslMode.Allow or SslMode.Prefer && (parts.Host ?? "").Split(',').Any(host => !IsHere(host));
    }

    private static bool IsHere(string host) =>
        host.StartsWith('/') || host.Split(':')[0] is "localhost" || (IPAddress.TryParse(host.Count(c => c == ':') == 1 ? host.Split(':')[0] : host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
