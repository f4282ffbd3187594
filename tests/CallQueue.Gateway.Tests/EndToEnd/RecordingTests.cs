using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Carriers;
using CallQueue.Outboxes;
using Microsoft.Extensions.DependencyInjection;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>The recording of a call: its state, its event, and who may hear it.</summary>
public sealed class RecordingTests
{
    [Fact]
    public async Task A_recording_that_is_ready_is_shown_heard_and_announced_once_for_each_notice()
    {
        var sink = new CollectingSink();
        await using World world = await StartAsync(sink);
        DialRequest dial = await EndedAsync(world);
        for (int i = 0; i < 3; i++) await RecordedAsync(world, dial, "Ready");
        await world.EndsAreDeliveredAsync();

        JsonObject attempt = (await world.App.GetAsync("/api/calls/c/status")).Body["attempts"]![0]!.AsObject();
        attempt["recording"]!.ToJsonString().ShouldBe("""{"state":"ready","duration_seconds":31,"url":"/api/calls/c/recording?attempt=1"}""");
        Ending.OfRecording told = sink.Taken.OfType<Ending.OfRecording>().ShouldHaveSingleItem();
        (told.Notice.Call, told.Notice.Attempt, told.Notice.Seconds).ShouldBe(("c", 1, 31.0));

        world.Carrier.Opens = id => id == "RE1" ? new RecordingAnswer.Found(new MemoryStream(Encoding.ASCII.GetBytes("ID3")), "audio/mpeg", 3) : new RecordingAnswer.Absent();
        using HttpResponseMessage heard = await world.App.Client.GetAsync("/api/calls/c/recording?attempt=1");
        heard.StatusCode.ShouldBe(HttpStatusCode.OK);
        heard.Content.Headers.ContentType!.MediaType.ShouldBe("audio/mpeg");
        heard.Headers.CacheControl!.ToString().ShouldBe("no-store, private");
        (await heard.Content.ReadAsStringAsync()).ShouldBe("ID3");
    }

    [Theory]
    [InlineData("Absent", "absent")]
    [InlineData("Failed", "failed")]
    public async Task One_that_can_not_be_heard_is_shown_and_neither_announced_nor_found(string state, string word)
    {
        var sink = new CollectingSink();
        await using World world = await StartAsync(sink);
        await RecordedAsync(world, await EndedAsync(world), state);
        await world.EndsAreDeliveredAsync();
        JsonObject attempt = (await world.App.GetAsync("/api/calls/c/status")).Body["attempts"]![0]!.AsObject();
        ((string?)attempt["recording"]!["state"], (string?)attempt["recording"]!["url"]).ShouldBe((word, null));
        sink.Taken.OfType<Ending.OfRecording>().ShouldBeEmpty();
        (await world.App.GetAsync("/api/calls/c/recording")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/calls/c/recording?attempt=0", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/calls/c/recording?attempt=x", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/calls/c/recording?attempt=2", HttpStatusCode.NotFound)]
    [InlineData("/api/calls/nobody/recording", HttpStatusCode.NotFound)]
    [InlineData("/api/calls/c/recording?business_id=another", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_or_belongs_to_another_is_refused(string path, HttpStatusCode expected)
    {
        await using World world = await StartAsync(new CollectingSink());
        await RecordedAsync(world, await EndedAsync(world), "Ready");
        (await world.App.GetAsync(path)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task A_carrier_that_does_not_hand_it_out_is_no_fault_of_the_caller()
    {
        await using World world = await StartAsync(new CollectingSink());
        await RecordedAsync(world, await EndedAsync(world), "Ready");
        world.Carrier.Opens = _ => new RecordingAnswer.Unknown("HTTP 500");
        (HttpStatusCode status, JsonObject body) = await world.App.GetAsync("/api/calls/c/recording");
        (status, (string?)body["type"]).ShouldBe((HttpStatusCode.ServiceUnavailable, "/problems/carrier"));
    }

    [Fact]
    public async Task A_forged_notice_changes_nothing()
    {
        await using World world = await StartAsync(new CollectingSink());
        DialRequest dial = await EndedAsync(world);
        (await world.CallBackAsync("status", dial, "CallSid=CA12025550101&RecordingStatus=Ready", "forged")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await world.App.GetAsync("/api/calls/c/status")).Body["attempts"]![0]!["recording"].ShouldBeNull();
    }

    // The gateway asks the carrier of the actors.
    private static async Task<World> StartAsync(CollectingSink sink)
    {
        var carrier = new ListeningCarrier();
        return await World.StartAsync(carrier, sinks: [sink], more: services => services.AddSingleton<ICarriers>(carrier));
    }

    private static async Task<DialRequest> EndedAsync(World world)
    {
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"c","message":"Hello","max_retries":0,"call_config":{"recording_enabled":true,"recording_channels":"dual"}}""");
        DialRequest dial = await world.Carrier.NextDialAsync();
        (dial.Script.Record, dial.Script.RecordDual).ShouldBe((true, true));
        await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=completed");
        return dial;
    }

    private static async Task RecordedAsync(World world, DialRequest dial, string state) =>
        (await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&RecordingStatus={state}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    private sealed class CollectingSink : IEndingSink
    {
        public List<Ending> Taken { get; } = [];

        public string Name => "collecting";

        public int MostAtOnce => 10;

        public bool Wants(CallQueue.Businesses.BusinessSettings settings) => true;

        public Task<IReadOnlyList<Delivery>> DeliverAsync(EndingBatch batch)
        {
            lock (Taken) Taken.AddRange(batch.Endings);
            return Task.FromResult<IReadOnlyList<Delivery>>([.. batch.Endings.Select(_ => Delivery.Done.Instance)]);
        }
    }
}
