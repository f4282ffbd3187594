using CallQueue.Postgres;

namespace CallQueue.Hosting;

/// <summary>The same three silos over PostgreSQL.</summary>
public sealed class PostgresProbeCluster : ProbeCluster
{
    private readonly PostgresServer _server = new();
    private string _connection = "";

    protected override bool IsInstalled => PostgresServer.Programs is not null;

    protected override async Task StartStoreAsync()
    {
        await _server.InitializeAsync();
        _connection = await ClusterDatabase.NewAsync(_server);
        await using Cluster.PostgresClusterStore _ = await ClusterDatabase.OpenAsync(_connection);
    }

    protected override Task StopStoreAsync() => _server.DisposeAsync();

    private protected override TestClusterSetup OverStore() => new((Redis.RedisServer?)null) { Postgres = _connection };
}

/// <summary>Tests that share the cluster run one after the other: they share its clock.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgresCluster : ICollectionFixture<PostgresProbeCluster>
{
    public const string Name = "on three silos with PostgreSQL";
}
