using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>A business's retry policy holds in every family of endpoints; defaults of a family apply only where the business says nothing.</summary>
public sealed class RetrySettingsTests
{
    private const string Own = """{"retry":{"max_attempts":5,"delay_seconds":60,"factor":1}}""";

    /// <summary>Family × what the request and the business say → attempts in all.</summary>
    [Theory]
    [InlineData("calls/queue", "", null, 4)]
    [InlineData("calls/queue", "", Own, 5)]
    [InlineData("calls/queue", "\"max_retries\":1,", Own, 2)]
    [InlineData("calls/queue", "\"max_retries\":1,", null, 2)]
    [InlineData("calls/bulk-queue", "", null, 4)]
    [InlineData("calls/bulk-queue", "", Own, 5)]
    [InlineData("calls/bulk-queue", "\"max_retries\":1,", Own, 2)]
    [InlineData("calls/bulk-queue", "\"max_retries\":1,", null, 2)]
    [InlineData("bulk-queue as a whole", "\"max_retries\":1,", Own, 2)]
    [InlineData("bulk-queue as a whole", "", """{"profile":"relevel"}""", 3)]
    [InlineData("queue/schedule-call", "", null, 3)]
    [InlineData("queue/schedule-call", "", Own, 5)]
    [InlineData("queue/schedule-call", "\"max_retries\":1,", Own, 2)]
    [InlineData("queue/schedule-bulk-calls", "", Own, 5)]
    [InlineData("runs", "", null, 3)]
    [InlineData("runs", "", Own, 5)]
    [InlineData("runs", "\"max_retries\":1,", Own, 2)]
    public async Task Retries_are_those_of_the_request_else_of_the_business_else_of_the_family(string family, string request, string? business, int attempts)
    {
        await using var world = await StartAsync(business ?? "{}", """{"slots":0}""");
        string call = await SubmitAsync(world, family, request);
        JsonObject shown = (await world.App.GetAsync($"/api/calls/{call}/status")).Body;
        shown["max_attempts"]!.GetValue<int>().ShouldBe(attempts);
        shown["max_retries"]!.GetValue<int>().ShouldBe(attempts - 1);
    }

    [Theory]
    [InlineData("calls/queue", "\"max_retries\":3,")]
    [InlineData("calls/bulk-queue", "\"max_retries\":3,")]
    [InlineData("queue/schedule-call", "\"max_retries\":3,")]
    [InlineData("calls/queue", "")]
    public async Task The_delay_is_the_business_s_also_where_the_request_names_the_number_of_retries(string family, string request)
    {
        await using var world = await StartAsync(Own);
        string call = await SubmitAsync(world, family, request);
        Carriers.DialRequest dial = await world.Carrier.NextDialAsync();
        await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus=busy");
        JsonObject shown = (await world.App.GetAsync($"/api/calls/{call}/status")).Body;
        DateTimeOffset at = DateTimeOffset.Parse(shown["retry_at"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
        (at - TimeProvider.System.GetUtcNow()).ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60), "a minute, not half an hour");
    }

    [Fact]
    public async Task The_configuration_shows_the_retries_that_apply()
    {
        await using var world = await StartAsync();
        (await world.App.GetAsync("/api/config")).Body["max_retries"]!.GetValue<int>().ShouldBe(3);
        await SettingsAsync(world, Own);
        (await world.App.GetAsync("/api/config")).Body["max_retries"]!.GetValue<int>().ShouldBe(4);
    }

    private static async Task<World> StartAsync(params string[] settings)
    {
        World world = await World.StartAsync();
        foreach (string json in settings) await SettingsAsync(world, json);
        return world;
    }

    private static async Task SettingsAsync(World world, string json) =>
        (await world.App.Client.PatchAsync("/api/businesses/default", JsonContent.Create(JsonNode.Parse(json)))).EnsureSuccessStatusCode();

    private static async Task<string> SubmitAsync(World world, string family, string request)
    {
        string call = $$"""{{{request}}"phone_number":"+12025550101","to":"+12025550101","message":"x"}""";
        (string path, string json, string id) = family switch
        {
            "calls/queue" => ("calls/queue", call.Replace("\"to\"", "\"custom_call_id\":\"c\",\"tto\"", StringComparison.Ordinal), "c"),
            "calls/bulk-queue" => ("calls/bulk-queue", $$"""{"batch_id":"b","calls":[{{call}}]}""", "b-0"),
            "bulk-queue as a whole" => ("calls/bulk-queue", $$"""{{{request}}"batch_id":"b","calls":[{"phone_number":"+12025550101","message":"x"}]}""", "b-0"),
            "queue/schedule-call" => ("queue/schedule-call", call.Replace("\"message\"", "\"custom_call_id\":\"c\",\"message\"", StringComparison.Ordinal), "c"),
            "queue/schedule-bulk-calls" => ("queue/schedule-bulk-calls", $$"""{"batch_id":"b","calls":[{{call}}]}""", "b-0"),
            _ => ("runs", $$"""{{{request}}"run_id":"b","message":"x","calls":[{"phone":"+12025550101"}]}""", "b-0"),
        };
        (System.Net.HttpStatusCode status, JsonObject answer) = await world.App.PostAsync($"/api/{path}", json);
        ((int)status).ShouldBeInRange(200, 202, answer.ToJsonString());
        return id;
    }
}
