using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>GET /api/calls/search over Core's own actors.</summary>
public sealed class SearchTests
{
    private const string Ann = """{"phone_number":"+12025550101","custom_call_id":"ann","lead_id":"L1","campaign_id":"spring","message":"x","call_config":{"variables":{"name":"Ann"}}}""";
    private const string Bo = """{"phone_number":"+12025550102","custom_call_id":"bo","lead_id":2,"message":"x"}""";

    [Fact]
    public async Task A_waiting_call_is_found_by_every_criterion()
    {
        await using World world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", $$"""{"batch_id":"b","calls":[{{Ann}},{{Bo}}]}""");
        foreach (string query in (string[])["number=%2B12025550101", "number=12025550101", "number=+1 (202) 555-0101", "number_ending=0101", "custom_call_id=ann", "lead_id=L1", "campaign_id=spring",
            "run_id=b&number_ending=101", "batch_id=b&lead_id=L1", "state=queued&lead_id=L1", "state=waiting&campaign_id=spring", "from=2020-01-01&lead_id=L1"])
        {
            JsonObject call = (await FoundAsync(world, query)).ShouldHaveSingleItem($"by {query}");
            call["call_id"]!.GetValue<string>().ShouldBe("b-0");
            call["found"]!.GetValue<string>().ShouldBe("waiting");
            call["status"]!.GetValue<string>().ShouldBe("queued");
            (call["run_id"]!.GetValue<string>(), call["index"]!.GetValue<int>(), call["phone_number"]!.GetValue<string>()).ShouldBe(("b", 0, "+12025550101"));
            (call["name"]!.GetValue<string>(), call["custom_call_id"]!.GetValue<string>(), call["lead_id"]!.GetValue<string>(), call["campaign_id"]!.GetValue<string>()).ShouldBe(("Ann", "ann", "L1", "spring"));
            (await world.App.GetAsync(call["url"]!.GetValue<string>())).Body["call_id"]!.GetValue<string>().ShouldBe("b-0");
        }

        (await FoundAsync(world, "lead_id=2")).ShouldHaveSingleItem()["call_id"]!.GetValue<string>().ShouldBe("b-1");
        (await FoundAsync(world, "run_id=b")).Count.ShouldBe(2);
        foreach (string query in (string[])["number=%2B12025550109", "custom_call_id=b-0", "custom_call_id=nobody", "carrier_call_id=CA1", "lead_id=L", "run_id=c", "state=live&run_id=b", "outcome=busy&run_id=b", "to=2020-01-01&run_id=b"])
            (await FoundAsync(world, query)).ShouldBeEmpty($"by {query}");
    }

    [Fact]
    public async Task Calls_that_a_stop_ended_before_their_first_dial_are_found_by_their_own_ids()
    {
        await using World world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", $$"""{"batch_id":"b","campaign_id":"spring","calls":[{{Ann}},{{Bo}}]}""");
        await world.App.PostAsync("/api/runs/b/stop", "{}");
        JsonObject call = (await FoundAsync(world, "custom_call_id=bo")).ShouldHaveSingleItem();
        (call["call_id"]!.GetValue<string>(), call["found"]!.GetValue<string>(), call["status"]!.GetValue<string>(), call["custom_call_id"]!.GetValue<string>(), call["campaign_id"]!.GetValue<string>())
            .ShouldBe(("b-1", "ended", "canceled", "bo", "spring"));
        (await world.App.GetAsync("/api/calls/bo/status")).Body["custom_call_id"]!.GetValue<string>().ShouldBe("bo");
    }

    [Fact]
    public async Task Each_criterion_shows_the_same_row_with_the_run_s_campaign_and_the_due_time()
    {
        await using World world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", $$"""{"batch_id":"b","campaign_id":"spring","scheduled_at":"2035-01-01T00:00:00Z","calls":[{{Bo}}]}""");
        foreach (string query in (string[])["custom_call_id=bo", "number=%2B12025550102", "lead_id=2", "campaign_id=spring", "run_id=b"])
        {
            JsonObject call = (await FoundAsync(world, query)).ShouldHaveSingleItem(query);
            (call["campaign_id"]?.GetValue<string>(), call["due_at"]?.GetValue<DateTimeOffset>()).ShouldBe(("spring", new DateTimeOffset(2035, 1, 1, 0, 0, 0, TimeSpan.Zero)), query);
        }

        JsonObject shown = (await world.App.GetAsync("/api/calls/bo/status")).Body;
        shown["campaign_id"]!.GetValue<string>().ShouldBe("spring");
        (await world.App.GetAsync("/api/calls/bo/why")).Body["held_by"]!.AsArray().ShouldNotContain(hold => (string)hold!["limit"]! == "trunk", "the account was never asked");
    }

    [Fact]
    public async Task It_is_followed_through_its_life_in_the_words_of_the_other_endpoints()
    {
        await using World world = await World.StartAsync();
        await world.App.PostAsync("/api/calls/queue", Ann);
        DialRequest dial = await world.Carrier.NextDialAsync();
        await Eventually(async () => (await FoundAsync(world, "carrier_call_id=CA12025550101")).Count == 1);
        await CheckAsync("live");
        await world.CallBackAsync("status", dial, "CallSid=CA12025550101&CallStatus=ringing");
        await CheckAsync("live");
        (await FoundAsync(world, "state=ringing")).Count.ShouldBe(1);
        (await FoundAsync(world, "state=in_progress")).ShouldBeEmpty();
        await world.CallBackAsync("status", dial, "CallSid=CA12025550101&CallStatus=completed&CallDuration=12");
        await Eventually(async () => (await FoundAsync(world, "state=ended")).Count == 1);
        await CheckAsync("ended");
        (await FoundAsync(world, "outcome=completed&state=ended")).Count.ShouldBe(1);
        (await FoundAsync(world, "outcome=busy")).ShouldBeEmpty();

        async Task CheckAsync(string found)
        {
            string status = (await world.App.GetAsync("/api/calls/ann/status")).Body["status"]!.GetValue<string>();
            foreach (string query in (string[])["number=%2B12025550101", "custom_call_id=ann", "carrier_call_id=CA12025550101", "lead_id=L1", "campaign_id=spring"])
            {
                JsonObject call = (await FoundAsync(world, query)).ShouldHaveSingleItem($"by {query}, {found}");
                (call["found"]!.GetValue<string>(), call["status"]!.GetValue<string>(), call["call_id"]!.GetValue<string>()).ShouldBe((found, status, "ann"));
            }
        }
    }

    [Fact]
    public async Task A_number_is_read_in_the_businesss_country()
    {
        await using World world = await HeldAsync();
        await world.App.PostAsync("/api/calls/queue", Ann);
        (await world.App.GetAsync("/api/calls/search?number=(202) 555-0101")).Body["errors"]!.ToJsonString().ShouldContain("default_country");
        await SettingsAsync(world, """{"default_country":"US"}""");
        (await FoundAsync(world, "number=(202) 555-0101")).ShouldHaveSingleItem();
        (await FoundAsync(world, "number=2025550101")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_business_is_shown_nothing_and_told_nothing()
    {
        await using World world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", $$"""{"batch_id":"b","calls":[{{Ann}},{{Bo}}]}""");
        JsonObject first = (await world.App.GetAsync("/api/calls/search?run_id=b&limit=1")).Body;
        string cursor = first["cursor"]!.GetValue<string>();
        foreach (string query in (string[])["number=%2B12025550101", "custom_call_id=ann", "custom_call_id=b-0", "lead_id=L1", "campaign_id=spring", "run_id=b", "state=waiting", $"run_id=b&cursor={cursor}", "number_ending=0101"])
        {
            (await FoundAsync(world, $"{query}&business_id=other")).ShouldBeEmpty($"by {query}");
            (await world.App.GetAsync($"/api/calls/search?{query}&business_id=other")).Body.ToJsonString().ShouldNotContain("b-0");
        }
    }

    [Fact]
    public async Task Pages_are_followed_by_the_address_of_the_next()
    {
        await using World world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", $$"""{"batch_id":"b","calls":[{{string.Join(',', Enumerable.Range(100, 57).Select(i => $$"""{"phone_number":"+12025550{{i}}","message":"x"}"""))}}]}""");
        List<string> found = [];
        string? next = "/api/calls/search?state=waiting&limit=10";
        while (next is not null)
        {
            (HttpStatusCode status, JsonObject page) = await world.App.GetAsync(next);
            status.ShouldBe(HttpStatusCode.OK);
            found.AddRange(page["calls"]!.AsArray().Select(call => call!["call_id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
            page["complete"]!.GetValue<bool>().ShouldBe(next is null);
        }

        found.ShouldBe(Enumerable.Range(0, 57).Select(i => $"b-{i}"), ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "query")]
    [InlineData("limit=5", "query")]
    [InlineData("phone=1", "phone")]
    [InlineData("number=abc", "number")]
    [InlineData("number=%2B120255", "number")]
    [InlineData("number_ending=12", "number_ending")]
    [InlineData("number_ending=12a4", "number_ending")]
    [InlineData("state=sleeping", "state")]
    [InlineData("outcome=queued", "outcome")]
    [InlineData("state=queued&outcome=busy", "outcome")]
    [InlineData("lead_id=1&limit=0", "limit")]
    [InlineData("lead_id=1&limit=201", "limit")]
    [InlineData("lead_id=1&cursor=x!", "cursor")]
    [InlineData("lead_id=1&cursor=e30x", "cursor")]
    [InlineData("lead_id=1&lead_id=2", "lead_id")]
    [InlineData("run_id=a&batch_id=b", "batch_id")]
    [InlineData("run_id=a b", "run_id")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("from=2026-02-01&timezone=EST", "timezone")]
    public async Task What_is_wrong_is_named(string query, string field)
    {
        await using World world = await HeldAsync();
        (HttpStatusCode status, JsonObject problem) = await world.App.GetAsync($"/api/calls/search?{query}");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["errors"]!.AsArray().Select(error => error!["field"]!.GetValue<string>()).ShouldContain(field);
    }

    [Fact]
    public async Task Times_without_an_offset_are_on_the_clocks_of_the_zone_beside_them_or_of_the_business()
    {
        await using World world = await HeldAsync();
        await world.App.PostAsync("/api/calls/queue", Ann.Replace("\"message\"", "\"scheduled_at\":\"2035-06-01T12:00:00Z\",\"message\"", StringComparison.Ordinal));
        (await FoundAsync(world, "from=2035-06-01T12:00&to=2035-06-01T12:01")).ShouldHaveSingleItem()["status"]!.GetValue<string>().ShouldBe("scheduled");
        (await FoundAsync(world, "from=2035-06-01T14:00&to=2035-06-01T14:01&timezone=Europe/Berlin")).ShouldHaveSingleItem();
        (await FoundAsync(world, "from=2035-06-01T14:00:00 02:00&to=2035-06-01T14:00:01%2B02:00")).ShouldHaveSingleItem();
        (await FoundAsync(world, "from=2035-06-01T14:00&to=2035-06-01T14:01")).ShouldBeEmpty();
        await SettingsAsync(world, """{"timezone":"Europe/Berlin"}""");
        (await FoundAsync(world, "from=2035-06-01T14:00&to=2035-06-01T14:01")).ShouldHaveSingleItem();
        (await FoundAsync(world, "from=2035-06-01&to=2035-06-02")).ShouldHaveSingleItem();
    }

    private static async Task<World> HeldAsync()
    {
        World world = await World.StartAsync();
        await SettingsAsync(world, """{"slots":0}""");
        return world;
    }

    private static async Task SettingsAsync(World world, string settings)
    {
        using HttpResponseMessage answer = await world.App.Client.PatchAsync("/api/businesses/default", new StringContent(settings, null, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<List<JsonObject>> FoundAsync(World world, string query)
    {
        (HttpStatusCode status, JsonObject page) = await world.App.GetAsync($"/api/calls/search?{query}");
        status.ShouldBe(HttpStatusCode.OK, $"{query}: {page.ToJsonString()}");
        return [.. page["calls"]!.AsArray().Select(call => call!.AsObject())];
    }

    /// <summary>Waits for what a turn that nobody awaits will do.</summary>
    private static async Task Eventually(Func<Task<bool>> isTrue)
    {
        for (int looks = 0; looks < 2_000 && !await isTrue(); looks++) await Task.Yield();
        (await isTrue()).ShouldBeTrue();
    }
}
