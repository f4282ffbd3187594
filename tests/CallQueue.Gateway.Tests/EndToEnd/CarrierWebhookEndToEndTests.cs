using System.Net;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>Genuine webhooks that come for the wrong call, from the wrong carrier, or too early, over Core's own actors.</summary>
public sealed class CarrierWebhookEndToEndTests
{
    [Fact]
    public async Task A_webhook_for_an_unknown_call_is_taken_and_makes_none()
    {
        await using World world = await World.StartAsync();
        foreach (string call in (string[])["default~ghost", "default~run-0", "nobody~c1"])
            (await TellAsync(world, "twilio", call, 1, "t1", "CA1", "completed")).ShouldBe(HttpStatusCode.NoContent);

        (await world.App.GetAsync("/api/calls/ghost/status")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.Host.Actors.Business(BusinessId.Default).GetAsync()).Counts.Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_webhook_of_another_carrier_changes_nothing_even_with_the_right_token()
    {
        await using World world = await World.StartAsync();
        DialRequest dial = await DialedAsync(world);

        (await TellAsync(world, "plivo", dial, "CA12025550101", "completed")).ShouldBe(HttpStatusCode.NoContent);

        (await StatusAsync(world)).ShouldBe("dialing");
        await TellAsync(world, "twilio", dial, "CA12025550101", "completed");
        (await StatusAsync(world)).ShouldBe("completed");
    }

    [Fact]
    public async Task A_webhook_of_another_call_of_the_same_carrier_changes_nothing()
    {
        await using World world = await World.StartAsync();
        DialRequest dial = await DialedAsync(world);
        await TellAsync(world, "twilio", dial, "CA12025550101", "ringing");

        (await TellAsync(world, "twilio", dial, "CA999", "completed")).ShouldBe(HttpStatusCode.NoContent);

        (await StatusAsync(world)).ShouldBe("ringing");
    }

    [Fact]
    public async Task A_webhook_before_the_creates_answer_is_adopted_and_nobody_is_dialed_again()
    {
        var answering = new TaskCompletionSource();
        await using World world = await World.StartAsync(new ListeningCarrier { Answering = answering.Task });
        DialRequest dial = await DialedAsync(world);

        await TellAsync(world, "twilio", dial, "CA12025550101", "ringing");
        (await StatusAsync(world)).ShouldBe("ringing");
        answering.SetResult();
        await TellAsync(world, "twilio", dial, "CA12025550101", "completed");

        (await StatusAsync(world)).ShouldBe("completed");
        world.Carrier.Dialed.ShouldBe(1);
    }

    private static async Task<DialRequest> DialedAsync(World world)
    {
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"c1"}""");
        return await world.Carrier.NextDialAsync();
    }

    private static async Task<string> StatusAsync(World world) => (await world.App.GetAsync("/api/calls/c1/status")).Body["status"]!.GetValue<string>();

    private static Task<HttpStatusCode> TellAsync(World world, string carrier, DialRequest dial, string id, string status) =>
        TellAsync(world, carrier, dial.Attempt.Call.ToString(), dial.Attempt.Number, dial.Attempt.Token, id, status);

    private static async Task<HttpStatusCode> TellAsync(World world, string carrier, string call, int attempt, string token, string id, string status)
    {
        using HttpResponseMessage response = await world.App.CallBackAsync(
            $"/webhooks/{carrier}/status?call={Uri.EscapeDataString(call)}&attempt={attempt}&token={token}", $"CallSid={id}&CallStatus={status}");
        return response.StatusCode;
    }
}
