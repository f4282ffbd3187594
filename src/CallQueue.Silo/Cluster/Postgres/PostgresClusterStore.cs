using CallQueue.Records;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;

namespace CallQueue.Cluster;

/// <summary>Everything in one schema of a PostgreSQL database.</summary>
/// <param name="connection">The connection string.</param>
/// <param name="serviceId">The schema.</param>
/// <param name="clusterId">The running cluster, for the directory.</param>
internal sealed class PostgresClusterStore(string connection, string serviceId, string clusterId) : IClusterStore
{
    private const string Provider = "Npgsql";
    private const int LongestSchema = 63;
    private readonly PostgresConnections _postgres = new(connection, serviceId);
    private PostgresRecords? _records;

    public string Name => "PostgreSQL";

    public IRecordStore Records => _records ??= new PostgresRecords(_postgres);

    public void AddTo(ISiloBuilder silo)
    {
        silo.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (Provider, _postgres.Membership));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.DataSource) = (Provider, _postgres.Reminders));
        silo.Services.AddGrainDirectory<IGrainDirectory>(GrainDirectories.Stored, (_, _) => new PostgresGrainDirectory(_postgres, clusterId));
    }

    public void AddTo(IClientBuilder client) =>
        client.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (Provider, _postgres.Membership));

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (serviceId.Length > LongestSchema) throw new StoreRefusedException($"CALLQUEUE_SERVICE_ID names the schema in PostgreSQL and can have {LongestSchema} characters at most; '{serviceId}' has more.");
        PostgresFacts facts = await PostgresFacts.ReadAsync(_postgres.Records, cancellation);
        if (facts.Problem is { } problem) throw new StoreRefusedException($"PostgreSQL at {_postgres.Address} can't keep calls. {problem}");
        await new PostgresMigrator(_postgres).MigrateAsync(cancellation);
    }

    public async Task<DateTimeOffset> AskTimeAsync() => new((DateTime)(await AskAsync("select clock_timestamp()"))!, TimeSpan.Zero);

    public async Task<byte[]?> FindMarkAsync(string name) => (byte[]?)await AskAsync("select value from marks where name = $1", name);

    public Task SetMarkAsync(string name, byte[] value) =>
        AskAsync("insert into marks (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value where marks.value <> excluded.value", name, value);

    public async Task<byte[]> ClaimMarkAsync(string name, byte[] value)
    {
        // Written only when missing: a full disk refuses writes, and processes must start all the same.
        if (await FindMarkAsync(name) is { } known) return known;
        await AskAsync("insert into marks (name, value) values ($1, $2) on conflict (name) do nothing", name, value);
        return await FindMarkAsync(name) ?? value;
    }

    public bool IsFailure(Exception e) => PostgresFailure.IsOne(e);

    public Task<StoreFailure> ExplainAsync(Exception e) => Task.FromResult(PostgresFailure.Of(e, _postgres));

    /// <summary>An empty answer, which Orleans does not expect, is a lost row of the cluster.</summary>
    public bool IsTableLost(Exception e) => PostgresFailure.IsTableLost(e) || e is ArgumentOutOfRangeException;

    public ValueTask DisposeAsync() => _postgres.DisposeAsync();

    private async Task<object?> AskAsync(string sql, params object[] values)
    {
        await using NpgsqlCommand command = _postgres.Records.CreateCommand(sql);
        foreach (object value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync();
    }
}
