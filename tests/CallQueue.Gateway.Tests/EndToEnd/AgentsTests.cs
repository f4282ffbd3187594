using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>Agents through the API: what is read and shown, what is refused and how, and which hold is named.</summary>
public sealed class AgentsTests
{
    private const string Path = "/api/businesses/default";

    [Fact]
    public async Task Calls_wait_for_an_agent_by_that_name()
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject body) = await world.App.SendAsync(HttpMethod.Patch, Path, """{"slots":5,"agents":2,"agents_reserved":1}""");
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        (((int?)body["settings"]!["agents"]), ((int?)body["settings"]!["agents_reserved"])).ShouldBe((2, 1));
        (await world.App.SendAsync(HttpMethod.Put, Path, body.ToJsonString())).Status.ShouldBe(HttpStatusCode.OK, "what GET shows is accepted as it is");

        foreach (int i in (int[])[1, 2]) await world.App.SendAsync(HttpMethod.Post, "/api/calls/queue", $$"""{"phone_number":"+1202555010{{i}}","custom_call_id":"c{{i}}"}""");
        await world.Carrier.NextDialAsync();
        ((await world.App.GetAsync(Path)).Body["held_by"]!.ToJsonString()).ShouldBe("""["agents"]""");
        JsonNode why = (await world.App.GetAsync("/api/calls/c2/why")).Body;
        why.ToJsonString(Json.Readable).ShouldContain("1 calls are live, and 1 of 2 agents are kept for people who call in");

        await world.App.SendAsync(HttpMethod.Patch, Path, """{"agents":null,"agents_reserved":null}""");
        (await world.Carrier.NextDialAsync()).To.ShouldBe(PhoneNumber.Parse("+12025550102"));
    }

    [Fact]
    public async Task A_person_whose_call_no_agent_takes_hears_that_and_is_called_again_where_the_policy_names_it()
    {
        await using World world = await World.StartAsync();
        await world.App.SendAsync(HttpMethod.Patch, Path, """{"retry":{"max_attempts":2,"delay_seconds":60,"retry_on":["no_agent"]}}""");
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"c"}""");
        DialRequest dial = await world.Carrier.NextDialAsync();
        (await AfterAgentAsync(world, dial)).ShouldBe("<Response><Say>Nobody is free.</Say><Hangup/></Response>");
        await TellAsync(world, dial, "status", "CallStatus=completed");
        JsonObject call = (await world.App.GetAsync("/api/calls/c")).Body;
        (((string?)call["attempts"]![0]!["status"]), ((string?)call["attempts"]![0]!["reason"])).ShouldBe(("no_agent", "the call was answered, but no agent took it"), call.ToJsonString());
        (await world.App.GetAsync("/api/calls/c/status")).Body["status"]!.GetValue<string>().ShouldBe("scheduled");
    }

    [Fact]
    public async Task A_call_that_an_agent_took_ends_with_the_agent()
    {
        await using World world = await World.StartAsync();
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"c"}""");
        DialRequest dial = await world.Carrier.NextDialAsync();
        await TellAsync(world, dial, "status", "StreamEvent=stream-started");
        (await AfterAgentAsync(world, dial)).ShouldBe(AnswerDocument.HangUp.Text);
        await TellAsync(world, dial, "status", "StreamEvent=stream-error");
        await TellAsync(world, dial, "status", "CallStatus=completed");
        (await world.App.GetAsync("/api/calls/c/status")).Body["status"]!.GetValue<string>().ShouldBe("completed");
        using HttpResponseMessage forged = await world.App.CallBackAsync(Url(dial, "agent"), "CallSid=CA12025550101", "forged");
        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<string> AfterAgentAsync(World world, DialRequest dial) => await TellAsync(world, dial, "agent", "CallStatus=in-progress");

    private static async Task<string> TellAsync(World world, DialRequest dial, string kind, string fields)
    {
        using HttpResponseMessage response = await world.App.CallBackAsync(Url(dial, kind), $"CallSid=CA12025550101&{fields}");
        response.IsSuccessStatusCode.ShouldBeTrue();
        return await response.Content.ReadAsStringAsync();
    }

    private static string Url(DialRequest dial, string kind) => CallbackQuery.PathOf("twilio", kind, dial.Attempt);

    [Theory]
    [InlineData("""{"agents":-1}""", "agents", "agents must be a whole number from 0 to 10000; got -1")]
    [InlineData("""{"agents":"many"}""", "agents", null)]
    [InlineData("""{"agents_reserved":2}""", "agents_reserved", "agents_reserved keeps agents free, so it needs agents, which says how many there are; got 2")]
    [InlineData("""{"agents":2,"agents_reserved":3}""", "agents_reserved", "agents_reserved must be from 0 to agents, 2; got 3")]
    public async Task What_is_wrong_is_refused_by_field_and_value(string body, string field, string? detail)
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await world.App.SendAsync(HttpMethod.Patch, Path, body);
        ((int)status).ShouldBeInRange(400, 422, problem.ToJsonString());
        problem.ToJsonString(Json.Readable).ShouldContain($"\"{field}\"");
        if (detail is not null) problem["detail"]!.GetValue<string>().ShouldContain(detail);
    }
}
