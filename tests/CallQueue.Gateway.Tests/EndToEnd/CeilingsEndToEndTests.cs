using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Access;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>The operator's ceilings through the API: who may change them, what they refuse at every door, and what GET shows of both.</summary>
public sealed class CeilingsEndToEndTests
{
    private const string Path = "/api/businesses/default";

    private const string Most = """
        {"slots":5,"window":"09:00-21:00","max_duration":600,"numbers":["+12025550199"],"answer_url_hosts":["voice.example.com"],
         "webhook_hosts":["*.example.com"],"waiting_calls":50,"retention":{"completed":10}}
        """;

    [Fact]
    public async Task Only_an_operator_changes_ceilings_and_a_business_reads_them()
    {
        await using World world = await World.StartAsync(access: new AccessOptions { OperatorKey = "operator-key-0123456789-0123456789" });
        string key = (await SendAsync(world, "operator-key-0123456789-0123456789", HttpMethod.Post, "/api/keys", """{"business_id":"default","name":"app"}""")).Body["api_key"]!.GetValue<string>();

        (await SendAsync(world, key, HttpMethod.Put, Path + "/ceilings", Most)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(world, key, HttpMethod.Patch, Path + "/ceilings", """{"slots":null}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(world, "operator-key-0123456789-0123456789", HttpMethod.Put, Path + "/ceilings", Most)).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(world, key, HttpMethod.Get, Path + "/ceilings", null)).Body["slots"]!.GetValue<int>().ShouldBe(5);

        // The business's own key can lower what it has, never raise it, nor slip ceilings in with its settings.
        (await SendAsync(world, key, HttpMethod.Patch, Path, """{"slots":4}""")).Status.ShouldBe(HttpStatusCode.OK);
        (HttpStatusCode status, JsonObject refused) = await SendAsync(world, key, HttpMethod.Patch, Path, """{"slots":6}""");
        (status, refused["errors"]![0]!["field"]!.GetValue<string>(), refused["detail"]!.GetValue<string>())
            .ShouldBe((HttpStatusCode.UnprocessableEntity, "slots", "slots must be at most 5, the operator's ceiling; got 6"));
        (await SendAsync(world, key, HttpMethod.Patch, Path, """{"ceilings":{"slots":100}}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonObject shown = (await SendAsync(world, key, HttpMethod.Get, Path, null)).Body;
        shown["ceilings"]!["slots"] = 100;
        (status, refused) = await SendAsync(world, key, HttpMethod.Put, Path, shown.ToJsonString());
        (status, refused["errors"]![0]!["field"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "ceilings"));
        shown["ceilings"]!["slots"] = 5;
        (await SendAsync(world, key, HttpMethod.Put, Path, shown.ToJsonString())).Status.ShouldBe(HttpStatusCode.OK, "what GET shows is accepted as it is");
    }

    [Fact]
    public async Task Get_shows_what_was_set_what_is_allowed_and_what_applies()
    {
        await using World world = await World.StartAsync();
        await world.App.SendAsync(HttpMethod.Put, Path, """{"slots":9,"window":"06:00-20:00","max_duration":1200,"number":"+12025550111","webhook":{"url":"https://old.example.net/h","secret":"0123456789abcdef"}}""");
        (await world.App.SendAsync(HttpMethod.Put, Path + "/ceilings", Most)).Status.ShouldBe(HttpStatusCode.OK);

        JsonObject shown = (await world.App.GetAsync(Path)).Body;
        (shown["settings"]!["slots"]!.GetValue<int>(), shown["ceilings"]!["slots"]!.GetValue<int>(), shown["effective"]!["slots"]!.GetValue<int>()).ShouldBe((9, 5, 5));
        JsonNode effective = shown["effective"]!;
        (effective["window"]!.GetValue<string>(), effective["max_duration"]!.GetValue<int>(), effective["number"]!.GetValue<string>(), effective["webhook"]!.GetValue<bool>(), effective["retention"]!["completed"]!.GetValue<int>())
            .ShouldBe(("mon-sun 09:00-20:00", 600, "+12025550199", false, 10));

        (await world.App.SendAsync(HttpMethod.Patch, Path, """{"timezone":"UTC"}""")).Status.ShouldBe(HttpStatusCode.OK, "an untouched value stays although its ceiling was lowered");
        (await world.App.SendAsync(HttpMethod.Patch, Path + "/ceilings", """{"slots":null,"window":null}""")).Status.ShouldBe(HttpStatusCode.OK);
        effective = (await world.App.GetAsync(Path)).Body["effective"]!;
        (effective["slots"]!.GetValue<int>(), effective["window"]!.GetValue<string>()).ShouldBe((9, "06:00-20:00"));
        (await world.App.SendAsync(HttpMethod.Put, Path, "{}")).Status.ShouldBe(HttpStatusCode.OK, "defaults are lowered to the ceilings");
    }

    [Theory] // door, body → the field that is refused, and its index in the list
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550171","call_config":{"max_duration":601}}""", "call_config.max_duration", null)]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550171","window":"08:00-12:00"}""", "window", null)]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550171","call_config":{"answer_url":"https://evil.example.net/a"}}""", "call_config.answer_url", null)]
    [InlineData("/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550171"},{"phone_number":"+12025550172","call_config":{"answer_url":"https://evil.example.net/a"}}]}""", "call_config.answer_url", 1)]
    [InlineData("/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550171"}],"call_config":{"max_duration":601}}""", "call_config.max_duration", null)]
    [InlineData("/api/queue/schedule-call", """{"to":"+12025550171","call_config":{"max_duration":601}}""", "call_config.max_duration", null)]
    [InlineData("/api/queue/schedule-bulk-calls", """{"calls":[{"to":"+12025550171","window":"08:00-12:00"}]}""", "window", 0)]
    [InlineData("/api/runs", """{"run_id":"r","window":"08:00-12:00","calls":[{"phone_number":"+12025550171"}]}""", "window", null)]
    [InlineData("/api/schedules", """{"id":"s","cron":"0 9 * * *","phone_number":"+12025550171","call":{"call_config":{"max_duration":601}}}""", "call.call_config.max_duration", null)]
    [InlineData("/api/schedules", """{"id":"s","cron":"0 9 * * *","people":[{"phone_number":"+12025550171","call_config":{"answer_url":"https://evil.example.net/a"}}]}""", "call_config.answer_url", 0)]
    public async Task Every_door_refuses_what_is_beyond_a_ceiling_by_field_and_place(string door, string body, string field, int? index)
    {
        await using World world = await World.StartAsync();
        await world.App.SendAsync(HttpMethod.Put, Path, """{"slots":0}""");
        await world.App.SendAsync(HttpMethod.Put, Path + "/ceilings", Most);
        (HttpStatusCode status, JsonObject answer) = await world.App.SendAsync(HttpMethod.Post, door, body);
        status.ShouldBe(door.StartsWith("/api/queue/", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity, answer.ToJsonString());
        JsonNode error = answer["errors"]![0]!;
        (error["field"]!.GetValue<string>(), error["index"]?.GetValue<int>()).ShouldBe((field, index), answer.ToJsonString());
        (await world.App.GetAsync(Path)).Body["counts"]!["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task More_waiting_calls_than_allowed_are_refused_as_a_whole()
    {
        await using World world = await World.StartAsync();
        await world.App.SendAsync(HttpMethod.Put, Path, """{"slots":0}""");
        await world.App.SendAsync(HttpMethod.Put, Path + "/ceilings", """{"waiting_calls":2}""");
        (HttpStatusCode status, JsonObject answer) = await world.App.SendAsync(HttpMethod.Post, "/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550171"},{"phone_number":"+12025550172"},{"phone_number":"+12025550173"}]}""");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity, answer.ToJsonString());
        answer["detail"]!.GetValue<string>().ShouldContain("2 waiting calls, the operator's ceiling");
        (await world.App.SendAsync(HttpMethod.Post, "/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550171"},{"phone_number":"+12025550172"}]}""")).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("""{"numbers":[]}""", "numbers")]
    [InlineData("""{"numbers":["12"]}""", "numbers[0]")]
    [InlineData("""{"webhook_hosts":["https://app.example.com"]}""", "webhook_hosts[0]")]
    [InlineData("""{"rate_limits":[{"count":0,"period_seconds":1}]}""", "rate_limits[0].count")]
    [InlineData("""{"slots":-1}""", "slots")]
    [InlineData("""{"slotz":1}""", "slotz")]
    [InlineData("""{"window":"25:00-26:00"}""", "window")]
    public async Task A_wrong_ceiling_is_named(string body, string field)
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject answer) = await world.App.SendAsync(HttpMethod.Put, Path + "/ceilings", body);
        (status, answer["errors"]![0]!["field"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, field), answer.ToJsonString());
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(World world, string key, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Api-Key", key);
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await world.App.Client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }
}
