using System.Globalization;
using CallQueue.Carriers;
using CallQueue.Cluster;
using CallQueue.Composition;
using CallQueue.Composition.Logging;
using CallQueue.Grains;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace CallQueue.Hosting;

/// <summary>What a cluster of this process is made of.</summary>
/// <param name="Redis">Where it stores everything; null: in PostgreSQL.</param>
internal sealed record TestClusterSetup(RedisServer? Redis)
{
    /// <summary>The connection string of PostgreSQL, if that is the store.</summary>
    public string? Postgres { get; init; }

    /// <summary>One silo for each.</summary>
    public IReadOnlyList<ServiceRole> Roles { get; init; } = [ServiceRole.All, ServiceRole.All, ServiceRole.All];

    /// <summary>How many of them start at once; null: all. The others join later.</summary>
    public int? Silos { get; init; }

    public string ServiceId { get; init; } = "callqueue";

    /// <summary>The carrier that calls are dialed through.</summary>
    public FakeCarrier Carrier { get; init; } = new();

    public CallQueueOptions Options { get; init; } = new() { WakeInterval = ClusterProfile.WakeInterval };

    /// <summary>Added to each silo after everything that production adds.</summary>
    public Action<ISiloBuilder, SiloLife> More { get; init; } = (_, _) => { };

    /// <summary>Added to the client.</summary>
    public Action<IClientBuilder> MoreOfClient { get; init; } = _ => { };
}

/// <summary>
/// Silos of this process and a client of theirs, composed as production composes them, over a real Redis or PostgreSQL: TestingHost starts,
/// kills and stops them, but its own membership and grain directory live in memory and could not be lost, so ours stay. It
/// passes messages between silos through memory; Composition.TcpTests starts silos that talk over TCP.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly TestClusterSetup _setup;
    private readonly InProcessTestCluster _cluster;

    private TestCluster(TestClusterSetup setup)
    {
        _setup = setup;
        // Not by TestingHost's builder: that one always replaces the membership.
        var options = new InProcessTestClusterOptions
        {
            ServiceId = setup.ServiceId,
            ClusterId = $"test-{Guid.NewGuid():N}",
            InitialSilosCount = (short)(setup.Silos ?? setup.Roles.Count),
            InitializeClientOnDeploy = true,
            UseRealEnvironmentStatistics = true,
            ConfigureFileLogging = false,
        };
        options.SiloHostConfigurationDelegates.Add(AddSilo);
        options.ClientHostConfigurationDelegates.Add(AddClient);
        _cluster = new InProcessTestCluster(options, new TestClusterPortAllocator());
    }

    public IReadOnlyList<InProcessSiloHandle> Silos => _cluster.Silos;

    public string ClusterId => _cluster.Options.ClusterId;

    /// <summary>References to grains, as a gateway without a silo has them.</summary>
    public IGrainFactory Grains => _cluster.Client;

    public IActors Actors => _cluster.Client.ServiceProvider.GetRequiredService<IActors>();

    public static async Task<TestCluster> StartAsync(TestClusterSetup setup)
    {
        var cluster = new TestCluster(setup);
        await cluster._cluster.DeployAsync();
        foreach (IServiceProvider services in cluster.Silos.Select(silo => silo.ServiceProvider).Append(cluster._cluster.Client.ServiceProvider))
            services.GetRequiredService<IClusterStore>(); // A container disposes of nothing that nobody has asked for.
        await cluster.AgreeAsync();
        return cluster;
    }

    public ServiceRole RoleOf(InProcessSiloHandle silo) => RoleOf(silo.Name);

    /// <summary>Once every silo knows exactly the others. TestingHost waits for that too, but goes on after a while as if it were so.</summary>
    public Task AgreeAsync() => Eventually.BeAsync(() => Silos.All(silo => Members(silo) == Silos.Count), "all silos know each other");

    /// <summary>Ends one silo as kill -9 would, as far as its actors can tell; the membership learns of it at once.</summary>
    public Task KillAsync(InProcessSiloHandle silo)
    {
        silo.ServiceProvider.GetRequiredService<SiloLife>().End();
        return _cluster.KillSiloAsync(silo);
    }

    /// <summary>Another silo joins; its role is the next one of the setup.</summary>
    public async Task JoinAsync()
    {
        await _cluster.StartAdditionalSiloAsync();
        Silos[^1].ServiceProvider.GetRequiredService<IClusterStore>();
        await AgreeAsync();
    }

    /// <summary>Ends the whole cluster that way.</summary>
    public async Task KillAllAsync()
    {
        await Task.WhenAll([_cluster.KillClientAsync(), .. Silos.Select(KillAsync)]);
        await _cluster.DisposeAsync();
    }

    /// <summary>Stops the silos together; TestingHost alone would stop one after the other.</summary>
    public async ValueTask DisposeAsync()
    {
        await _cluster.StopClusterClientAsync();
        await Task.WhenAll(Silos.Select(_cluster.StopSiloAsync));
        await _cluster.DisposeAsync();
    }

    private void AddSilo(InProcessTestSiloSpecificOptions silo, IHostApplicationBuilder host)
    {
        var life = new SiloLife();
        host.Services.AddSingleton(life);
        Add(host, RoleOf(silo.SiloName), silo.SiloName);
        host.UseOrleans(builder =>
        {
            // Silos that share one busy process would take each other for dead; one that is killed says so itself.
            builder.Configure<ClusterMembershipOptions>(options => options.NumMissedProbesLimit = 10);
            _setup.More(builder, life);
        });
    }

    private void AddClient(IHostApplicationBuilder host)
    {
        Add(host, ServiceRole.Api, "client");
        host.UseOrleansClient(_setup.MoreOfClient);
    }

    private void Add(IHostApplicationBuilder host, ServiceRole role, string name)
    {
        var options = new ProcessOptions
        {
            Cluster = new ClusterSettings
            {
                Role = role,
                ServiceId = _cluster.Options.ServiceId,
                ClusterId = _cluster.Options.ClusterId,
                SiloName = name,
                Postgres = _setup.Postgres,
                Redis = _setup.Redis?.Configuration ?? new(),
            },
            Queue = _setup.Options,
        };
        host.Services.AddSingleton(new ChosenCarrier(_setup.Carrier, null, null, null, "test"));
        host.AddCallQueue(options, new LogLines(new LogOptions(), _ => { }, TimeProvider.System), TimeProvider.System);
        host.Logging.ClearProviders();
    }

    /// <summary>TestingHost names its silos Silo_0, Silo_1 and so on.</summary>
    private ServiceRole RoleOf(string silo) => _setup.Roles[int.Parse(silo.AsSpan(silo.IndexOf('_', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)];

    private static int Members(InProcessSiloHandle silo) =>
        silo.ServiceProvider.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Count;
}
