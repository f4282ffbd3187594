using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;

namespace CallQueue.Gateway.Tests.Runs;

public sealed class PlanRunTests
{
    private const string Two = """{"phone_number":"+12025550101"},{"phone_number":"+12025550102"}""";

    [Fact]
    public async Task A_bulk_is_played_with_the_settings_of_its_business_and_nothing_of_it_is_queued()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Business().Settings = new BusinessSettings { Slots = 1 };

        (HttpStatusCode status, JsonObject plan) = await app.PostAsync("/api/runs/plan", $$"""
            {"plan":{"answer_rate":1,"talk_seconds":30,"ring_seconds":0,"price_per_minute":0.02,"start_at":"2026-12-01T09:00:00Z"},"calls":[{{Two}}]}
            """);

        status.ShouldBe(HttpStatusCode.OK);
        plan["starts_at"]!.GetValue<string>().ShouldBe("2026-12-01T09:00:00+00:00");
        plan["counts"]!["completed"]!.GetValue<int>().ShouldBe(2);
        plan["most_live"]!.GetValue<int>().ShouldBe(1);
        plan["cost"]!.GetValue<decimal>().ShouldBe(0.04m);
        app.Actors.Business().Parts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"plan":{"answer_rate":2},"calls":[{"phone_number":"+12025550101"}]}""", "plan.answer_rate")]
    [InlineData("""{"plan":{"luck":1},"calls":[{"phone_number":"+12025550101"}]}""", "plan.luck")]
    [InlineData("""{"calls":[{"phone_number":"+12025550101"},{"phone_number":"12"}]}""", "phone_number")]
    [InlineData("""{"calls":[]}""", "calls")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await app.PostAsync("/api/runs/plan", body);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["errors"]![0]!["field"]!.GetValue<string>().ShouldBe(field);
    }
}
