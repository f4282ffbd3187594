using System.Collections.Concurrent;
using CallQueue.Cluster;
using CallQueue.Composition;
using CallQueue.Conformance.Probes;
using CallQueue.Grains;
using CallQueue.Hosting.Local;
using CallQueue.Messages;
using CallQueue.Records;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.Timers;

namespace CallQueue.Hosting;

/// <summary>
/// Three silos with probes beside Core's actors, on a clock that the tests move: actors, their timers and their reminders go
/// by it, the cluster itself goes by the real one. Started once; each test has keys and a world of its own.
/// </summary>
public class ProbeCluster : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, ProbeWorld> _worlds = new();
    private readonly StorageSwitch _storage = new();
    private int _tests;

    public ProbeCluster() => Alarms = new AlarmLedger(Clock);

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    internal AlarmLedger Alarms { get; }

    internal Arrivals Arrivals { get; } = new();

    internal StorageSwitch Storage => _storage;

    internal RedisServer Redis { get; private set; } = null!;

    internal FakeCarrier Carrier { get; } = new();

    internal TestCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!IsInstalled) return;
        await StartStoreAsync();
        Cluster = await TestCluster.StartAsync(Setup());
    }

    public async Task DisposeAsync()
    {
        if (!IsInstalled) return;
        await Cluster.DisposeAsync();
        await StopStoreAsync();
    }

    /// <summary>Whether the store's server is installed.</summary>
    protected virtual bool IsInstalled => RedisServer.Executable is not null;

    protected virtual async Task StartStoreAsync() => Redis = await RedisServer.StartAsync();

    protected virtual async Task StopStoreAsync() => await Redis.DisposeAsync();

    /// <summary>A cluster over the store.</summary>
    private protected virtual TestClusterSetup OverStore() => new(Redis);

    /// <summary>Takes a test's world in and answers the prefix of its probes' keys.</summary>
    internal string Admit(ProbeWorld world)
    {
        string prefix = $"{Interlocked.Increment(ref _tests)}~";
        _worlds[prefix] = world;
        return prefix;
    }

    /// <summary>Ends all three silos as kill -9 would; others take their place after a while.</summary>
    internal async Task KillAndRestartAsync(TimeSpan downtime)
    {
        await Cluster.KillAllAsync();
        Clock.Advance(downtime);
        Cluster = await TestCluster.StartAsync(Setup());
    }

    /// <summary>A second cluster over the same records: what there is after a split.</summary>
    internal Task<TestCluster> SplitAsync() => TestCluster.StartAsync(Setup() with { Roles = [ServiceRole.All] });

    private TestClusterSetup Setup() => OverStore() with
    {
        Carrier = Carrier,
        More = AddProbes,
        MoreOfClient = client => client.Services.AddActorMessages(typeof(IProbe).Assembly),
    };

    private void AddProbes(ISiloBuilder silo, SiloLife life)
    {
        silo.Services.AddActorMessages(typeof(IProbe).Assembly);
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, Clock);
        silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, Clock);
        silo.Services.AddSingleton(Alarms.FilterOf(life));
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(Arrivals);
        Type reminders = silo.Services.Last(service => service.ServiceType == typeof(IReminderRegistry)).ImplementationType!;
        silo.Services.AddSingleton<IReminderRegistry>(services => new NotedReminders(
            (IReminderRegistry)ActivatorUtilities.CreateInstance(services, reminders), Alarms, _storage, life));
        silo.Services.AddSingleton(services => new ActorServices(
            [.. CallQueueActors.Kinds(services.GetRequiredService<CallQueueServices>()), new ActorKind(ProbeGrain.Kind, Probe(services))],
            services.GetRequiredService<IActors>(),
            new BreakableStorage(services.GetRequiredService<IRecordStore>(), _storage, life),
            Clock,
            services.GetRequiredService<ILogger<ActorServices>>()));
    }

    private Func<IActorContext, IActor> Probe(IServiceProvider services) => context =>
    {
        int end = context.Key.IndexOf('~', StringComparison.Ordinal) + 1;
        string prefix = context.Key[..end];
        var grains = services.GetRequiredService<IGrainFactory>();
        return new ProbeActor(new ShortKey(context, context.Key[end..]), _worlds[prefix], key => grains.GetGrain<IProbeGrain>(prefix + key));
    };

    /// <summary>A probe's context, with the key as its test knows it.</summary>
    private sealed class ShortKey(IActorContext context, string key) : IActorContext
    {
        public string Key => key;

        public TimeProvider Time => context.Time;

        public IRecords Records => context.Records;

        public IAlarm Alarm => context.Alarm;

        public IActors Actors => context.Actors;
    }
}

/// <summary>Tests that share the cluster run one after the other: they share its clock.</summary>
[CollectionDefinition(Name)]
public sealed class OnProbeCluster : ICollectionFixture<ProbeCluster>
{
    public const string Name = "on three silos";
}
