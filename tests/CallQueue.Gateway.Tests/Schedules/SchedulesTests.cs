using System.Net;
using System.Text.Json.Nodes;

using CallQueue.Schedules;

namespace CallQueue.Gateway.Tests.Schedules;

public sealed class SchedulesTests
{
    private const string Path = "/api/schedules";
    private const string Weekly = """{"id":"weekly","cron":"0 9 * * 1","timezone":"Europe/Berlin","overlap":"skip","phone_number":"+12025550101","call":{"message":"Hi","priority":"high","max_retries":2,"metadata":{"n":1}}}""";

    [Fact]
    public async Task A_schedule_is_made_once_and_shows_when_it_comes_in_its_zone()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject made) = await app.PostAsync(Path, Weekly);
        status.ShouldBe(HttpStatusCode.Created);
        made["next_fire_times"]!.AsArray().Select(time => time!.GetValue<string>()).Take(4).ShouldBe(
            ["2026-03-09T09:00:00+01:00", "2026-03-16T09:00:00+01:00", "2026-03-23T09:00:00+01:00", "2026-03-30T09:00:00+02:00"]);
        made["next_fire_times"]!.AsArray().Count.ShouldBe(10);
        made["call"]!.ToJsonString(Json.Readable).ShouldBe("""{"metadata":{"n":1},"priority":"high","message":"Hi","max_retries":2}""");
        (made["skipped_time"]!.GetValue<string>(), made["doubled_time"]!.GetValue<string>(), made["misfire"]!.GetValue<string>(), made["overlap"]!.GetValue<string>())
            .ShouldBe(("next_valid", "once", "run_once", "skip"));

        (await app.PostAsync(Path, Weekly)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.PostAsync(Path, Weekly.Replace("0 9 * * 1", "0 9 * * 2", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await app.GetAsync($"{Path}/weekly")).Body.ToJsonString().ShouldBe(made.ToJsonString());
        (await app.GetAsync(Path)).Body["schedules"]!.AsArray().Single()!["id"]!.GetValue<string>().ShouldBe("weekly");
        (await app.GetAsync($"{Path}/weekly?business_id=other")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_many_patches_at_once_none_is_lost()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, Weekly);
        var patches = Enumerable.Range(0, 12).Select(i => app.SendAsync(HttpMethod.Patch, $"{Path}/weekly", $$$$"""{"call":{"metadata":{"m{{{{i}}}}":1}}}"""));
        (await Task.WhenAll(patches)).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await app.GetAsync($"{Path}/weekly")).Body["call"]!["metadata"]!.AsObject().Count.ShouldBe(13);
    }

    [Fact]
    public async Task It_is_changed_in_parts_and_as_a_whole_paused_resumed_and_deleted()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, Weekly);
        JsonObject patched = (await app.SendAsync(HttpMethod.Patch, $"{Path}/weekly", """{"cron":"30 8 * * *","call":{"message":null,"priority":"low"},"timezone":null}""")).Body;
        patched["next_fire_times"]![0]!.GetValue<string>().ShouldBe("2026-03-03T08:30:00+00:00");
        patched["call"]!.ToJsonString(Json.Readable).ShouldBe("""{"metadata":{"n":1},"priority":"low","max_retries":2}""");
        patched["overlap"]!.GetValue<string>().ShouldBe("skip");

        JsonObject put = (await app.SendAsync(
            HttpMethod.Put, $"{Path}/weekly", """{"cron":"0 12 * * *","people":[{"phone_number":"+12025550101","call_config":{"variables":{"name":"Ada"}}},{"phone_number":"+12025550102"}]}""")).Body;
        (put["people_count"]!.GetValue<int>(), put["phone_number"]).ShouldBe((2, null));
        put["people"]!.ToJsonString(Json.Readable).ShouldBe("""[{"phone_number":"+12025550101","call_config":{"variables":{"name":"Ada"}}},{"phone_number":"+12025550102"}]""");
        (await app.GetAsync(Path)).Body["schedules"]![0]!.AsObject().ContainsKey("people").ShouldBeFalse();

        JsonObject paused = (await app.PostAsync($"{Path}/weekly/pause", "{}")).Body;
        (paused["paused"]!.GetValue<bool>(), paused["next_fire_times"]!.AsArray().Count).ShouldBe((true, 0));
        (await app.PostAsync($"{Path}/weekly/resume", "{}")).Body["next_fire_times"]!.AsArray().Count.ShouldBe(10);
        (await app.Client.DeleteAsync($"{Path}/weekly")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await app.Client.DeleteAsync($"{Path}/weekly")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.GetAsync(Path)).Body["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task It_runs_now_once_however_often_the_request_is_repeated()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, Weekly);
        (HttpStatusCode status, JsonObject run) = await app.PostAsync($"{Path}/weekly/run", "{}", ("Idempotency-Key", "now"));
        (_, JsonObject again) = await app.PostAsync($"{Path}/weekly/run", "{}", ("Idempotency-Key", "now"));
        status.ShouldBe(HttpStatusCode.OK);
        (run["id"]!.GetValue<string>(), run["status"]!.GetValue<string>(), run["manual"]!.GetValue<bool>()).ShouldBe(("weekly@20260302T100000000Z", "fired", true));
        again.ToJsonString().ShouldBe(run.ToJsonString());
        JsonArray results = (await app.GetAsync($"{Path}/weekly")).Body["last_results"]!.AsArray();
        results.Single()!["id"]!.GetValue<string>().ShouldBe("weekly@20260302T100000000Z");
    }

    [Fact]
    public async Task A_change_that_names_its_business_in_the_body_changes_that_ones_schedule()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, Weekly);
        (await app.SendAsync(HttpMethod.Patch, $"{Path}/weekly", """{"business_id":"other","cron":"30 8 * * *"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
        await app.PostAsync(Path, Weekly.Replace("0 9 * * 1", "0 7 * * 1", StringComparison.Ordinal), ("X-Business-Id", "other"));
        JsonObject changed = (await app.SendAsync(HttpMethod.Patch, $"{Path}/weekly", """{"business_id":"other","overlap":"queue"}""")).Body;
        (changed["business_id"]!.GetValue<string>(), changed["cron"]!.GetValue<string>()).ShouldBe(("other", "0 7 * * 1"));
        (await app.GetAsync($"{Path}/weekly")).Body["overlap"]!.GetValue<string>().ShouldBe("skip");
    }

    [Theory]
    [InlineData("\"cron\":\"0 9 * * SAT-SUN\"", "03-07 03-08 03-14 03-15")]
    [InlineData("\"cron\":\"0 9 * * FRI-MON\"", "03-06 03-07 03-08 03-09 03-13")]
    [InlineData("\"cron\":\"0 9 15 * MON\"", "03-09 03-15 03-16 03-23")]
    [InlineData("\"cron\":\"0 9 15 * MON\",\"day_match\":\"either\"", "03-09 03-15 03-16 03-23")]
    [InlineData("\"cron\":\"0 9 15 * MON\",\"day_match\":\"both\"", "06-15 02-15 03-15 11-15")]
    [InlineData("\"cron\":\"0 0 9 L * ?\"", "03-31 04-30 05-31")]
    [InlineData("\"cron\":\"@monthly\"", "04-01 05-01")]
    public async Task Both_families_fire_on_the_days_that_the_expression_says(string cron, string expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string[] days = expected.Split(' ');
        JsonObject made = (await app.PostAsync(Path, $$"""{"id":"one",{{cron}},"phone_number":"+12025550101"}""")).Body;
        made["next_fire_times"]!.AsArray().Select(time => time!.GetValue<string>()[5..10]).Take(days.Length).ShouldBe(days);
        await app.PostAsync("/api/queue/schedule-recurring-call", $$"""{"custom_call_id":"two","to":"+12025550101",{{cron.Replace("cron", "cronExpression", StringComparison.Ordinal)}}}""");
        JsonObject job = (await app.GetAsync($"{Path}/two")).Body;
        job["next_fire_times"]!.ToJsonString().ShouldBe(made["next_fire_times"]!.ToJsonString());
        job["day_match"]!.GetValue<string>().ShouldBe(cron.Contains("both", StringComparison.Ordinal) ? "both" : "either");
    }

    [Theory] // how it fires, what an earlier version stored → what is said
    [InlineData("0 9 * * *", DayMatch.Either, "0 9 * * SAT-SUN", "cron was '0 9 * * SAT-SUN', which an earlier version read as '0 9 * * *'")]
    [InlineData("0 9 1 * 1", DayMatch.Both, "0 9 1 * 1", "both had to match")]
    [InlineData("0 9 * * 1", DayMatch.Either, null, null)]
    public void One_that_an_earlier_version_stored_shows_how_it_fires_and_warns(string cron, DayMatch days, string? earlier, string? warning)
    {
        var spec = new ScheduleSpec { Cron = cron, DayMatch = days, To = PhoneNumber.Parse("+12025550101") };
        var view = ScheduleView.Of(new ScheduleId(new BusinessId("acme"), "old"), new ScheduleSnapshot(spec, false, default, [], [], earlier));
        (view.Cron, view.DayMatch).ShouldBe((cron, days == DayMatch.Both ? "both" : "either"));
        if (warning is null) view.Warnings.ShouldBeNull();
        else view.Warnings!.Single().ShouldContain(warning);
    }

    [Theory] // body → the field that is named
    [InlineData("""{"cron":"60 9 * * *","phone_number":"+12025550101"}""", "cron")]
    [InlineData("""{"cron":"0 0 9 * * * 2026","phone_number":"+12025550101"}""", "cron")]
    [InlineData("""{"cron":"*/90 * * * *","phone_number":"+12025550101"}""", "cron")]
    [InlineData("""{"cron":"0 9 1 * 1","day_match":"any","phone_number":"+12025550101"}""", "day_match")]
    [InlineData("""{"cron":"0 0 30 2 *","phone_number":"+12025550101"}""", "cron")]
    [InlineData("""{"phone_number":"+12025550101"}""", "cron")]
    [InlineData("""{"cron":"0 9 * * *"}""", "phone_number")]
    [InlineData("""{"cron":"0 9 * * *","phone_number":"12"}""", "phone_number")]
    [InlineData("""{"cron":"0 9 * * *","phone_number":"+12025550101","people":[{"phone_number":"+12025550102"}]}""", "phone_number")]
    [InlineData("""{"cron":"0 9 * * *","people":[]}""", "people")]
    [InlineData("""{"cron":"0 9 * * *","people":[{"phone_number":"+12025550101","scheduled_at":"2026-04-01T00:00:00Z"}]}""", "scheduled_at")]
    [InlineData("""{"cron":"0 9 * * *","phone_number":"+12025550101","timezone":"Mars/Base"}""", "timezone")]
    [InlineData("""{"cron":"0 9 * * *","phone_number":"+12025550101","misfire":"always"}""", "misfire")]
    [InlineData("""{"cron":"0 9 * * *","phone_number":"+12025550101","misfire_limit":101}""", "misfire_limit")]
    [InlineData("""{"cron":"0 9 * * *","phone_number":"+12025550101","overlap":1}""", "overlap")]
    [InlineData("""{"cron":"0 9 * * *","phone_number":"+12025550101","call":{"priority":"soon"}}""", "call.priority")]
    [InlineData("""{"cron":"0 9 * * *","phone_number":"+12025550101","paused":true}""", "paused")]
    public async Task What_is_wrong_is_named_and_nothing_is_made(string json, string field)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostAsync(Path, json);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(field);
        (await app.GetAsync(Path)).Body["total"]!.GetValue<int>().ShouldBe(0);
    }
}
