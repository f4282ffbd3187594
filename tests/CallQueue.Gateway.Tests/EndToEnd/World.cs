using System.Threading.Channels;
using CallQueue.Access;
using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Hosting.Memory;
using CallQueue.Outboxes;
using CallQueue.Runs;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>The gateway, Core's actors in memory, and a carrier under the test's hand.</summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private World(GatewayApplication app, MemoryHost host, ListeningCarrier carrier) => (App, Host, Carrier) = (app, host, carrier);

    public GatewayApplication App { get; }

    public MemoryHost Host { get; }

    public ListeningCarrier Carrier { get; }

    public static async Task<World> StartAsync(
        ListeningCarrier? carrier = null, ICarrierWebhooks? webhooks = null, AccessOptions? access = null, IReadOnlyList<IEndingSink>? sinks = null, Action<IEndpointRouteBuilder>? map = null,
        Action<IServiceCollection>? more = null, TrafficLimits? traffic = null, GatewayOptions? options = null)
    {
        carrier ??= new ListeningCarrier();
        var host = new MemoryHost(TimeProvider.System);
        host.Use(CallQueueActors.Kinds(new CallQueueServices(carrier, new CallQueueOptions()) { Sinks = sinks ?? [] }));
        GatewayApplication app = await GatewayApplication.StartAsync(
            options,
            actors: host.Actors, access: access, traffic: traffic, map: map,
            more: services =>
            {
                if (webhooks is not null) services.AddSingleton(webhooks);
                more?.Invoke(services);
            });
        return new World(app, host, carrier);
    }

    /// <summary>Sends what the carrier would send about a dial.</summary>
    public Task<HttpResponseMessage> CallBackAsync(string kind, DialRequest dial, string form, string signature = "genuine") => App.CallBackAsync(
        $"/webhooks/twilio/{kind}?call={Uri.EscapeDataString(dial.Attempt.Call.ToString())}&attempt={dial.Attempt.Number}&token={Uri.EscapeDataString(dial.Attempt.Token)}",
        form, signature);

    /// <summary>Waits for news of a run until it is as it should be.</summary>
    public async Task RunIsAsync(string name, Func<RunSnapshot, bool> right)
    {
        IRun run = Host.Actors.Run(new RunId(BusinessId.Default, name));
        long seen = -1;
        for (int changes = 0; changes < 100; changes++)
        {
            RunSnapshot snapshot = (await run.WatchAsync(seen, Patience)).ShouldNotBeNull();
            if (right(snapshot)) return;
            snapshot.Stamp.ShouldNotBe(seen, "the run does not get there");
            seen = snapshot.Stamp;
        }
    }

    /// <summary>Waits until no end of a call is still to be delivered.</summary>
    public async Task EndsAreDeliveredAsync()
    {
        IBusiness business = Host.Actors.Business(BusinessId.Default);
        BusinessSnapshot now = await business.GetAsync();
        for (int changes = 0; changes < 100 && now.Outboxes.Any(outbox => outbox.Pending > 0); changes++) now = await business.WatchAsync(now.Stamp, Patience);
        now.Outboxes.ShouldAllBe(outbox => outbox.Pending == 0);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Host.Kill();
    }
}

/// <summary>Accepts every dial and tells nothing by itself.</summary>
internal sealed class ListeningCarrier(string name = "twilio") : ICarrier, ICarriers
{
    private readonly Channel<DialRequest> _dials = Channel.CreateUnbounded<DialRequest>();
    private int _dialed;

    public string Name => name;

    public TrunkId Trunk { get; } = new($"{name}:AC1");

    public TimeSpan AbsenceBelievedAfter => TimeSpan.FromMinutes(1);

    /// <summary>Until it is complete, no dial is answered.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    public int Dialed => Volatile.Read(ref _dialed);

    public async Task<DialRequest> NextDialAsync() => await _dials.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public async Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _dialed);
        _dials.Writer.TryWrite(request);
        await Answering;
        return new DialAnswer.Accepted(new CarrierCallId($"CA{request.To.Digits}"));
    }

    /// <summary>What it answers to a lookup.</summary>
    public LookupAnswer LooksUp { get; set; } = new LookupAnswer.Unknown("not asked in these tests");

    public int LookedUp { get; private set; }

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation)
    {
        LookedUp++;
        return Task.FromResult(LooksUp);
    }

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) => Task.FromResult<HangUpAnswer>(new HangUpAnswer.Ending());

    /// <summary>What it answers to a request for a recording.</summary>
    public Func<string, RecordingAnswer> Opens { get; set; } = _ => new RecordingAnswer.Absent();

    public Task<RecordingAnswer> OpenRecordingAsync(string recording, CancellationToken cancellation) => Task.FromResult(Opens(recording));

    public ICarrier For(BusinessId business) => this;

    public ICarrier? Find(TrunkId trunk) => this;
}
