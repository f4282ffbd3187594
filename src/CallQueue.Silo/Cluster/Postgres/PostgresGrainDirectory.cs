using System.Text.Json;
using Npgsql;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace CallQueue.Cluster;

/// <summary>
/// Which silo has an actor, in a table. Ours, because Orleans' own for databases is not released yet (its version is an alpha), and one statement a request is enough.
/// Two entries for one actor can't exist; an entry that was lost leads to a second activation, which the versions of the records fence out.
/// </summary>
/// <param name="postgres">The connections.</param>
/// <param name="cluster">The running cluster.</param>
internal sealed class PostgresGrainDirectory(PostgresConnections postgres, string cluster) : IGrainDirectory
{
    private const string Registration =
        """
        with put as (
          insert into directory (cluster, grain, activation, silo, address) values ($1, $2, $3, $4, $5)
          on conflict (cluster, grain) do update set activation = excluded.activation, silo = excluded.silo, address = excluded.address
            where directory.activation in ($6, excluded.activation)
          returning address)
        select address from put union all select address from directory where cluster = $1 and grain = $2 and not exists (select from put)
        """;

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        string text = JsonSerializer.Serialize(address);
        while (true)
        {
            object? registered = await AskAsync(
                Registration, cluster, address.GrainId.ToString(), address.ActivationId.ToString(), address.SiloAddress!.ToParsableString(), text, previousAddress?.ActivationId.ToString() ?? "");

            // Empty: another silo registered it after this statement had begun, or has just removed it.
            if (registered is string found) return JsonSerializer.Deserialize<GrainAddress>(found);
        }
    }

    public Task Unregister(GrainAddress address) =>
        AskAsync("delete from directory where cluster = $1 and grain = $2 and activation = $3", cluster, address.GrainId.ToString(), address.ActivationId.ToString());

    public async Task<GrainAddress?> Lookup(GrainId grainId) =>
        await AskAsync("select address from directory where cluster = $1 and grain = $2", cluster, grainId.ToString()) is string found ? JsonSerializer.Deserialize<GrainAddress>(found) : null;

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) =>
        AskAsync("delete from directory where cluster = $1 and silo = any($2)", cluster, siloAddresses.Select(silo => silo.ToParsableString()).ToArray());

    private async Task<object?> AskAsync(string sql, params object[] values)
    {
        try
        {
            await using NpgsqlCommand command = postgres.Directory.CreateCommand(sql);
            foreach (object value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            return await command.ExecuteScalarAsync();
        }
        catch (Exception e) when (PostgresFailure.IsOne(e))
        {
            // Callers may be on other silos, which can't read exceptions of the client.
            throw new OrleansException($"the grain directory failed: {PostgresFailure.Sentence(e)}");
        }
    }
}
