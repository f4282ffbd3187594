using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>Answering machines over the API: the fields at every level, their contradictions, and what a carrier gets that asks for a document.</summary>
public sealed class MachineTests
{
    private const string Message = """{"machine":"message","voicemail_message":"Hi {{name}}, call us back.","variables":{"name":"Ann"}}""";

    [Theory]
    [InlineData("""{"machine":"detect"}""", MachineMode.Detect, false)]
    [InlineData("""{"machine":"hangup","machine_wait":true}""", MachineMode.HangUp, true)]
    [InlineData(Message, MachineMode.Message, false)]
    [InlineData("""{"machine":"OFF"}""", null, null)]
    [InlineData("{}", null, null)]
    public async Task The_fields_reach_the_carrier_and_come_back_as_they_were_sent(string config, MachineMode? mode, bool? waits)
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject body) = await world.App.PostAsync("/api/calls/queue", $$$"""{"phone_number":"+12025550101","custom_call_id":"c","call_config":{{{config}}}}""");
        status.ShouldBe(HttpStatusCode.Accepted, body.ToJsonString());
        DialRequest dial = await world.Carrier.NextDialAsync();
        (dial.Machine?.Mode, dial.Machine?.Waits).ShouldBe((mode, waits));
        JsonObject shown = (await world.App.GetAsync("/api/calls/c/status")).Body["call_config"]!.AsObject();
        JsonNode.DeepEquals(shown, JsonNode.Parse(config.Replace("OFF", "off", StringComparison.Ordinal))).ShouldBeTrue(shown.ToJsonString());
    }

    [Fact]
    public async Task The_call_goes_before_the_run_and_the_run_before_the_business()
    {
        await using World world = await World.StartAsync();
        await SettingsAsync(world, """{"slots":1,"machine":"hangup"}""");
        await world.App.PostAsync("/api/calls/bulk-queue", $$$"""
            {"batch_id":"b","call_config":{{{Message}}},"calls":[{"phone_number":"+12025550101","call_config":{"machine":"detect"}},{"phone_number":"+12025550102"}]}
            """);
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550103"}""");
        var modes = new List<MachineMode?>();
        for (int i = 0; i < 3; i++)
        {
            DialRequest dial = await world.Carrier.NextDialAsync();
            modes.Add(dial.Machine?.Mode);
            await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=completed");
        }

        modes.Order().ShouldBe([MachineMode.Detect, MachineMode.HangUp, MachineMode.Message]);
        JsonObject settings = (await world.App.GetAsync("/api/businesses/default")).Body["settings"]!.AsObject();
        ((string?)settings["machine"], (bool?)settings["machine_wait"], (string?)settings["voicemail_message"]).ShouldBe(("hangup", false, null));
    }

    [Theory]
    [InlineData("""{"machine":"robot"}""", "call_config.machine", "must be one of off, detect, hangup, message; got 'robot'")]
    [InlineData("""{"machine":1}""", "call_config.machine", "must be a string; got a number")]
    [InlineData("""{"machine":"hangup","voicemail_message":"Hi"}""", "call_config.voicemail_message", "has no effect while machine is hangup; write machine: message, or remove it")]
    [InlineData("""{"voicemail_message":"Hi"}""", "call_config.voicemail_message", "has no effect while machine is off; write machine: message, or remove it")]
    [InlineData("""{"machine":"message"}""", "call_config.machine", "is message, which needs a voicemail_message; add the text to leave")]
    [InlineData("""{"machine_wait":true}""", "call_config.machine_wait", "has no effect while machine is off; write machine: detect or another, or remove it")]
    [InlineData("""{"machine":"message","voicemail_message":" "}""", "call_config.voicemail_message", "must not be blank; write the text to leave, or remove it")]
    [InlineData("""{"machine":"message","voicemail_message":"{{name"}""", "call_config.voicemail_message", null)]
    [InlineData("""{"machine":"message","voicemail_message":"LONG"}""", "call_config.voicemail_message", "must be at most 4000 characters; got 4001")]
    public async Task What_contradicts_itself_is_refused_with_field_index_and_value(string config, string field, string? problem)
    {
        await using World world = await World.StartAsync();
        config = config.Replace("LONG", new string('a', 4001), StringComparison.Ordinal);
        (HttpStatusCode status, JsonObject body) = await world.App.PostAsync(
            "/api/calls/bulk-queue", $$$"""{"batch_id":"b","calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102","call_config":{{{config}}}}]}""");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity, body.ToJsonString());
        JsonObject error = body["errors"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        ((int?)error["index"], (string?)error["field"]).ShouldBe((1, field));
        if (problem is not null) ((string?)error["problem"]).ShouldBe(problem);
        world.Carrier.Dialed.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"machine":"message"}""", "machine")]
    [InlineData("""{"voicemail_message":"Hi"}""", "voicemail_message")]
    [InlineData("""{"machine":"robot"}""", "machine")]
    [InlineData("""{"machine":"hangup","callback":{"message":"Hi","call_config":{"voicemail_message":"Hi"}}}""", "callback.call_config.voicemail_message")]
    public async Task A_business_can_not_set_them_either(string settings, string field)
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject body) = await SettingsAsync(world, settings);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity, body.ToJsonString());
        ((string?)body["errors"]!.AsArray().ShouldHaveSingleItem()!["field"]).ShouldBe(field);
    }

    [Theory]
    [InlineData("""{"machine":"hangup","machine_wait":true}""", "machine", "<Response><Hangup/></Response>")]
    [InlineData("""{"machine":"hangup","machine_wait":true}""", "human", "<Response><Say>Hello</Say></Response>")]
    [InlineData("""{"machine":"hangup","machine_wait":true}""", "unknown", "<Response><Say>Hello</Say></Response>")]
    [InlineData("""{"machine":"detect","machine_wait":true}""", "machine", "<Response><Say>Hello</Say></Response>")]
    [InlineData("""{"machine":"message","machine_wait":true,"voicemail_message":"Call back."}""", "machine", "<Response><Say>Call back.</Say><Hangup/></Response>")]
    public async Task Where_the_carrier_waits_for_the_verdict_the_document_depends_on_it(string config, string verdict, string document)
    {
        await using World world = await World.StartAsync();
        DialRequest dial = await DialedAsync(world, config);
        using HttpResponseMessage answer = await world.CallBackAsync("answer", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=in-progress&AnsweredBy={verdict}");
        (await answer.Content.ReadAsStringAsync()).ShouldEndWith(document);
        await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=completed");
        JsonObject shown = (await world.App.GetAsync("/api/calls/c/status")).Body;
        ((string?)shown["attempts"]![0]!["answered_by"]).ShouldBe(verdict);
        ((string?)shown["status"]).ShouldBe(verdict == "machine" && !config.Contains("detect", StringComparison.Ordinal) ? "voicemail" : "completed");
    }

    [Fact]
    public async Task The_message_url_answers_genuine_requests_of_its_own_attempt_alone()
    {
        await using World world = await World.StartAsync();
        DialRequest dial = await DialedAsync(world, Message);
        using HttpResponseMessage genuine = await world.CallBackAsync("message", dial, "CallStatus=in-progress");
        (await genuine.Content.ReadAsStringAsync()).ShouldBe("<Response><Say>Hi {{name}}, call us back.</Say><Hangup/></Response>");
        using HttpResponseMessage forged = await world.CallBackAsync("message", dial, "CallStatus=in-progress", "forged");
        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using HttpResponseMessage other = await world.CallBackAsync("message", dial with { Attempt = dial.Attempt with { Token = "x" } }, "CallStatus=in-progress");
        (await other.Content.ReadAsStringAsync()).ShouldEndWith("<Response><Hangup/></Response>");
    }

    [Fact]
    public async Task Voicemail_is_counted_in_its_run_and_can_be_named_in_a_retry_policy()
    {
        await using World world = await World.StartAsync();
        (await SettingsAsync(world, """{"retry":{"max_attempts":1,"retry_on":["voicemail"]}}""")).Status.ShouldBe(HttpStatusCode.OK);
        await world.App.PostAsync("/api/calls/bulk-queue", """{"batch_id":"b","max_retries":0,"call_config":{"machine":"hangup"},"calls":[{"phone_number":"+12025550101"}]}""");
        DialRequest dial = await world.Carrier.NextDialAsync();
        await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&AnsweredBy=machine");
        await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=completed");
        await world.RunIsAsync("b", run => run.Counts.Voicemail == 1);
        ((int?)(await world.App.GetAsync("/api/runs/b")).Body["outcomes"]!["voicemail"]).ShouldBe(1);
    }

    private static async Task<DialRequest> DialedAsync(World world, string config)
    {
        await world.App.PostAsync("/api/calls/queue", $$$"""{"phone_number":"+12025550101","custom_call_id":"c","message":"Hello","max_retries":0,"call_config":{{{config}}}}""");
        return await world.Carrier.NextDialAsync();
    }

    private static Task<(HttpStatusCode Status, JsonObject Body)> SettingsAsync(World world, string settings) => world.App.SendAsync(HttpMethod.Patch, "/api/businesses/default", settings);
}
