using System.Net;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>Where a business may call and how much, through every endpoint.</summary>
public sealed class FencesEndToEndTests
{
    private const string Path = "/api/businesses/default";
    private const string Us = "+12025550171";
    private const string Gb = "+442079460100";

    [Theory] // endpoint, body → the field that is refused, and its index in the list
    [InlineData("/api/calls/queue", """{"phone_number":"+442079460100"}""", "phone_number", null)]
    [InlineData("/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550171"},{"phone_number":"+442079460100"}]}""", "phone_number", 1)]
    [InlineData("/api/queue/schedule-call", """{"to":"+442079460100"}""", "to", null)]
    [InlineData("/api/queue/schedule-bulk-calls", """{"calls":[{"to":"+12025550171"},{"to":"+442079460100"}]}""", "to", 1)]
    [InlineData("/api/queue/schedule-recurring-call", """{"to":"+442079460100","cronExpression":"0 9 * * *"}""", "to", null)]
    [InlineData("/api/runs", """{"run_id":"r","calls":[{"phone_number":"+12025550171"},{"phone_number":"+442079460100"}]}""", "phone_number", 1)]
    [InlineData("/api/schedules", """{"id":"s","cron":"0 9 * * *","phone_number":"+442079460100"}""", "phone_number", null)]
    [InlineData("/api/schedules", """{"id":"s","cron":"0 9 * * *","people":[{"phone_number":"+12025550171"},{"phone_number":"+442079460100"}]}""", "phone_number", 1)]
    [InlineData("/api/roster/contacts", """{"contacts":[{"id":"a","phone_number":"+12025550171","call_time":"09:00"},{"id":"b","phone_number":"+442079460100","call_time":"09:00"}]}""", "phone_number", 1)]
    public async Task Every_endpoint_refuses_a_number_beyond_the_fence_by_field_and_place(string endpoint, string body, string field, int? index)
    {
        await using World world = await World.StartAsync();
        await world.App.SendAsync(HttpMethod.Put, Path, """{"slots":0,"countries":["US"]}""");
        (HttpStatusCode status, JsonObject answer) = await world.App.SendAsync(HttpMethod.Post, endpoint, body);
        status.ShouldBe(endpoint.StartsWith("/api/queue/", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity, answer.ToJsonString());
        JsonNode error = answer["errors"]![0]!;
        (error["field"]!.GetValue<string>(), error["index"]?.GetValue<int>()).ShouldBe((field, index), answer.ToJsonString());
        error["problem"]!.GetValue<string>().ShouldContain("is in GB (+********0100)");
        answer.ToJsonString().ShouldNotContain(Gb[1..]);
        (await world.App.GetAsync(Path)).Body["counts"]!["total"]!.GetValue<int>().ShouldBe(0);
        (await world.App.SendAsync(HttpMethod.Post, endpoint, body.Replace(Gb, "+12025550172", StringComparison.Ordinal))).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_dry_run_shows_the_rows_beyond_the_fence()
    {
        await using World world = await World.StartAsync();
        await world.App.SendAsync(HttpMethod.Put, Path, """{"countries":["US"]}""");
        (HttpStatusCode status, JsonObject answer) = await world.App.SendAsync(HttpMethod.Post, "/api/runs?dry_run=true", $$"""{"run_id":"r","calls":[{"phone_number":"{{Us}}"},{"phone_number":"{{Gb}}"}]}""");
        (status, answer["accepted"]!.GetValue<bool>()).ShouldBe((HttpStatusCode.OK, false), answer.ToJsonString());
        answer["problems"]!.ToJsonString().ShouldContain("is in GB");
    }

    [Fact]
    public async Task A_bulk_of_several_parts_is_refused_as_a_whole()
    {
        await using World world = await World.StartAsync();
        await world.App.SendAsync(HttpMethod.Put, Path, """{"slots":0,"countries":["US"]}""");
        string calls = string.Join(',', Enumerable.Range(0, 6_000).Select(i => $$"""{"phone_number":"+1202{{5_550_000 + i}}"}"""));
        (HttpStatusCode status, JsonObject answer) = await world.App.SendAsync(HttpMethod.Post, "/api/calls/bulk-queue", $$"""{"batch_id":"b","calls":[{{calls}},{"phone_number":"{{Gb}}"}]}""");
        (status, answer["errors"]![0]!["index"]!.GetValue<int>()).ShouldBe((HttpStatusCode.UnprocessableEntity, 6_000));
        (await world.App.GetAsync(Path)).Body["counts"]!["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Countries_are_read_by_name_and_shown_by_code()
    {
        await using World world = await World.StartAsync();
        JsonObject shown = (await world.App.SendAsync(HttpMethod.Patch, Path, """{"countries":["us","United Kingdom","US"],"prefixes":["+8816"]}""")).Body;
        (shown["settings"]!["countries"]!.ToJsonString(), shown["effective"]!["prefixes"]![0]!.GetValue<string>()).ShouldBe(("""["US","GB"]""", "+8816"), shown.ToJsonString());
        (HttpStatusCode status, JsonObject refused) = await world.App.SendAsync(HttpMethod.Patch, Path, """{"countries":["Atlantis"]}""");
        (status, refused["errors"]![0]!["field"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "countries[0]"));
        (await world.App.GetAsync("/api/businesses/fresh")).Body["effective"]!["countries"]!.ToJsonString().ShouldBe("""["*"]""");
        (await world.App.SendAsync(HttpMethod.Put, "/api/businesses/fresh", """{"number":"+12025550199"}""")).Body["effective"]!["countries"]!.ToJsonString().ShouldBe("""["US"]""");
    }

    [Fact]
    public async Task Usage_is_shown_and_a_business_can_lower_its_limits_only()
    {
        await using World world = await World.StartAsync();
        (await world.App.SendAsync(HttpMethod.Put, Path + "/ceilings", """{"dials_per_hour":2,"minutes_per_day":100}""")).Status.ShouldBe(HttpStatusCode.OK);
        (HttpStatusCode status, JsonObject refused) = await world.App.SendAsync(HttpMethod.Patch, Path, """{"dials_per_hour":3}""");
        (status, refused["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "dials_per_hour must be at most 2, the operator's ceiling; got 3"));
        (status, refused) = await world.App.SendAsync(HttpMethod.Patch, Path, """{"cost_per_day":3.5}""");
        (status, refused["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "cost_per_day needs a price table; the operator sets PRICE_TABLE"));

        await world.App.SendAsync(HttpMethod.Post, "/api/calls/bulk-queue", """{"batch_id":"b","calls":[{"phone_number":"+12025550171"},{"phone_number":"+12025550172"},{"phone_number":"+12025550173"}]}""");
        await world.Carrier.NextDialAsync();
        await world.Carrier.NextDialAsync();
        await world.RunIsAsync("b", run => run.Counts.Live == 2);
        JsonObject run = (await world.App.GetAsync("/api/runs/b")).Body;
        run["held_by"]![0]!.GetValue<string>().ShouldStartWith("quota: dials_per_hour:");
        JsonObject why = (await world.App.GetAsync("/api/calls/b-2/why")).Body;
        why.ToJsonString().ShouldContain("dials_per_hour");
        world.Carrier.Dialed.ShouldBe(2);
        (await world.App.SendAsync(HttpMethod.Post, Path + "/confirm-jump", "{}")).Status.ShouldBe(HttpStatusCode.Conflict);
    }
}
