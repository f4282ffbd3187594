using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Validation;

namespace CallQueue.Gateway.Tests.Calls;

public sealed class QueueBulkTests
{
    private const string Path = "/api/calls/bulk-queue";

    [Fact]
    public async Task A_batch_becomes_a_run_of_its_name()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, """
            {"batch_id":"campaign-7","priority":"high","max_retries":1,"window":"08:00-20:00","timezone":"Asia/Kathmandu","owner":"ann",
             "call_config":{"voice":"alice","variables":{"shop":"Ely"}},
             "calls":[{"phone_number":"+12025550101","lead_id":2502},
                      {"phone_number":"+12025550102","priority":"low","max_retries":0,"call_config":{"variables":{"name":"Bo"}}}]}
            """);

        status.ShouldBe(HttpStatusCode.Accepted);
        body.ToJsonString().ShouldBe("""{"run_id":"campaign-7","batch_id":"campaign-7","total":2,"queued":2,"status":"queued"}""");
        EnqueueCalls part = app.Actors.Business().Parts.ShouldHaveSingleItem();
        part.Template.ShouldSatisfyAllConditions(
            t => t.Priority.ShouldBe(Priority.High),
            t => t.Script.Voice.ShouldBe("alice"),
            t => t.Rules.Retry!.MaxAttempts.ShouldBe(2),
            t => t.Rules.TimeZone.ShouldBe("Asia/Kathmandu"),
            t => t.Data.ShouldBe("""{"owner":"ann"}"""));
        part.Calls[0].Rules.ShouldBeNull();
        part.Calls[0].Script.ShouldBeNull();
        part.Calls[0].Data.ShouldBe("""{"lead_id":2502}""");
        part.Calls[1].Priority.ShouldBe(Priority.Low);
        part.Calls[1].Rules!.Retry!.MaxAttempts.ShouldBe(1);
        part.Calls[1].Script!.Variables!["name"].ShouldBe("Bo");
    }

    [Fact]
    public async Task A_batch_may_start_later_as_a_whole_with_a_week_of_hours_and_a_deadline()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, """
            {"batch_id":"b","scheduled_at":"2026-03-02T12:00:00+01:00","deadline":"2026-03-09T18:00:00+01:00",
             "window":{"mon":["09:00-12:00","13:00-18:00"],"sat":[],"fri":["10:00-14:00"],"closed":["2026-12-25"]},
             "calls":[{"phone_number":"+12025550101","deadline":"2026-03-03T00:00:00Z"}]}
            """);

        (status, body["status"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Accepted, "scheduled"));
        EnqueueCalls part = app.Actors.Business().Parts.ShouldHaveSingleItem();
        part.Template.NotBefore.ShouldBe(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero));
        part.Template.Rules.Deadline.ShouldBe(new DateTimeOffset(2026, 3, 9, 17, 0, 0, TimeSpan.Zero));
        part.Template.Rules.Window!.ToString().ShouldBe("mon 09:00-12:00,13:00-18:00; fri 10:00-14:00; closed 2026-12-25");
        part.Template.Data.ShouldBe("""{"scheduled_at":"2026-03-02T12:00:00+01:00","deadline":"2026-03-09T18:00:00+01:00"}""");
        part.Calls[0].Rules!.Deadline.ShouldBe(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Run_level_fields_may_come_after_the_calls()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, """{"calls":[{"phone_number":"+12025550101"}],"business_id":"acme","batch_id":"b","call_config":{"voice":"alice"}}""");
        app.Actors.Business("acme").Parts[0].Template.Script.Voice.ShouldBe("alice");
    }

    [Fact]
    public async Task The_same_batch_again_adds_nothing_and_another_one_of_its_name_is_a_conflict()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, """{"batch_id":"b","calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102"}]}""");

        (HttpStatusCode same, JsonObject body) = await app.PostAsync(
            Path, """{ "calls":[{"phone_number":"+12025550101"}, {"phone_number":"+12025550102"}], "batch_id":"b" }""");
        (HttpStatusCode other, _) = await app.PostAsync(Path, """{"batch_id":"b","calls":[{"phone_number":"+12025550102"},{"phone_number":"+12025550101"}]}""");
        (HttpStatusCode config, _) = await app.PostAsync(
            Path, """{"batch_id":"b","priority":"low","calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102"}]}""");

        same.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""{"run_id":"b","batch_id":"b","total":2,"queued":0,"status":"running","existing":true}""");
        other.ShouldBe(HttpStatusCode.Conflict);
        config.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Every_wrong_call_is_listed_with_its_index_and_nothing_is_queued()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, """
            {"batch_id":"b","timezone":"Nowhere","calls":[{"phone_number":"+12025550101"},{"phone_number":"+12"},7,
             {"phone_number":"+12025550103","priority":"x","message":"\ud800"},{"phone_number":"+12025550104","priority":"x"}]}
            """);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["error_count"]!.GetValue<int>().ShouldBe(6);
        body["errors"]!.AsArray().Select(e => $"{e!["index"]}:{e["field"]}").ShouldBe(
            ["1:phone_number", "2:call", "3:priority", "3:call", "4:priority", ":timezone"]);
        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task A_hundred_problems_are_listed_and_all_are_counted()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string calls = string.Join(',', Enumerable.Repeat("""{"phone_number":"x"}""", 5000));

        (_, JsonObject body) = await app.PostAsync(Path, $$"""{"calls":[{{calls}}]}""");

        body["errors"]!.AsArray().Count.ShouldBe(100);
        body["error_count"]!.GetValue<int>().ShouldBe(5000);
        body["detail"]!.GetValue<string>().ShouldContain("and 4999 more");
    }

    [Theory]
    [InlineData("""{"batch_id":"b"}""", "must hold at least one call")]
    [InlineData("""{"batch_id":"b","calls":[]}""", "must hold at least one call")]
    [InlineData("""{"batch_id":"b","calls":{}}""", "must be a list")]
    [InlineData("""{"batch_id":"b","calls":null}""", "must be a list")]
    public async Task A_batch_needs_calls(string json, string problem)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, json);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["detail"]!.GetValue<string>().ShouldBe($"calls {problem}");
    }

    [Fact]
    public async Task More_calls_than_one_request_may_hold_are_refused()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { MaxCalls = 10 });
        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, Bulk(11));
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["detail"]!.GetValue<string>().ShouldBe("calls holds 11 calls; at most 10 are allowed in one request, so send several");
        app.Actors.Told.ShouldBe(0);
    }

    [Fact]
    public async Task A_hundred_thousand_calls_go_over_in_parts_of_ten_thousand_under_one_fingerprint()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, Bulk(100_000));

        status.ShouldBe(HttpStatusCode.Accepted);
        body["total"]!.GetValue<int>().ShouldBe(100_000);
        List<EnqueueCalls> parts = app.Actors.Business().Parts;
        parts.Select(p => p.Offset).ShouldBe(Enumerable.Range(0, 10).Select(i => i * 10_000));
        parts.Select(p => p.Fingerprint).Distinct().ShouldHaveSingleItem().Length.ShouldBe(64);
        parts.SelectMany(p => p.Calls).Select(c => c.To.Value).Distinct().Count().ShouldBe(100_000);
    }

    [Fact]
    public async Task A_batch_that_broke_off_goes_on_where_it_was()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { PartSize = 2 });
        FakeBusiness business = app.Actors.Business();
        business.FailAfterParts = 2;
        (await app.PostAsync(Path, Bulk(5))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        business.FailAfterParts = null;

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, Bulk(5));

        status.ShouldBe(HttpStatusCode.Accepted);
        body.ContainsKey("existing").ShouldBeFalse();
        business.Parts.Select(p => p.Offset).ShouldBe([0, 2, 0, 2, 4]);
        business.Parts.Select(p => p.Fingerprint).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refusal_by_the_business_keeps_its_index()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { PartSize = 2 });
        app.Actors.Business().Enqueue = part => part.Offset == 2
            ? new EnqueueAnswer.Refused(new FieldProblem("phone_number", "is on the do-not-call list", 3))
            : null;
        (_, JsonObject body) = await app.PostAsync(Path, Bulk(5));
        body["errors"]![0]!["index"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_batch_without_id_gets_one_and_its_calls_can_be_asked_for()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (_, JsonObject body) = await app.PostAsync(Path, """{"calls":[{"phone_number":"+12025550101"}]}""");
        string run = body["run_id"]!.GetValue<string>();
        (HttpStatusCode status, JsonObject call) = await app.GetAsync($"/api/calls/{run}-0/status");
        status.ShouldBe(HttpStatusCode.OK);
        call["status"]!.GetValue<string>().ShouldBe("queued");
    }

    [Fact]
    public async Task Calls_whose_time_has_passed_are_counted_in_a_note_and_a_custom_id_may_stand_there_once()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (_, JsonObject body) = await app.PostAsync(Path, """
            {"calls":[{"phone_number":"+12025550101","scheduled_at":"2026-01-01T00:00:00Z"},{"phone_number":"+12025550102","scheduled_at":"2026-01-01T00:00:00Z"}]}
            """);
        body["notes"]![0]!.GetValue<string>().ShouldBe("scheduled_at of 2 calls is in the past; they are queued now");

        (HttpStatusCode status, _) = await app.PostAsync(
            Path, """{"calls":[{"phone_number":"+12025550101","custom_call_id":"x"},{"phone_number":"+12025550102","custom_call_id":"x"}]}""");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Custom_ids_in_a_batch_are_kept_and_handed_over_as_ids()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (_, JsonObject body) = await app.PostAsync(Path, """{"batch_id":"b","calls":[{"phone_number":"+12025550101","custom_call_id":"x"}]}""");
        body.ContainsKey("notes").ShouldBeFalse();
        app.Actors.Business().Parts[0].Calls[0].CustomId.ShouldBe("x");
        app.Actors.Business().Parts[0].Calls[0].Data.ShouldBe("""{"custom_call_id":"x"}""");
    }

    private static string Bulk(int count, string batch = "b")
    {
        var json = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""{"batch_id":"{{batch}}","calls":[""");
        for (int i = 0; i < count; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(
                CultureInfo.InvariantCulture, $$$$"""{"phone_number":"+1202{{{{5_000_000 + i}}}}","call_config":{"variables":{"name":"Ann {{{{i}}}}"}}}""");
        }

        return json.Append("]}").ToString();
    }
}
