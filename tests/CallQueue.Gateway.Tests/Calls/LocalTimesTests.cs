using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;

namespace CallQueue.Gateway.Tests.Calls;

/// <summary>Times without an offset are those of the time zone beside them, at every door.</summary>
public sealed class LocalTimesTests
{
    private const string Berlin = "Europe/Berlin";

    // Path, call, zone of the business → the instant, and what the answer says about the zone.
    [Theory]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","scheduled_at":"2026-06-01T09:00:00","timezone":"Asia/Kolkata"}""", null, "2026-06-01T03:30Z", null)]
    [InlineData("/api/calls/queue", """{"timezone":"india standard time","phone_number":"+12025550101","scheduled_at":"2026-06-01 09:00"}""", Berlin, "2026-06-01T03:30Z", null)]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","scheduled_at":"2026-06-01T09:00"}""", Berlin, "2026-06-01T07:00Z", "read in Europe/Berlin, the timezone of the business")]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","scheduled_at":"2026-06-01T09:00"}""", null, "2026-06-01T09:00Z", "read in UTC, since neither the request nor the business has a timezone")]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","scheduled_at":"2026-06-01T09:00Z","timezone":"Asia/Kolkata"}""", Berlin, "2026-06-01T09:00Z", null)]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","scheduled_at":"2026-06-01T09:00+02:00"}""", null, "2026-06-01T07:00Z", null)]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","scheduled_at":"2026-03-29T02:30","timezone":"Europe/Berlin"}""", null, "2026-03-29T01:00Z", null)] // skipped
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","scheduled_at":"2026-10-25T02:30","timezone":"Europe/Berlin"}""", null, "2026-10-25T00:30Z", null)] // doubled
    [InlineData("/api/queue/schedule-call", """{"to":"+12025550101","scheduleAt":"2026-06-01T09:00:00","timezone":"us_slash_eastern"}""", null, "2026-06-01T13:00Z", null)]
    [InlineData("/api/queue/schedule-delayed-call", """{"to":"+12025550101","scheduleAt":"2026-06-01T09:00:00"}""", Berlin, "2026-06-01T07:00Z", "the timezone of the business")]
    public async Task A_call_comes_at_the_time_of_its_zone(string path, string call, string? business, string at, string? said)
    {
        await using GatewayApplication app = await StartAsync(business);
        (HttpStatusCode status, JsonObject answer) = await app.PostAsync(path, call);
        ((int)status).ShouldBeInRange(200, 202);
        NewCall submitted = app.Actors.Business().Submitted.Single().Call;
        submitted.NotBefore.ShouldBe(At(at));
        string notes = answer["notes"]?.ToJsonString() ?? "";
        if (said is null) notes.ShouldNotContain("without an offset");
        else notes.ShouldContain(said);
        if (path == "/api/calls/queue") JsonNode.Parse(submitted.Data!)!["scheduled_at"]!.GetValue<DateTimeOffset>().ShouldBe(At(at));
    }

    [Fact]
    public async Task A_deadline_and_a_past_time_are_local_too()
    {
        await using GatewayApplication app = await StartAsync("Asia/Kolkata");
        await app.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","deadline":"2026-06-01T18:00"}""");
        (_, JsonObject past) = await app.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","scheduled_at":"2026-03-02T15:00"}""");
        (_, JsonObject soon) = await app.PostAsync("/api/calls/queue", """{"phone_number":"+12025550101","scheduled_at":"2026-03-02T16:00"}""");
        app.Actors.Business().Submitted[0].Call.Rules!.Deadline.ShouldBe(At("2026-06-01T12:30Z"));
        past["notes"]!.ToJsonString().ShouldContain("is in the past");
        app.Actors.Business().Submitted[1].Call.NotBefore.ShouldBeNull();
        soon["notes"]!.ToJsonString().ShouldNotContain("is in the past");
        app.Actors.Business().Submitted[2].Call.NotBefore.ShouldBe(At("2026-03-02T10:30Z"));
    }

    [Theory] // the family's path and field, the fields of the batch, zone of the business → the instant of the call without a zone, and the note
    [InlineData("/api/calls/bulk-queue", "scheduled_at", "phone_number", "\"timezone\":\"Europe/Berlin\",", "Asia/Kolkata", "2026-06-01T07:00Z", "read in Europe/Berlin, the timezone of the batch")]
    [InlineData("/api/calls/bulk-queue", "scheduled_at", "phone_number", "", "Asia/Kolkata", "2026-06-01T03:30Z", "read in Asia/Kolkata, the timezone of the business")]
    [InlineData("/api/calls/bulk-queue", "scheduled_at", "phone_number", "", null, "2026-06-01T09:00Z", "read in UTC")]
    [InlineData("/api/queue/schedule-bulk-calls", "scheduleAt", "to", "\"timezone\":\"Europe/Berlin\",", null, "2026-06-01T07:00Z", "the timezone of the batch")]
    public async Task The_zone_of_a_batch_holds_for_its_calls_wherever_it_is_written(string path, string time, string number, string zone, string? business, string at, string said)
    {
        foreach (bool isFirst in (bool[])[true, false])
        {
            await using GatewayApplication app = await StartAsync(business);
            string calls = $$"""
                "calls":[{"{{number}}":"+12025550101","{{time}}":"2026-06-01T09:00"},{"{{number}}":"+12025550102","{{time}}":"2026-06-01T09:00","timezone":"America/New_York"},
                         {"{{number}}":"+12025550103","{{time}}":"2026-06-01T09:00Z"},{"{{number}}":"+12025550104","deadline":"2026-06-01T09:00"}]
                """;
            (_, JsonObject answer) = await app.PostAsync(path, isFirst ? $$"""{{{zone}}{{calls}}}""" : $$"""{{{calls}}{{(zone.Length > 0 ? "," + zone.TrimEnd(',') : "")}}}""");
            EnqueueCalls part = app.Actors.Business().Parts.Single();
            part.Calls.Select(call => call.NotBefore).ShouldBe([At(at), At("2026-06-01T13:00Z"), At("2026-06-01T09:00Z"), null]);
            part.Calls[3].Rules!.Deadline.ShouldBe(At(at));
            answer["notes"]!.ToJsonString().ShouldContain(said);
        }
    }

    [Fact]
    public async Task Times_of_a_whole_batch_are_local_and_stored_as_instants()
    {
        await using GatewayApplication app = await StartAsync(null);
        const string Calls = "\"calls\":[{\"phone_number\":\"+12025550101\"}]";
        await app.PostAsync("/api/calls/bulk-queue", $$"""{"scheduled_at":"2026-06-01T09:00","deadline":"2026-06-02 18:00","timezone":"Europe/Berlin",{{Calls}}}""");
        app.Actors.Business().Settings = new BusinessSettings { Rules = new CallRules { TimeZone = Berlin } };
        await app.PostAsync("/api/calls/bulk-queue", $$"""{"scheduled_at":"2026-06-01T09:00","deadline":"2026-06-02 18:00",{{Calls}}}""");
        foreach (EnqueueCalls part in app.Actors.Business().Parts)
        {
            (part.Template.NotBefore, part.Template.Rules.Deadline).ShouldBe((At("2026-06-01T07:00Z"), At("2026-06-02T16:00Z")));
            part.Template.Data.ShouldBe("""{"scheduled_at":"2026-06-01T07:00:00Z","deadline":"2026-06-02T16:00:00Z"}""");
        }
    }

    [Theory] // path, method, body, field → what is said
    [InlineData("/api/calls/queue", "POST", """{"phone_number":"+12025550101","timezone":"EST"}""", "timezone", "'EST' is an abbreviation, which does not say whose summer time applies; write America/New_York, America/Toronto or America/Panama")]
    [InlineData("/api/calls/queue", "POST", """{"phone_number":"+12025550101","timezone":"GMT+5"}""", "timezone", "'GMT+5' is an offset")]
    [InlineData("/api/calls/bulk-queue", "POST", """{"timezone":"IST","calls":[{"phone_number":"+12025550101"}]}""", "timezone", "'IST' is an abbreviation")]
    [InlineData("/api/queue/schedule-call", "POST", """{"to":"+12025550101","timezone":"UTC+2"}""", "timezone", "'UTC+2' is an offset")]
    [InlineData("/api/queue/schedule-recurring-call", "POST", """{"to":"+12025550101","cronExpression":"0 9 * * *","timezone":"PST"}""", "timezone", "'PST' is an abbreviation")]
    [InlineData("/api/schedules", "POST", """{"cron":"0 9 * * *","phone_number":"+12025550101","timezone":"Etc/GMT+5"}""", "timezone", "opposite sign")]
    [InlineData("/api/businesses/acme", "PUT", """{"timezone":"BST"}""", "timezone", "write Europe/London or Asia/Dhaka")]
    [InlineData("/api/roster/contacts/ann", "PUT", """{"phone_number":"+12025550101","local_tz":"CET"}""", "local_tz", "Europe/Berlin")]
    [InlineData("/api/roster/contacts", "POST", """{"contacts":[{"id":"ann","phone_number":"+12025550101","local_tz":"HST"}]}""", "local_tz", "Pacific/Honolulu")]
    public async Task A_zone_that_does_not_mean_what_its_user_means_is_refused_at_every_door(string path, string method, string json, string field, string said)
    {
        await using GatewayApplication app = await StartAsync(null);
        if (method == "PUT") await app.PostAsync("/api/roster/contacts", """{"contacts":[{"id":"ann","phone_number":"+12025550101"}]}""");
        (HttpStatusCode status, JsonObject answer) = await app.SendAsync(new HttpMethod(method), path, json);
        ((int)status).ShouldBeOneOf(400, 422); // by family
        JsonNode problem = answer["errors"]!.AsArray().Single()!;
        problem["field"]!.GetValue<string>().ShouldBe(field);
        problem["problem"]!.GetValue<string>().ShouldContain(said);
    }

    private static async Task<GatewayApplication> StartAsync(string? zone)
    {
        GatewayApplication app = await GatewayApplication.StartAsync();
        if (zone is not null) app.Actors.Business().Settings = new BusinessSettings { Rules = new CallRules { TimeZone = zone } };
        return app;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
