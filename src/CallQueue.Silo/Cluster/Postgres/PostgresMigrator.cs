using System.Globalization;
using Npgsql;

namespace CallQueue.Cluster;

/// <summary>
/// Brings the schema of a service to this version, step by step, in one transaction. Any number of processes may start at once: one does it, the
/// others wait for it. Steps once released never change. A step that earlier programs can't work with says so in <see cref="Breaking"/>.
/// </summary>
internal sealed class PostgresMigrator(PostgresConnections postgres)
{
    /// <summary>An advisory lock key that no other program is likely to use: "callclus" in ASCII.</summary>
    private const long LockKey = 0x63616c6c636c7573;

    /// <summary>The last step after which an earlier program loses or misreads data: programs before it are refused.</summary>
    private const int Breaking = 1;

    /// <summary>The embedded steps, the first first.</summary>
    public static IReadOnlyList<string> Steps { get; } = [.. Read()];

    /// <exception cref="StoreRefusedException">The schema is a later program's, or another program's.</exception>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await postgres.Records.OpenConnectionAsync(cancellation);
        if (await VersionAsync(connection) == Steps.Count) return; // Without a write: a full disk must not keep a process from starting.
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, $"select pg_advisory_xact_lock({LockKey})");
        int done = await VersionAsync(connection);
        string schema = $"\"{postgres.Schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

        // Checked first: a user who can't create schemas can use one that an administrator created.
        if (await AskAsync(connection, "select to_regnamespace($1) is not null", schema) is false) await RunAsync(connection, $"create schema {schema}");
        await RunAsync(connection, "create table if not exists cluster_schema (version integer primary key, oldest_program integer not null, applied_at timestamptz not null default now())");
        for (int step = done; step < Steps.Count; step++)
        {
            try
            {
                await RunAsync(connection, Steps[step]);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateFunction or PostgresErrorCodes.DuplicateObject)
            {
                throw new StoreRefusedException($"The schema '{postgres.Schema}' of the database '{postgres.Database}' at {postgres.Address} has tables of another program ({e.MessageText}). Use another database, or another CALLQUEUE_SERVICE_ID.", e);
            }

            await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"insert into cluster_schema (version, oldest_program) values ({step + 1}, {Math.Min(step + 1, Breaking)})"));
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The version of the schema; 0: there is none.</summary>
    private async Task<int> VersionAsync(NpgsqlConnection connection)
    {
        if (await AskAsync(connection, "select to_regclass('cluster_schema') is not null") is false) return 0;
        await using var command = new NpgsqlCommand("select coalesce(max(version), 0), coalesce(max(oldest_program), 0) from cluster_schema", connection);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        (int version, int oldest) = (row.GetInt32(0), row.GetInt32(1));
        if (oldest <= Steps.Count) return Math.Min(version, Steps.Count);
        throw new StoreRefusedException(string.Create(
            CultureInfo.InvariantCulture,
            $"The tables in the schema '{postgres.Schema}' of PostgreSQL at {postgres.Address} have version {version}; this program knows version {Steps.Count}. Start the program that upgraded them, or a later one."));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (string value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync();
    }

    private static IEnumerable<string> Read()
    {
        for (int step = 1; typeof(PostgresMigrator).Assembly.GetManifestResourceStream($"{step}.sql") is { } stream; step++)
        {
            using var reader = new StreamReader(stream);
            yield return reader.ReadToEnd();
        }
    }
}
