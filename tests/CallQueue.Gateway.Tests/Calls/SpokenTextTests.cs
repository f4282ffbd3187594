using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Speech;

namespace CallQueue.Gateway.Tests.Calls;

/// <summary>Messages as apps send them: places, SSML, and what a bulk says about them.</summary>
public sealed class SpokenTextTests
{
    [Theory]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","message":"Hi {{name"}""", "message")]
    [InlineData("/api/queue/schedule-call", """{"to":"+12025550101","message":"Hi {name}}"}""", "message")]
    [InlineData("/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550101","message":"ok"},{"phone_number":"+12025550102","message":"{{}}"}]}""", "calls[1].message")]
    [InlineData("/api/queue/schedule-bulk-calls", """{"calls":[{"to":"+12025550101","message":"{{a"}]}""", "calls[0].message")]
    [InlineData("/api/queue/schedule-recurring-call", """{"to":"+12025550101","message":"{{a","cronExpression":"0 9 * * *"}""", "message")]
    [InlineData("/api/schedules", """{"cron":"0 9 * * *","phone_number":"+12025550101","call":{"message":"{{a"}}""", "call.message")]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","message":"x","ssml":"yes"}""", "ssml")]
    [InlineData("/api/calls/bulk-queue", """{"message":"Hi {{fist_name}}","calls":[{"phone_number":"+12025550101","call_config":{"variables":{"first_name":"Ann"}}}]}""", "message")]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","message":"Hi {{fist_name}}","call_config":{"variables":{"first_name":"Ann"}}}""", "message")]
    [InlineData("/api/queue/schedule-call", """{"to":"+12025550101","message":"Hi {{nme}}","metadata":{"name":"Ann"}}""", "message")]
    [InlineData("/api/schedules", """{"cron":"0 9 * * *","phone_number":"+12025550101","call":{"message":"Hi {{nme}}"}}""", "message")]
    [InlineData("/api/schedules", """{"cron":"0 9 * * *","people":[{"phone_number":"+12025550101","call_config":{"variables":{"name":"Ann"}}}],"call":{"message":"Hi {{nme}}"}}""", "message")]
    public async Task A_mistake_in_a_message_is_named_at_every_door(string path, string body, string field)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.SendAsync(HttpMethod.Post, path, body);
        status.ShouldBe(path.StartsWith("/api/queue/", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity, problem.ToJsonString());
        problem["errors"]![0]!.ToJsonString().ShouldContain(field.Split(".")[^1]);
    }

    [Fact]
    public async Task A_bulk_says_how_many_leave_a_place_blank()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject answer) = await app.SendAsync(HttpMethod.Post, "/api/calls/bulk-queue", """
            {"message":"Hi {{First Name}}, {{campaign-id}} {{phone}}","calls":[
              {"phone_number":"+12025550101","campaign_id":"c1","call_config":{"variables":{"first_name":"Ann"}}},
              {"phone_number":"+12025550102","campaign_id":"c1"}]}
            """);
        status.ShouldBe(HttpStatusCode.Accepted, answer.ToJsonString());
        answer["notes"]!.AsArray().Select(note => note!.GetValue<string>()).ShouldBe(["1 person has no First Name: their message leaves {{First Name}} out."]);
    }

    [Theory]
    [InlineData("/api/runs", "text/csv", "phone\n+12025550101\n", true)]
    [InlineData("/api/schedules", "application/json", """{"cron":"0 9 * * *","phone_number":"+12025550101"}""", true)]
    [InlineData("/api/queue/schedule-call", "application/json", """{"to":"+12025550101"}""", true)]
    [InlineData("/api/queue/schedule-bulk-calls", "application/json", """{"calls":[{"to":"+12025550101","message":"x"},{"to":"+12025550102"}]}""", true)]
    [InlineData("/api/queue/schedule-recurring-call", "application/json", """{"to":"+12025550101","cronExpression":"0 9 * * *"}""", true)]
    [InlineData("/api/calls/queue", "application/json", """{"phone_number":"+12025550101"}""", false)]
    [InlineData("/api/calls/bulk-queue", "application/json", """{"calls":[{"phone_number":"+12025550101"}]}""", false)]
    public async Task Where_the_simulated_carrier_has_no_agent_a_call_without_anything_to_say_is_refused_or_noted(string path, string type, string body, bool isRefused)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(carriers: new FakeCarriers { Speech = new SpeechRules { AsksForMessage = true } });
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);
        using HttpResponseMessage answer = await app.Client.PostAsync(path, content);
        string text = await answer.Content.ReadAsStringAsync();
        (text.Contains("nobody would hear anything", StringComparison.Ordinal) || text.Contains("so is everything else that could be said", StringComparison.Ordinal)).ShouldBeTrue(text);
        answer.IsSuccessStatusCode.ShouldBe(!isRefused, text);
        if (!isRefused) text.ShouldContain("A real carrier would refuse it");
    }

    [Theory]
    [InlineData("/api/calls/queue", """{"phone_number":"+19005550101","message":"x"}""", "The number is premium rate: calls may cost much more.")]
    [InlineData("/api/queue/schedule-call", """{"to":"+881612345678","message":"x"}""", "The number is in a satellite or international network: calls cost much more.")]
    [InlineData("/api/calls/bulk-queue", """{"message":"x","calls":[{"phone_number":"+12025550101"},{"phone_number":"+491805123456"}]}""", "One number is shared cost: calls may cost more (call 1).")]
    public async Task A_special_number_is_noted(string path, string body, string note)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (_, JsonObject answer) = await app.PostAsync(path, body);
        answer["notes"]!.AsArray().Select(one => (string?)one).ShouldBe([note]);
    }

    [Fact]
    public async Task Ssml_reaches_the_call_and_is_shown_again()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.SendAsync(HttpMethod.Post, "/api/queue/schedule-call", """{"to":"+12025550101","message":"<break/>Hi","ssml":true,"custom_call_id":"s1","call_config":{"voice":"Polly.Amy"}}""");
        SubmitCall submitted = app.Actors.Business("default").Submitted.ShouldHaveSingleItem();
        (submitted.Call.Script!.Ssml, submitted.Call.Script.Message).ShouldBe((true, "<break/>Hi"));
    }
}
