using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Calls;

namespace CallQueue.Gateway.Tests.Calls;

/// <summary>A field of a call at the other level is read all the same, and one that is nearly ours is named: stored silently, a window or a time would have no effect (issue 12).</summary>
public sealed class MisplacedFieldTests
{
    private const string Queue = "/api/calls/queue", Bulk = "/api/calls/bulk-queue", Job = "/api/queue/schedule-call";

    [Theory]
    [InlineData("""{"call_config":{"window":"09:00-10:00","timezone":"Europe/London","deadline":"2026-03-03T12:00:00Z","scheduled_at":"2026-03-03T09:00:00Z","priority":"high","max_retries":1,"message":"Hi","custom_call_id":"x","campaign_id":"c"},"voice":"alice","max_duration":60,"recording_enabled":true,"flow_name":"f","answer_url":"https://app.example.com/a","variables":{"name":"Ann"}}""")]
    [InlineData("""{"window":"09:00-10:00","timezone":"Europe/London","deadline":"2026-03-03T12:00:00Z","scheduled_at":"2026-03-03T09:00:00Z","priority":"high","max_retries":1,"message":"Hi","custom_call_id":"x","campaign_id":"c","call_config":{"voice":"alice","max_duration":60,"recording_enabled":true,"flow_name":"f","answer_url":"https://app.example.com/a","variables":{"name":"Ann"}}}""")]
    public async Task Each_field_counts_at_either_level_alone_and_in_a_bulk(string call)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string whole = "{\"phone_number\":\"+12025550101\"," + call[1..];
        (HttpStatusCode status, JsonObject answer) = await app.PostAsync(Queue, whole);
        status.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
        Check(app.Actors.Business().Submitted.ShouldHaveSingleItem().Call);
        (await app.GetAsync("/api/calls/x/status")).Body["campaign_id"]!.GetValue<string>().ShouldBe("c");
        await using GatewayApplication other = await GatewayApplication.StartAsync();
        (status, answer) = await other.PostAsync(Bulk, $$"""{"calls":[{{whole}}]}""");
        status.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
        Check(other.Actors.Business().Parts.ShouldHaveSingleItem().Calls[0]);
    }

    private static void Check(NewCall call) => call.ShouldSatisfyAllConditions(
        c => c.Priority.ShouldBe(Priority.High),
        c => c.NotBefore.ShouldBe(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero)),
        c => c.Rules!.Window!.ToString().ShouldBe("09:00-10:00"),
        c => c.Rules!.TimeZone.ShouldBe("Europe/London"),
        c => c.Rules!.Deadline.ShouldBe(new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero)),
        c => c.Rules!.Retry!.MaxAttempts.ShouldBe(2),
        c => c.Rules!.MaxDuration.ShouldBe(TimeSpan.FromSeconds(60)),
        c => (c.Script!.Message, c.Script.Voice, c.Script.Record, c.Script.FlowName, c.Script.AnswerUrl, c.Script.Variables!["name"]).ShouldBe(("Hi", "alice", true, "f", "https://app.example.com/a", "Ann")));

    [Fact]
    public async Task Defaults_of_a_bulk_count_at_either_level()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Bulk, """{"calls":[{"phone_number":"+12025550101"}],"voice":"alice","call_config":{"window":"09:00-10:00","scheduled_at":"2026-03-03T09:00:00Z"}}""");
        CallQueue.Businesses.RunTemplate template = app.Actors.Business().Parts.ShouldHaveSingleItem().Template!;
        (template.Rules.Window!.ToString(), template.Script.Voice, template.NotBefore).ShouldBe(("09:00-10:00", "alice", new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("""{"window":"09:00-10:00","call_config":{"window":"11:00-12:00"}}""", "window", "is given twice with different values, in call_config too; give it once")]
    [InlineData("""{"voice":"alice","call_config":{"voice":"man"}}""", "voice", "is given twice with different values, in call_config too; give it once")]
    [InlineData("""{"window":"09:00-10:00","call_config":{"window":"09:00-10:00"}}""", null, null)]
    [InlineData("""{"window":"09:00-10:00","call_config":{"window":null}}""", null, null)]
    [InlineData("""{"call_config":{"window":"tomorrow"}}""", "window", null)]
    [InlineData("""{"voice":7}""", "call_config.voice", null)]
    [InlineData("""{"scheduledAt":"2030-01-01T00:00:00Z"}""", "scheduledAt", "has no effect; write scheduled_at")]
    [InlineData("""{"scheduleAt":"2030-01-01T00:00:00Z"}""", "scheduleAt", "has no effect; write scheduled_at")]
    [InlineData("""{"delayMs":60000}""", "delayMs", "has no effect; write scheduled_at")]
    [InlineData("""{"Window":"09:00-10:00"}""", "Window", "has no effect; write window")]
    [InlineData("""{"maxRetries":0}""", "maxRetries", "has no effect; write max_retries")]
    [InlineData("""{"time_zone":"Europe/London"}""", "time_zone", "has no effect; write timezone")]
    [InlineData("""{"customCallId":"x"}""", "customCallId", "has no effect; write custom_call_id")]
    [InlineData("""{"maxDuration":60}""", "maxDuration", "has no effect; write max_duration")]
    [InlineData("""{"campaignId":"x","leadId":7,"retries":3,"windows":"two","note":"Window"}""", null, null)]
    public async Task What_is_not_certain_or_nearly_ours_is_named(string call, string? field, string? problem)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject answer) = await app.PostAsync(Queue, "{\"phone_number\":\"+12025550101\"," + call[1..]);
        if (field is null)
        {
            status.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
            return;
        }

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonObject error = answer["errors"]![0]!.AsObject();
        error["field"]!.GetValue<string>().ShouldBe(field);
        if (problem is not null) error["problem"]!.GetValue<string>().ShouldBe(problem);
        app.Actors.Business().Submitted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"scheduled_at":"2030-01-01T00:00:00Z"}""", "scheduled_at", "has no effect; write scheduleAt or delayMs")]
    [InlineData("""{"delay_ms":60000}""", "delay_ms", "has no effect; write scheduleAt or delayMs")]
    [InlineData("""{"delayMs":60000,"voice":"alice","campaignId":1}""", null, null)]
    public async Task The_job_family_names_its_own_fields(string job, string? field, string? problem)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject answer) = await app.PostAsync(Job, "{\"to\":\"+12025550101\",\"message\":\"Hi\"," + job[1..]);
        status.ShouldBe(field is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.ToJsonString());
        if (field is not null) (answer["errors"]![0]!["field"]!.GetValue<string>(), answer["errors"]![0]!["problem"]!.GetValue<string>()).ShouldBe((field, problem));
        else app.Actors.Business().Submitted.ShouldHaveSingleItem().Call.Script!.Voice.ShouldBe("alice");
    }
}
