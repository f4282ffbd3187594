using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Gateway.Tests.EndToEnd;
using Samples.Extensions;

namespace CallQueue.Gateway.Tests.Samples;

/// <summary>Each sample of docs/extending.md, as it is written in samples/extensions, at work on Core's actors [S3.33].</summary>
public sealed class ExtensionSampleTests
{
    [Fact]
    public async Task A_handler_of_failed_calls_gets_those_and_no_others()
    {
        var failed = new FailedCalls();
        await using World world = await World.StartAsync(sinks: [failed]);
        foreach ((int number, string status) in new[] { (1, "busy"), (2, "completed") })
        {
            await SubmitAsync(world, $"c{number}", CustomerTiers.CallOf(Number(number), "trial") with { Rules = new CallRules { Retry = RetryPolicy.None } });
            DialRequest dial = await world.Carrier.NextDialAsync();
            await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus={status}");
        }

        await world.EndsAreDeliveredAsync();
        failed.All.ShouldHaveSingleItem().Call.Id.Name.ShouldBe("c1");
    }

    [Fact]
    public async Task An_apps_own_words_for_priorities_decide_who_is_first()
    {
        await using World world = await World.StartAsync();
        IBusiness business = world.Host.Actors.Business(BusinessId.Default);
        await business.PauseAsync(true);
        foreach ((int number, string tier) in new[] { (1, "trial"), (2, "new"), (3, "gold"), (4, "vip") }) await SubmitAsync(world, tier, CustomerTiers.CallOf(Number(number), tier));
        await business.ChangeSettingsAsync((await business.GetAsync()).Settings with { Slots = 1 });
        await business.PauseAsync(false);
        List<string> order = [];
        for (int i = 0; i < 4; i++)
        {
            DialRequest dial = await world.Carrier.NextDialAsync();
            order.Add(dial.Attempt.Call.Name);
            await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=completed");
        }

        order.ShouldBe(["vip", "gold", "new", "trial"]);
    }

    [Fact]
    public async Task An_endpoint_and_a_metric_show_what_the_business_has()
    {
        await using World world = await World.StartAsync(map: app => app.MapBacklog());
        await world.Host.Actors.Business(BusinessId.Default).PauseAsync(true);
        for (int i = 1; i <= 3; i++) await SubmitAsync(world, $"c{i}", CustomerTiers.CallOf(Number(i), "gold"));

        (HttpStatusCode status, JsonObject body) = await world.App.GetPlainAsync("/backlog/default");
        (status, body.ToJsonString()).ShouldBe((HttpStatusCode.OK, """{"waiting":3,"live":0}"""));
        (await world.App.GetPlainAsync("/backlog/no~name")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        using var meter = new QueueMeter();
        await meter.UpdateAsync(world.Host.Actors, BusinessId.Default);
        Dictionary<string, long> read = [];
        using var listener = new MeterListener { InstrumentPublished = (instrument, all) => { if (instrument.Meter.Name == "Samples.Queue") all.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => read[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        (read["queue.waiting"], read["queue.live"]).ShouldBe((3, 0));
    }

    private static async Task SubmitAsync(World world, string name, NewCall call) =>
        (await world.Host.Actors.Business(BusinessId.Default).SubmitAsync(new SubmitCall(name, name, call))).ShouldBeOfType<SubmitAnswer.Taken>();

    private static PhoneNumber Number(int i) => PhoneNumber.Parse($"+1202555010{i}");
}
