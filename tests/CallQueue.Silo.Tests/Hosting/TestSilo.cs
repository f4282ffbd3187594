using CallQueue.Carriers;
using CallQueue.Cluster;
using CallQueue.Composition;
using CallQueue.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;

namespace CallQueue.Hosting;

/// <summary>One silo of a <see cref="TestCluster"/>.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly RedisConnections _redis;

    private TestSilo(IHost host, RedisConnections redis, SiloLife life, string name) => (_host, _redis, Life, Name) = (host, redis, life, name);

    public string Name { get; }

    public SiloLife Life { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>References to grains, as its own actors have them.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>How many silos it takes for alive, itself included.</summary>
    public int Members => Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Count;

    public static async Task<TestSilo> StartAsync(SiloSettings settings, TestClusterSetup setup)
    {
        var redis = new RedisConnections(settings.Redis);
        var life = new SiloLife();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(life);
        builder.Services.AddSingleton<ICarriers>(new OneCarrier(setup.Carrier));
        builder.Services.AddSingleton(services => new CallQueueServices(services.GetRequiredService<ICarriers>(), settings.Options));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleans(silo =>
        {
            silo.AddSilo(settings, redis);
            setup.More(silo, life);
        });
        IHost host = builder.Build();
        await host.StartAsync();
        return new TestSilo(host, redis, life, settings.SiloName);
    }

    public Task StopAsync() => _host.StopAsync();

    public Task StopAbruptlyAsync() => _host.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
        await _redis.DisposeAsync();
    }
}
