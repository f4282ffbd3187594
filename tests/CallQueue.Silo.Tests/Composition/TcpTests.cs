using System.Collections.Concurrent;
using CallQueue.Businesses;
using CallQueue.Cluster;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace CallQueue.Composition;

/// <summary>Two silos and a gateway as their processes build them, over TCP: <see cref="TestCluster"/> passes messages through memory.</summary>
[NeedsRedis]
public sealed class TcpTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly List<CallQueueHost> _hosts = [];
    private RedisServer _redis = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        foreach (ServiceRole role in (ServiceRole[])[ServiceRole.All, ServiceRole.All, ServiceRole.Api])
        {
            ProcessOptions options = ClusterSettingsTests.Settings(_redis.Port, role);
            CallQueueHost host = CallQueueHost.Build(options with { Cluster = options.Cluster! with { SiloName = $"process-{_hosts.Count}" } }, SomeContext.Of());
            host.Services.GetRequiredService<ILoggerFactory>().AddProvider(new Warnings(_warnings));
            _hosts.Add(host);
            await host.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        foreach (CallQueueHost host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync(CancellationToken.None);
            await host.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_gateway_reaches_actors_on_both_silos()
    {
        IServiceProvider gateway = _hosts[^1].Services;
        var actors = gateway.GetRequiredService<IActors>();
        var management = gateway.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);

        for (int n = 0; await SilosWithBusinessesAsync(management) < 2; n++)
        {
            n.ShouldBeLessThan(200, "all businesses are on one silo");
            (await actors.Business(new BusinessId($"b{n}")).GetAsync()).Counts.Total.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Once_a_stop_begins_nobody_waits_for_news_any_longer()
    {
        IBusiness business = _hosts[^1].Services.GetRequiredService<IActors>().Business(new BusinessId("watched"));
        string stamp = (await business.GetAsync()).Stamp;
        Task<BusinessSnapshot> open = business.WatchAsync(stamp, TimeSpan.FromMinutes(1));
        foreach (CallQueueHost silo in _hosts[..^1]) silo.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        // Each of them would wait for seconds, and a stop for all that are open.
        await WatchAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

        async Task WatchAsync()
        {
            await open;
            for (int i = 0; i < 50; i++) (await business.WatchAsync(stamp, TimeSpan.FromMinutes(1))).Stamp.ShouldBe(stamp);
        }
    }

    [Fact]
    public void They_start_without_a_warning() => _warnings.ShouldBeEmpty();

    private static async Task<int> SilosWithBusinessesAsync(IManagementGrain management) =>
        (await management.GetDetailedGrainStatistics()).Where(grain => grain.GrainId.Type.ToString() == LocalActors.BusinessKind).Select(grain => grain.SiloAddress).Distinct().Count();

    /// <summary>Collects them, whoever logs them.</summary>
    private sealed class Warnings(ConcurrentQueue<string> lines) : ILoggerProvider
    {
        /// <summary>These say how busy the machine is that tests run on, not how the silo starts.</summary>
        private static readonly string[] BusyMachine = ["LogWarningSiloHeartbeatTimerStalled", "LogWarningLongRunningTurn"];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel) && !BusyMachine.Contains(eventId.Name)) lines.Enqueue($"{category} {eventId.Name}: {formatter(state, exception)}");
            }
        }
    }
}
