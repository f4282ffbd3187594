using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Gateway.Tests.Lists;
using CallQueue.Gateway.Tests.Outgoing;
using CallQueue.Guards;
using CallQueue.Outboxes;
using CallQueue.Outgoing;
using CallQueue.Rosters;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests.Requests;

/// <summary>Fields that are stored and later nested in webhooks and answers have at most 32 levels; those that were stored earlier arrive whatever they have.</summary>
public sealed class DeepFieldsTests
{
    private const string Schedule = """{"id":"s","cron":"0 9 * * 1","timezone":"UTC",""";

    /// <summary>Method, path, body with a deep value for X, the field, the index.</summary>
    public static TheoryData<string, string, string, string, int?> Doors => new()
    {
        { "POST", "/api/calls/queue", """{"phone_number":"+12025550101","metadata":X}""", "metadata", null },
        { "POST", "/api/calls/queue", """{"phone_number":"+12025550101","anything":X}""", "anything", null },
        { "POST", "/api/calls/queue", """{"phone_number":"+12025550101","call_config":{"agent":X}}""", "call_config.agent", null },
        { "POST", "/api/calls/queue", """{"phone_number":"+12025550101","call_config":{"variables":{"v":X}}}""", "call_config.variables.v", null },
        { "POST", "/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102","metadata":X}]}""", "metadata", 1 },
        { "POST", "/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550101"}],"metadata":X}""", "metadata", null },
        { "POST", "/api/queue/schedule-call", """{"to":"+12025550101","message":"Hi","metadata":X}""", "metadata", null },
        { "POST", "/api/queue/schedule-delayed-call", """{"to":"+12025550101","message":"Hi","delayMs":1000,"metadata":X}""", "metadata", null },
        { "POST", "/api/queue/schedule-recurring-call", """{"to":"+12025550101","message":"Hi","cronExpression":"0 9 * * *","metadata":X}""", "metadata", null },
        { "POST", "/api/queue/schedule-bulk-calls", """{"calls":[{"to":"+12025550101","message":"Hi"},{"to":"+12025550102","message":"Hi","metadata":X}]}""", "metadata", 1 },
        { "POST", "/api/schedules", Schedule + """ "phone_number":"+12025550101","call":{"metadata":X}}""", "call.metadata", null },
        { "POST", "/api/schedules", Schedule + """ "people":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102","metadata":X}]}""", "metadata", 1 },
        { "POST", "/api/roster/contacts", """{"contacts":[{"id":"a","phone_number":"+12025550101"},{"id":"b","phone_number":"+12025550102","data":{"x":X}}]}""", "data.x", 1 },
        { "POST", "/api/roster/contacts", """{"contacts":[{"id":"b","phone_number":"+12025550102","x":X}]}""", "x", 0 },
        { "PATCH", "/api/roster/contacts/ann", """{"data":{"x":X}}""", "data.x", null },
        { "PUT", "/api/roster/contacts/ann", """{"phone_number":"+12025550101","x":X}""", "x", null },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_field_that_is_stored_has_at_most_32_levels_at_every_door(string method, string path, string body, string field, int? index)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync("/api/roster/contacts", """[{"id":"ann","phone_number":"+12025550101"}]""");
        int told = app.Actors.Told;
        foreach (int levels in (int[])[33, 40, 63, 64, 65, 100, 300])
        {
            (HttpStatusCode status, JsonObject problem) = await app.SendAsync(new HttpMethod(method), path, body.Replace("X", Deep(levels), StringComparison.Ordinal));
            ((int)status).ShouldBeOneOf(400, 422);
            problem["type"]!.GetValue<string>().ShouldBe("/problems/invalid-field", $"{levels} levels: {problem}");
            JsonNode error = problem["errors"]!.AsArray().ShouldHaveSingleItem()!;
            error["field"]!.GetValue<string>().ShouldBe(field);
            ((int?)error["index"]).ShouldBe(index);
            error["problem"]!.GetValue<string>().ShouldBe($"is nested {levels} levels deep; at most 32 are allowed, so flatten it or send it as a string");
        }

        if (path.StartsWith("/api/calls", StringComparison.Ordinal)) app.Actors.Told.ShouldBe(told);
        (HttpStatusCode fits, JsonObject answer) = await app.SendAsync(new HttpMethod(method), path, body.Replace("X", Deep(32), StringComparison.Ordinal));
        ((int)fits).ShouldBeLessThan(300, answer.ToJsonString());
    }

    [Theory]
    [InlineData("/api/calls/queue", """{"phone_number":"+12025550101","metadata":X}""", "metadata is nested 5000 levels deep")]
    [InlineData("/api/calls/bulk-queue", """{"calls":[{"phone_number":"+12025550101","metadata":X}]}""", "calls[0].metadata is nested 5000 levels deep")]
    [InlineData("/api/schedules", """{"id":"s","call":{"metadata":X}}""", "call is nested 5001 levels deep")]
    public async Task A_body_that_no_reader_opens_names_the_field_too(string path, string body, string said)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostAsync(path, body.Replace("X", Deep(5_000), StringComparison.Ordinal));
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["detail"]!.GetValue<string>().ShouldContain(said);
    }

    [Theory]
    [InlineData("application/json", """{"calls":[{"phone":"+12025550101"},{"phone":"+12025550102","extra":X}]}""")]
    [InlineData("application/x-ndjson", "{\"phone\":\"+12025550101\"}\n{\"phone\":\"+12025550102\",\"extra\":X}\n")]
    public async Task A_row_of_a_list_has_the_same_limit(string type, string body)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        foreach (int levels in (int[])[33, 64, 600])
        {
            (HttpStatusCode status, JsonObject problem) = await app.PostListAsync("/api/runs", body.Replace("X", Deep(levels), StringComparison.Ordinal), type);
            ((int)status).ShouldBeOneOf(400, 422);
            problem.ToJsonString(Json.Readable).ShouldContain($"extra is nested {levels} levels deep; at most 32 are allowed");
        }
    }

    [Fact]
    public async Task A_contact_that_was_stored_deeper_can_still_be_changed()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string stored = $$"""{"x":{{Deep(60)}}}""";
        await new RosterShards(app.Actors, new BusinessId("default")).Of("old").PutAsync(new PutContacts([new Contact { Id = "old", To = PhoneNumber.Parse("+12025550101"), Data = stored }]));
        (HttpStatusCode status, JsonObject answer) = await app.SendAsync(HttpMethod.Patch, "/api/roster/contacts/old", """{"call_enabled":false}""");
        status.ShouldBe(HttpStatusCode.OK, answer.ToJsonString());
        JsonNode.DeepEquals(answer["data"], JsonNode.Parse(stored)).ShouldBeTrue();
        (await app.SendAsync(HttpMethod.Patch, "/api/roster/contacts/old", $$$"""{"data":{"y":{{{Deep(70)}}}}}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(62)]
    [InlineData(64)]
    [InlineData(100)]
    public async Task What_an_earlier_version_stored_is_shown_in_webhooks_and_in_the_question_before_a_dial(int levels)
    {
        string data = $$"""{"metadata":{{Deep(levels)}}}""";
        Ending.OfCall ended = SomeEndings.Call();
        ended = ended with { Call = ended.Call with { Spec = ended.Call.Spec! with { Data = data } } };
        byte[] bytes = WebhookEvent.Of(SomeEndings.Business, new BusinessSettings(), ended).ToBytes();
        Encoding.UTF8.GetString(bytes).ShouldContain($"\"metadata\":{Deep(levels)}");

        await using Receiver app = await Receiver.StartAsync();
        app.Says = """{"eligible":false,"reason":"has paid"}""";
        using var hook = new VetoHook(OutgoingPolicy.Parse("127.0.0.1", out _)!, new FakeTimeProvider(SomeEndings.At));
        var question = new VetoQuestion(SomeEndings.Business, "r-1", "r", PhoneNumber.Parse("+442000000001"), 2, data);
        (await hook.AskAsync(new VetoTarget(app.Url.ToString(), SomeEndings.Secret), question)).ShouldBe(new VetoAnswer.NotEligible("has paid"));
        Encoding.UTF8.GetString(app.Requests.Single().Body).ShouldContain(Deep(levels));
    }

    /// <summary>So many objects in each other.</summary>
    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"d\":", levels)) + "1" + new string('}', levels);
}
