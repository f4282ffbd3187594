using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;

namespace CallQueue.Gateway.Tests.Calls;

public sealed class QueueCallTests
{
    private const string Path = "/api/calls/queue";

    private const string Golden = """
        {
          "phone_number": "+1 202-555-0101", "campaign_id": "spring", "custom_call_id": "order-77", "priority": "urgent", "max_retries": 5,
          "message": "Hello {{name}}", "window": "09:00-21:00", "timezone": "Europe/London", "scheduled_at": "2026-03-02T12:00:00+01:00",
          "metadata": {"score": 1.50, "tags": ["a", null]}, "lead_source": "web",
          "call_config": {
            "voice": "alice", "max_duration": 900, "recording_enabled": true, "flow_name": "intro", "answer_url": "https://app.example.com/answer",
            "variables": {"name": "Ann", "age": 41, "address": {"city": "Ely"}}, "engine": "v2"
          }
        }
        """;

    [Fact]
    public async Task The_golden_request_reaches_the_business_with_every_field_in_its_place()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, Golden);

        status.ShouldBe(HttpStatusCode.Accepted);
        body.ToJsonString().ShouldBe("""{"call_id":"order-77","status":"scheduled","priority":"urgent","scheduled_at":"2026-03-02T11:00:00\u002B00:00","scheduled_for":"2026-03-02T11:00:00\u002B00:00"}""");
        NewCall call = app.Actors.Business().Submitted.ShouldHaveSingleItem().Call;
        call.To.Value.ShouldBe("+12025550101");
        call.Priority.ShouldBe(Priority.Urgent);
        call.NotBefore.ShouldBe(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero));
        call.Rules!.Retry.ShouldNotBeNull().MaxAttempts.ShouldBe(6);
        call.Rules.Retry!.Factor.ShouldBe(2);
        call.Rules.Retry.Delay.ShouldBe(TimeSpan.FromMinutes(30));
        call.Rules.Window!.ToString().ShouldBe("09:00-21:00");
        call.Rules.TimeZone.ShouldBe("Europe/London");
        call.Rules.MaxDuration.ShouldBe(TimeSpan.FromSeconds(900));
        call.Script!.ShouldSatisfyAllConditions(
            s => s.Message.ShouldBe("Hello {{name}}"),
            s => s.Voice.ShouldBe("alice"),
            s => s.Record.ShouldBe(true),
            s => s.FlowName.ShouldBe("intro"),
            s => s.AnswerUrl.ShouldBe("https://app.example.com/answer"),
            s => s.Variables!["age"].ShouldBe("41"),
            s => s.Variables!["address"].ShouldBe("""{"city": "Ely"}"""));
    }

    [Fact]
    public async Task Fields_that_nobody_reads_come_back_as_they_were_sent()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, Golden);

        (_, JsonObject body) = await app.GetAsync("/api/calls/order-77/status");

        var sent = JsonNode.Parse(Golden)!.AsObject();
        JsonNode.DeepEquals(body["metadata"], sent["metadata"]).ShouldBeTrue();
        JsonNode.DeepEquals(body["call_config"], sent["call_config"]).ShouldBeTrue(body["call_config"]!.ToJsonString());
        body["campaign_id"]!.GetValue<string>().ShouldBe("spring");
        body["custom_call_id"]!.GetValue<string>().ShouldBe("order-77");
        body["data"]!.ToJsonString().ShouldBe("""{"lead_source":"web"}""");
        body["status"]!.GetValue<string>().ShouldBe("scheduled");
        body["max_retries"]!.GetValue<int>().ShouldBe(5);
        body["max_attempts"]!.GetValue<int>().ShouldBe(6);
        body["phone_number"]!.GetValue<string>().ShouldBe("+12025550101");
    }

    [Fact]
    public async Task The_smallest_request_gets_the_defaults_and_an_id_of_its_own()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, """{"phone_number":"+12025550101"}""");

        status.ShouldBe(HttpStatusCode.Accepted);
        body["status"]!.GetValue<string>().ShouldBe("queued");
        body["priority"]!.GetValue<string>().ShouldBe("normal");
        body.ContainsKey("existing").ShouldBeFalse();
        NewCall call = app.Actors.Business().Submitted.ShouldHaveSingleItem().Call;
        call.Priority.ShouldBe(Priority.Normal);
        call.Rules!.Retry!.MaxAttempts.ShouldBe(4);
        call.NotBefore.ShouldBeNull();
        call.Data.ShouldBeNull();
        app.Actors.Business().Submitted[0].Chosen.ShouldBeFalse();
        string id = body["call_id"]!.GetValue<string>();
        new CallId(BusinessId.Default, id).InRun().ShouldBeNull();
        (await app.GetAsync($"/api/calls/{id}/status")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_custom_id_with_the_same_content_is_the_same_call()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, """{"phone_number":"+12025550101","custom_call_id":"x1","call_config":{"voice":"a","max_duration":60}}""");

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(
            Path, """{ "call_config" : {"max_duration":60, "voice":"\u0061"}, "custom_call_id":"x1", "phone_number":"+12025550101" }""");

        status.ShouldBe(HttpStatusCode.Accepted);
        body["existing"]!.GetValue<bool>().ShouldBeTrue();
        body["call_id"]!.GetValue<string>().ShouldBe("x1");
        app.Actors.Business().Submitted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_custom_id_with_other_content_is_a_conflict()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, """{"phone_number":"+12025550101","custom_call_id":"x1"}""");

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, """{"phone_number":"+12025550102","custom_call_id":"x1"}""");

        status.ShouldBe(HttpStatusCode.Conflict);
        body["type"]!.GetValue<string>().ShouldBe("/problems/conflict");
    }

    [Fact]
    public async Task A_custom_id_cannot_take_over_a_call_of_a_run()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync("/api/calls/bulk-queue", """{"batch_id":"b","calls":[{"phone_number":"+12025550101"}]}""");

        (await app.PostAsync(Path, """{"phone_number":"+12025550102","custom_call_id":"b-0"}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await app.PostAsync(Path, """{"phone_number":"+12025550102","custom_call_id":"b-1"}""")).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task The_same_idempotency_key_is_the_same_call()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        const string Call = """{"phone_number":"+12025550101"}""";

        (_, JsonObject first) = await app.PostAsync(Path, Call, ("Idempotency-Key", "abc 1"));
        (_, JsonObject second) = await app.PostAsync(Path, Call, ("Idempotency-Key", "abc 1"));

        second["call_id"]!.GetValue<string>().ShouldBe(first["call_id"]!.GetValue<string>());
        second["existing"]!.GetValue<bool>().ShouldBeTrue();
        app.Actors.Business().Submitted.ShouldHaveSingleItem().Chosen.ShouldBeTrue();
    }

    [Fact]
    public async Task A_time_that_has_passed_means_now_and_the_answer_says_so()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(
            Path, """{"phone_number":"+12025550101","scheduled_at":"2026-03-02T09:59:59Z"}""");

        status.ShouldBe(HttpStatusCode.Accepted);
        body["status"]!.GetValue<string>().ShouldBe("queued");
        body["notes"]![0]!.GetValue<string>().ShouldContain("in the past");
        app.Actors.Business().Submitted[0].Call.NotBefore.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"urgent\"", Priority.Urgent)]
    [InlineData("\"HIGH\"", Priority.High)]
    [InlineData("\"normal\"", Priority.Normal)]
    [InlineData("\"low\"", Priority.Low)]
    [InlineData("0", Priority.Urgent)]
    [InlineData("3", Priority.Low)]
    [InlineData("\"1\"", Priority.High)]
    [InlineData("null", Priority.Normal)]
    public async Task Priorities_come_as_names_and_as_numbers(string json, Priority expected)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, $$"""{"phone_number":"+12025550101","priority":{{json}}}""");
        app.Actors.Business().Submitted[0].Call.Priority.ShouldBe(expected);
    }

    [Fact]
    public async Task The_business_comes_from_the_header_or_the_body_and_both_must_agree()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, """{"phone_number":"+12025550101"}""", ("X-Business-Id", "acme"));
        await app.PostAsync(Path, """{"phone_number":"+12025550101","business_id":4}""");

        (HttpStatusCode status, _) = await app.PostAsync(Path, """{"phone_number":"+12025550101","business_id":"b"}""", ("X-Business-Id", "acme"));

        app.Actors.Business("acme").Submitted.Count.ShouldBe(1);
        app.Actors.Business("4").Submitted.Count.ShouldBe(1);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task What_the_business_refuses_names_its_field()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Submit = new CallQueue.Businesses.SubmitAnswer.Refused(new("phone_number", "is on the do-not-call list"));

        (HttpStatusCode status, JsonObject body) = await app.PostAsync(Path, """{"phone_number":"+12025550101"}""");

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]!.ToJsonString().ShouldBe("""[{"field":"phone_number","problem":"is on the do-not-call list"}]""");
    }

    [Fact]
    public async Task No_log_line_holds_a_whole_phone_number_or_a_message()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync(Path, """{"phone_number":"+12025550101","message":"secret words"}""");
        await app.PostAsync(Path, """{"phone_number":"+12025550101","priority":"x"}""");

        app.Log.Text.ShouldContain("Call queued");
        app.Log.Text.ShouldNotContain("2025550101");
        app.Log.Text.ShouldNotContain("secret words");
    }
}
