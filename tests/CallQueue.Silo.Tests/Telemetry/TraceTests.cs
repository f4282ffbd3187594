using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Cluster;
using CallQueue.Grains;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Outboxes;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit.Abstractions;

namespace CallQueue.Telemetry;

/// <summary>The spans of a call whose business lives in one silo while the call itself lives in another.</summary>
[NeedsRedis]
public sealed class TraceTests(ITestOutputHelper output) : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivitySource _requests = new("CallQueue.TraceTests");
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name is CallTraces.SourceName or "CallQueue.TraceTests",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public void Dispose()
    {
        _listener.Dispose();
        _requests.Dispose();
    }

    [Fact]
    public async Task A_call_is_one_trace_from_its_submit_to_the_delivery_of_its_end_across_two_silos()
    {
        Listen();
        await using RedisServer redis = await RedisServer.StartAsync();
        TestClusterSetup setup = SetupOf(redis);
        await using TestCluster cluster = await TestCluster.StartAsync(setup);

        ActivityTraceId trace;
        using (Activity request = _requests.StartActivity("POST /api/calls/queue", ActivityKind.Server)!)
        {
            trace = request.TraceId;
            SubmitCall call = Queue.Call(1) with { Trace = CallTraces.Here };
            (await cluster.Actors.Business(Queue.Acme).SubmitAsync(call)).ShouldBeOfType<SubmitAnswer.Taken>();
        }

        await EndAsync(cluster, setup, 1);
        Activity[] spans = await SpansAsync(trace, "callqueue.delivery");
        Print(spans, await SilosAsync(cluster));
        spans.Select(span => span.OperationName).ShouldBe(["POST /api/calls/queue", "callqueue.dial", "callqueue.webhook", "callqueue.webhook", "callqueue.attempt", "callqueue.delivery"], ignoreOrder: true);
        ActivitySpanId root = spans.Single(span => span.Kind == ActivityKind.Server).SpanId;
        spans.Where(span => span.Kind != ActivityKind.Server).ShouldAllBe(span => span.ParentSpanId == root);

        // The call and its business are in different silos.
        spans.Single(span => span.OperationName == "callqueue.delivery").GetTagItem("test.silo").ShouldBe("Silo_0");
        (await SilosAsync(cluster))[LocalActors.CallKind].ShouldBe(["Silo_1"]);
        spans.ShouldAllBe(span => span.TagObjects.All(tag => !$"{tag.Value}".Contains("+44", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_call_of_a_run_has_a_trace_of_its_own_that_links_to_the_runs_request()
    {
        Listen();
        await using RedisServer redis = await RedisServer.StartAsync();
        TestClusterSetup setup = SetupOf(redis);
        await using TestCluster cluster = await TestCluster.StartAsync(setup);
        ActivityContext submitted;
        using (Activity request = _requests.StartActivity("POST /api/runs", ActivityKind.Server)!)
        {
            submitted = request.Context;
            EnqueueCalls run = Queue.Run("r", 2);
            await cluster.Actors.Business(Queue.Acme).EnqueueAsync(run with { Template = run.Template with { Trace = CallTraces.Here } });
        }

        await EndAsync(cluster, setup, 2);
        await Eventually.BeAsync(() => Linked(submitted).Count(span => span.OperationName == "callqueue.delivery") == 2, "both ends are delivered");
        IGrouping<ActivityTraceId, Activity>[] traces = [.. Linked(submitted).GroupBy(span => span.TraceId)];
        traces.Length.ShouldBe(2);
        traces.ShouldAllBe(trace => trace.Key != submitted.TraceId && trace.Select(span => span.ParentSpanId).Distinct().Count() == 1);
    }

    private void Listen()
    {
        _listener.ActivityStopped = _spans.Enqueue;
        ActivitySource.AddActivityListener(_listener);
    }

    private static TestClusterSetup SetupOf(RedisServer redis) => new(redis)
    {
        Roles = [ServiceRole.Scheduler, ServiceRole.Calls],
        More = (silo, _) =>
        {
            silo.AddActivityPropagation();
            silo.Services.AddSingleton<IEndingSink>(services => new NotedSink(services.GetRequiredService<ILocalSiloDetails>().Name));
        },
        MoreOfClient = client => client.AddActivityPropagation(),
    };

    /// <summary>The carrier reports that they were answered, and that they have ended.</summary>
    private static async Task EndAsync(TestCluster cluster, TestClusterSetup setup, int calls)
    {
        await Eventually.BeAsync(() => setup.Carrier.Dials.Count == calls, "all are dialed");
        foreach (DialRequest dial in setup.Carrier.Dials)
        {
            ICall call = cluster.Actors.Call(dial.Attempt.Call);
            var id = new CarrierCallId($"CA-{dial.Attempt.Token}");
            await call.OnCarrierEventAsync(new CarrierEvent(dial.Attempt, new CarrierReport(id, CarrierStatus.InProgress)));
            await call.OnCarrierEventAsync(new CarrierEvent(dial.Attempt, new CarrierReport(id, CarrierStatus.Ended, Outcome.Completed, Duration: TimeSpan.FromSeconds(7))));
        }
    }

    private async Task<Activity[]> SpansAsync(ActivityTraceId trace, string last)
    {
        await Eventually.BeAsync(() => _spans.Any(span => span.TraceId == trace && span.OperationName == last), $"{last} is there");
        return [.. _spans.Where(span => span.TraceId == trace).OrderBy(span => span.StartTimeUtc)];
    }

    private IEnumerable<Activity> Linked(ActivityContext to) => _spans.Where(span => span.Links.Any(link => link.Context.TraceId == to.TraceId));

    private static async Task<Dictionary<string, string[]>> SilosAsync(TestCluster cluster)
    {
        DetailedGrainStatistic[] grains = await cluster.Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        Dictionary<string, string> names = cluster.Silos.ToDictionary(silo => silo.SiloAddress.ToString(), silo => silo.Name);
        return grains.GroupBy(grain => grain.GrainId.Type.ToString()!).ToDictionary(kind => kind.Key, kind => kind.Select(grain => names[grain.SiloAddress.ToString()]).Distinct().ToArray());
    }

    private void Print(Activity[] spans, Dictionary<string, string[]> silos)
    {
        DateTime begun = spans.Min(span => span.StartTimeUtc);
        output.WriteLine($"trace {spans[0].TraceId}; the business is in {silos[LocalActors.BusinessKind][0]}, the call in {silos[LocalActors.CallKind][0]}");
        foreach (Activity span in spans)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(span.StartTimeUtc - begun).TotalMilliseconds,8:0.0} ms {span.Duration.TotalMilliseconds,8:0.0} ms  {span.SpanId} < {span.ParentSpanId}  {span.OperationName,-22} {string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"));
    }

    /// <summary>Says in which silo it delivers.</summary>
    private sealed class NotedSink(string silo) : IEndingSink
    {
        public string Name => "noted";

        public int MostAtOnce => 8;

        public bool Wants(BusinessSettings settings) => true;

        public Task<IReadOnlyList<Delivery>> DeliverAsync(EndingBatch batch)
        {
            foreach (Ending ending in batch.Endings)
            {
                using Activity? span = DeliveryTraces.Begin(ending, Name);
                span?.SetTag("test.silo", silo);
            }

            return Task.FromResult<IReadOnlyList<Delivery>>([.. batch.Endings.Select(_ => Delivery.Done.Instance)]);
        }
    }
}
