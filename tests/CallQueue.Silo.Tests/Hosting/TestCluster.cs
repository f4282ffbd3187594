using CallQueue.Cluster;
using CallQueue.Composition;
using CallQueue.Grains;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace CallQueue.Hosting;

/// <summary>What a cluster of this process is made of.</summary>
/// <param name="Redis">Where it stores everything.</param>
internal sealed record TestClusterSetup(RedisServer Redis)
{
    /// <summary>One silo for each.</summary>
    public IReadOnlyList<ServiceRole> Roles { get; init; } = [ServiceRole.All, ServiceRole.All, ServiceRole.All];

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
/// Silos of this process over a real Redis, wired as production wires them: TCP on free ports, membership, directory,
/// records and reminders in Redis; and a client that is connected to them.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly TestClusterSetup _setup;
    private readonly SiloSettings _settings;
    private readonly RedisConnections _clientRedis;
    private readonly List<TestSilo> _silos = [];
    private IHost _client = null!;

    private TestCluster(TestClusterSetup setup)
    {
        _setup = setup;
        _clientRedis = new RedisConnections(setup.Redis.Configuration);
        _settings = new SiloSettings
        {
            ServiceId = setup.ServiceId,
            ClusterId = $"test-{Guid.NewGuid():N}",
            SiloName = "test",
            Redis = setup.Redis.Configuration,
            Carrier = new Carriers.CarrierChoice.Chosen(setup.Carrier, null, null, null, "test"),
            Options = setup.Options,
        };
    }

    public IReadOnlyList<TestSilo> Silos => _silos;

    public IServiceProvider Client => _client.Services;

    /// <summary>References to grains, as a gateway without a silo has them.</summary>
    public IGrainFactory Grains => _client.Services.GetRequiredService<IGrainFactory>();

    public IActors Actors => _client.Services.GetRequiredService<IActors>();

    public static async Task<TestCluster> StartAsync(TestClusterSetup setup)
    {
        var cluster = new TestCluster(setup);
        await cluster.AddAsync(setup.Roles[0]);
        await Task.WhenAll([cluster.ConnectAsync(), .. setup.Roles.Skip(1).Select(cluster.AddAsync)]);
        await cluster.AgreeAsync();
        return cluster;
    }

    /// <summary>Once every silo knows exactly the others.</summary>
    public Task AgreeAsync() => Eventually.BeAsync(() => _silos.TrueForAll(silo => silo.Members == _silos.Count), "all silos know each other");

    /// <summary>Ends one silo as kill -9 would, as far as its actors can tell; the membership learns of it at once.</summary>
    public async Task KillAsync(TestSilo silo)
    {
        silo.Life.End();
        _silos.Remove(silo);
        await silo.StopAbruptlyAsync();
        await silo.DisposeAsync();
    }

    /// <summary>Ends the whole cluster that way.</summary>
    public async Task KillAllAsync()
    {
        foreach (TestSilo silo in _silos) silo.Life.End();
        await Task.WhenAll([DisconnectAsync(), .. _silos.ToArray().Select(KillAsync)]);
    }

    public async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        await Task.WhenAll(_silos.Select(async silo =>
        {
            await silo.StopAsync();
            await silo.DisposeAsync();
        }));
        _silos.Clear();
    }

    private async Task AddAsync(ServiceRole role)
    {
        TestSilo silo = await TestSilo.StartAsync(
            _settings with { Role = role, SiloName = $"{role}-{_silos.Count}-{Guid.NewGuid():N}", SiloPort = FreePort.Next(), GatewayPort = FreePort.Next() }, _setup);
        lock (_silos) _silos.Add(silo);
    }

    private async Task ConnectAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.AddClusterClient(_settings, _clientRedis);
            _setup.MoreOfClient(client);
        });
        _client = builder.Build();
        await _client.StartAsync();
    }

    private async Task DisconnectAsync()
    {
        await _client.StopAsync();
        await ((IAsyncDisposable)_client).DisposeAsync();
        await _clientRedis.DisposeAsync();
    }
}
