using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Gateway.Tests.Access;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Trunks;

namespace CallQueue.Gateway.Tests.Trunks;

/// <summary>What operators see of carrier accounts, and how they reopen one.</summary>
public sealed class TrunksTests
{
    private static readonly string Id = new FakeCarriers().Trunk.Value;

    [Fact]
    public async Task A_stopped_account_shows_why_and_until_when_and_opens_at_once_when_told_so()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (await TrunkAsync(app))["state"]!.GetValue<string>().ShouldBe("open");

        await app.Actors.Trunk.ReportAsync(new DialReport.Stopped("twilio 20003 (HTTP 401): x"));
        JsonObject stopped = await TrunkAsync(app);
        (stopped["id"]!.GetValue<string>(), stopped["state"]!.GetValue<string>()).ShouldBe((Id, "stopped"));
        stopped["stop"]!["reason"]!.GetValue<string>().ShouldBe("twilio 20003 (HTTP 401): x");
        (stopped["stop"]!["probe_at"]!.GetValue<DateTimeOffset>() - stopped["stop"]!["stopped_at"]!.GetValue<DateTimeOffset>()).ShouldBe(TimeSpan.FromSeconds(5));

        (HttpStatusCode status, JsonObject opened) = await app.PostAsync($"/api/trunks/{Id}/reopen", "{}");
        (status, opened["state"]!.GetValue<string>(), opened["stop"]).ShouldBe((HttpStatusCode.OK, "open", null));
        (await TrunkAsync(app))["state"]!.GetValue<string>().ShouldBe("open");
    }

    [Fact]
    public async Task A_rejected_business_is_named_and_reopened_with_its_account()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.Actors.Trunk.ReportAsync(new DialReport.Stopped("caller id") { Business = new BusinessId("acme") });
        JsonObject trunk = await TrunkAsync(app);
        trunk["state"]!.GetValue<string>().ShouldBe("open");
        trunk["business_stops"]![0]!["business_id"]!.GetValue<string>().ShouldBe("acme");
        (await app.GetAsync("/api/health")).Body["checks"]!["carrier"]!["status"]!.GetValue<string>().ShouldBe("degraded");
        (await app.PostAsync($"/api/trunks/{Id}/reopen", "{}")).Body["business_stops"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("twilio:another")]
    [InlineData("a%20b")]
    public async Task An_account_that_this_process_does_not_have_is_not_found(string id)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (await app.PostAsync($"/api/trunks/{id}/reopen", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_business_key_neither_sees_nor_reopens_the_account_of_all()
    {
        await using Door door = await Door.OpenAsync();
        (string key, _) = await door.KeyAsync("acme");
        (await door.GetAsync("/api/trunks", ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await door.SendAsync(HttpMethod.Post, $"/api/trunks/{Id}/reopen", null, ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await door.GetAsync("/api/trunks", ("X-Api-Key", Door.OperatorKey))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<JsonObject> TrunkAsync(GatewayApplication app) => (await app.GetAsync("/api/trunks")).Body["trunks"]![0]!.AsObject();
}
