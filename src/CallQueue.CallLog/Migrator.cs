using Npgsql;

namespace CallQueue.CallLog;

/// <summary>
/// Brings the call log's tables to this version, step by step, in one transaction. Any number of processes may start at
/// once: one does it, the others wait for it and find it done. Steps once released never change; later ones only add, so
/// that an older process can continue beside a newer one.
/// </summary>
internal static class Migrator
{
    /// <summary>An advisory lock key that no other program is likely to use: "callqueu" in ASCII.</summary>
    private const long LockKey = 0x63616c6c71756575;

    /// <summary>The embedded steps, the first first.</summary>
    public static IReadOnlyList<string> Steps { get; } = [.. Read()];

    /// <exception cref="NpgsqlException">PostgreSQL is not there, or does not allow it.</exception>
    public static async Task MigrateAsync(NpgsqlDataSource database)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, $"select pg_advisory_xact_lock({LockKey})");

        // Checked first: a user who can't create schemas can use one that an administrator created.
        if (await AskAsync(connection, "select to_regnamespace('callqueue') is not null") is false) await RunAsync(connection, "create schema callqueue");
        await RunAsync(connection, "create table if not exists callqueue.migrations (version integer primary key, applied_at timestamptz not null default now())");
        int done = (int)(await AskAsync(connection, "select coalesce(max(version), 0) from callqueue.migrations"))!;
        for (int step = done; step < Steps.Count; step++)
        {
            await RunAsync(connection, Steps[step]);
            await RunAsync(connection, $"insert into callqueue.migrations (version) values ({step + 1})");
        }

        await transaction.CommitAsync();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static IEnumerable<string> Read()
    {
        for (int step = 1; typeof(Migrator).Assembly.GetManifestResourceStream($"{step}.sql") is { } stream; step++)
        {
            using var reader = new StreamReader(stream);
            yield return reader.ReadToEnd();
        }
    }
}
