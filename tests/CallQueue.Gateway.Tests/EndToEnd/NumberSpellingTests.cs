using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>Telephone numbers at every door: the same spelling means the same person, with the business's default_country where there is no country code.</summary>
public sealed class NumberSpellingTests
{
    private const string National = "has no country code; write it in E.164, such as +442079460100, or give its country";

    public static TheoryData<string, string> Doors => new()
    {
        { "/api/calls/queue", """{"phone_number":NUMBER}""" },
        { "/api/calls/bulk-queue", """{"batch_id":"b","calls":[{"phone_number":NUMBER}]}""" },
        { "/api/queue/schedule-call", """{"to":NUMBER}""" },
        { "/api/queue/schedule-bulk-calls", """{"calls":[{"to":NUMBER}]}""" },
        { "/api/queue/schedule-recurring-call", """{"to":NUMBER,"cronExpression":"0 9 * * *"}""" },
        { "/api/schedules", """{"id":"s","cron":"0 9 * * *","phone_number":NUMBER}""" },
        { "/api/schedules", """{"id":"s","cron":"0 9 * * *","people":[{"phone_number":NUMBER}]}""" },
        { "/api/roster/contacts", """[{"id":"u1","phone_number":NUMBER}]""" },
        { "/api/roster/contacts", """{"contacts":[{"id":"u1","phone_number":NUMBER}]}""" },
        { "/api/do-not-call", """{"phone_number":NUMBER}""" },
        { "/api/do-not-call", """{"phone_numbers":[NUMBER]}""" },
        { "/api/do-not-call", """{"phone_numbers":[{"phone_number":NUMBER,"reason":"asked"}]}""" },
        { "/api/opt-out", """{"phone_number":NUMBER}""" },
        { "/api/runs", """[{"phone":NUMBER}]""" },
        { "/api/runs/plan", """{"calls":[{"phone_number":NUMBER}]}""" },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_national_number_needs_the_default_country(string path, string body)
    {
        await using var world = await World.StartAsync();
        await world.App.Client.PostAsync("/api/queue/pause", null);
        (HttpStatusCode refused, JsonObject why) = await world.App.PostAsync(path, body.Replace("NUMBER", "\"(202) 555-0101\"", StringComparison.Ordinal));
        ((int)refused).ShouldBeInRange(400, 422);
        why.ToJsonString(Json.Readable).ShouldContain(National);

        await CountryAsync(world, "us");
        (HttpStatusCode accepted, JsonObject answer) = await world.App.PostAsync(path, body.Replace("NUMBER", "\"(202) 555-0101\"", StringComparison.Ordinal));
        ((int)accepted).ShouldBeInRange(200, 202, answer.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_JSON_integer_is_read_like_its_digits(string path, string body)
    {
        await using var world = await World.StartAsync();
        await world.App.Client.PostAsync("/api/queue/pause", null);
        await CountryAsync(world, "US");
        (HttpStatusCode accepted, JsonObject answer) = await world.App.PostAsync(path, body.Replace("NUMBER", "12025550101", StringComparison.Ordinal));
        ((int)accepted).ShouldBeInRange(200, 202, answer.ToJsonString());
        (HttpStatusCode refused, JsonObject why) = await world.App.PostAsync(path, body.Replace("NUMBER", "1.20255501E10", StringComparison.Ordinal));
        ((int)refused).ShouldBeInRange(400, 422);
        why.ToJsonString().ShouldContain("a spreadsheet writes a number that it has rounded");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Two_numbers_in_one_field_are_refused(string path, string body)
    {
        await using var world = await World.StartAsync();
        (HttpStatusCode refused, JsonObject why) = await world.App.PostAsync(path, body.Replace("NUMBER", "\"+12025550101 / +12025550102\"", StringComparison.Ordinal));
        ((int)refused).ShouldBeInRange(400, 422);
        why.ToJsonString(Json.Readable).ShouldContain("has more than one number");
        why.ToJsonString().ShouldNotContain("2025550101");
    }

    [Theory]
    [InlineData("""{"phone_number":"+44 (0)20 7946 0100"}""", "+442079460100")]
    [InlineData("""{"phone_number":"020 7946 0100","country":"GB"}""", "+442079460100")]
    [InlineData("""{"phone_number":"020 7946 0100","country":"United Kingdom"}""", "+442079460100")]
    [InlineData("""{"phone_number":"2079460100","phone_code":44}""", "+442079460100")]
    [InlineData("""{"phone_number":"+12025550101.0"}""", "+12025550101")]
    [InlineData("""{"phone_number":"\u202a+12025550101\u202c"}""", "+12025550101")]
    public async Task The_number_is_dialed_in_its_one_spelling(string body, string number)
    {
        await using var world = await World.StartAsync();
        (await world.App.PostAsync("/api/calls/queue", body)).Status.ShouldBe(HttpStatusCode.Accepted);
        (await world.Carrier.NextDialAsync()).To.Value.ShouldBe(number);
    }

    [Fact]
    public async Task A_country_beside_the_number_is_stored_and_returned_as_before()
    {
        await using var world = await World.StartAsync();
        await world.App.PostAsync("/api/queue/schedule-call", """{"to":"020 7946 0100","country":"GB"}""");
        (await world.App.GetAsync("/api/queue/job/1")).Body["data"]!.ToJsonString().ShouldContain("\"country\":\"GB\"");
    }

    [Fact]
    public async Task Who_opted_out_in_one_spelling_is_not_dialed_in_another()
    {
        await using var world = await World.StartAsync();
        await world.App.PostAsync("/api/opt-out", """{"phone_number":"+44 (0)20 7946 0100"}""");
        await world.App.PostAsync("/api/calls/bulk-queue", """{"batch_id":"b","calls":[{"phone_number":"+4402079460100"},{"phone_number":"00442079460100"},{"phone_number":"020 7946 0100","country":"GB"}]}""");
        await world.RunIsAsync("b", run => run.Counts.Ended == 3);
        world.Carrier.Dialed.ShouldBe(0);
    }

    [Fact]
    public async Task A_number_on_the_list_is_found_in_every_spelling()
    {
        await using var world = await World.StartAsync();
        await CountryAsync(world, "GB");
        await world.App.PostAsync("/api/do-not-call", """{"phone_number":"020 7946 0100"}""");
        foreach (string spelling in (string[])["%2B442079460100", "442079460100", "%20442079460100", "00442079460100", "02079460100", "2079460100", "%2B44%20(0)20%207946%200100"])
            (await world.App.GetAsync($"/api/do-not-call/{spelling}")).Status.ShouldBe(HttpStatusCode.OK, spelling);
    }

    [Fact]
    public async Task Uploads_as_CSV_use_the_row_s_country_and_then_the_business_s()
    {
        await using var world = await World.StartAsync();
        await CountryAsync(world, "US");
        using var content = new StringContent("phone_number,country\n(202) 555-0101,\n020 7946 0100,GB\n+33 (0)1 23 45 67 89,US\n", Encoding.UTF8, "text/csv");
        using HttpResponseMessage response = await world.App.Client.PostAsync("/api/do-not-call", content);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        (await world.App.GetAsync("/api/do-not-call")).Body["numbers"]!.AsArray().Select(n => (string)n!["phone_number"]!).ShouldBe(["+12025550101", "+442079460100", "+33123456789"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_business_named_after_its_numbers_does_not_get_the_country_of_another()
    {
        await using var world = await World.StartAsync();
        await CountryAsync(world, "US");
        (HttpStatusCode status, JsonObject why) = await world.App.PostAsync("/api/calls/bulk-queue", """{"calls":[{"phone_number":"(202) 555-0101"}],"business_id":"other"}""");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        why["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("business_id");
        why["errors"]![0]!["problem"]!.GetValue<string>().ShouldStartWith("must come before the list in the body");
    }

    [Theory]
    [InlineData("\"gb\"", "GB")]
    [InlineData("\"44\"", "GB")]
    [InlineData("44", "GB")]
    [InlineData("\"United Kingdom\"", "GB")]
    [InlineData("null", null)]
    public async Task The_default_country_is_a_setting_with_one_spelling(string value, string? shown)
    {
        await using var world = await World.StartAsync();
        (HttpStatusCode status, JsonObject body) = await world.App.SendAsync(HttpMethod.Patch, "/api/businesses/default", $$"""{"default_country":{{value}}}""");
        status.ShouldBe(HttpStatusCode.OK);
        ((string?)body["settings"]!["default_country"]).ShouldBe(shown);
        ((string?)(await world.App.GetAsync("/api/config")).Body["settings"]!["default_country"]).ShouldBe(shown);
    }

    [Fact]
    public async Task A_country_that_does_not_exist_is_refused()
    {
        await using var world = await World.StartAsync();
        (HttpStatusCode status, JsonObject body) = await world.App.SendAsync(HttpMethod.Patch, "/api/businesses/default", """{"default_country":"Freedonia"}""");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["detail"]!.GetValue<string>().ShouldBe("default_country must be an ISO 3166 country code such as US, or a calling code such as 44; got 'Freedonia'");
    }

    private static async Task CountryAsync(World world, string country) =>
        (await world.App.SendAsync(HttpMethod.Patch, "/api/businesses/default", $$"""{"default_country":"{{country}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
}
