using System.Net;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>Pools of caller ids through the API: what is read and shown, what is refused and how, and which number leaves.</summary>
public sealed class CallerIdsEndToEndTests
{
    private const string Path = "/api/businesses/default";

    [Fact]
    public async Task A_pool_is_shown_as_it_applies_and_its_numbers_leave()
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject body) = await world.App.SendAsync(HttpMethod.Patch, Path,
            """{"slots":1,"caller_ids":["(202) 555-0199",{"number":"+1 415 555 0123","daily_cap":200}],"caller_id_policy":"round_robin","default_country":"US"}""");
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        JsonNode settings = body["settings"]!;
        settings["caller_ids"]!.ToJsonString(Json.Readable).ShouldBe("""[{"number":"+12025550199","daily_cap":null},{"number":"+14155550123","daily_cap":200}]""");
        settings["caller_id_policy"]!.GetValue<string>().ShouldBe("round_robin");
        (await world.App.SendAsync(HttpMethod.Put, Path, body.ToJsonString())).Status.ShouldBe(HttpStatusCode.OK, "what GET shows is accepted as it is");

        (await world.App.SendAsync(HttpMethod.Post, "/api/calls/queue", """{"phone_number":"+12025550101","custom_call_id":"c"}""")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await world.Carrier.NextDialAsync()).From.ShouldBe(PhoneNumber.Parse("+12025550199"));
        JsonObject call = (await world.App.GetAsync("/api/calls/c")).Body;
        call["attempts"]![0]!["from"]!.GetValue<string>().ShouldBe("+12025550199");

        settings = (await world.App.SendAsync(HttpMethod.Patch, Path, """{"caller_ids":null,"caller_id_policy":null}""")).Body["settings"]!;
        (settings["caller_ids"], settings["caller_id_policy"]).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("""{"call_config":{"from":"+13125550144"}}""")]
    [InlineData("""{"from":"+13125550144"}""")]
    public async Task A_calls_own_from_goes_before_the_pool(string more)
    {
        await using World world = await World.StartAsync();
        await world.App.SendAsync(HttpMethod.Patch, Path, """{"caller_ids":["+12025550199"]}""");
        JsonObject call = JsonNode.Parse(more)!.AsObject();
        call["phone_number"] = "+12025550101";
        (await world.App.SendAsync(HttpMethod.Post, "/api/calls/queue", call.ToJsonString())).Status.ShouldBe(HttpStatusCode.Accepted);
        (await world.Carrier.NextDialAsync()).From.ShouldBe(PhoneNumber.Parse("+13125550144"));
        (await world.App.SendAsync(HttpMethod.Post, "/api/calls/bulk-queue", """{"call_config":{"from":"+13125550145"},"calls":[{"phone_number":"+12025550102"}]}""")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await world.Carrier.NextDialAsync()).From.ShouldBe(PhoneNumber.Parse("+13125550145"));
    }

    [Theory]
    [InlineData("""{"caller_ids":["+12025550199","+12025550198","+1 202 555 0199"]}""", "caller_ids[2]", "caller_ids[2] +12025550199 is already in caller_ids[0]; remove one of them")]
    [InlineData("""{"caller_ids":["+12025550199","reception"]}""", "caller_ids[1]", null)]
    [InlineData("""{"caller_ids":[{"number":"+12025550199","daily_cap":0}]}""", "caller_ids[0].daily_cap", "caller_ids[0].daily_cap must be a whole number from 1 to 100000; got 0")]
    [InlineData("""{"caller_ids":[{"daily_cap":5}]}""", "caller_ids[0].number", "caller_ids[0].number is missing")]
    [InlineData("""{"caller_ids":[{"number":"+12025550199","cap":5}]}""", "caller_ids[0].cap", null)]
    [InlineData("""{"caller_ids":[true]}""", "caller_ids[0]", "caller_ids[0] must be a telephone number, or an object with a number; got true")]
    [InlineData("""{"caller_ids":"+12025550199"}""", "caller_ids", null)]
    [InlineData("""{"caller_ids":[],"caller_id_policy":"local"}""", "caller_id_policy", "caller_id_policy needs caller_ids: add at least one number there, or remove the policy; got local")]
    [InlineData("""{"caller_ids":["+12025550199"],"caller_id_policy":"random"}""", "caller_id_policy", "caller_id_policy must be one of sticky, fixed, local, round_robin; got 'random'")]
    public async Task What_is_wrong_is_refused_by_field_place_and_value(string body, string field, string? detail)
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await world.App.SendAsync(HttpMethod.Patch, Path, body);
        (status, problem["errors"]![0]!["field"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, field), problem.ToJsonString());
        if (detail is not null) problem["detail"]!.GetValue<string>().ShouldBe(detail);
    }

    [Fact]
    public async Task A_wrong_from_is_refused_and_so_is_one_that_the_operator_did_not_give()
    {
        await using World world = await World.StartAsync();
        (HttpStatusCode status, JsonObject problem) = await world.App.SendAsync(HttpMethod.Post, "/api/calls/bulk-queue",
            """{"calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102","call_config":{"from":"reception"}}]}""");
        (status, problem["errors"]![0]!["field"]!.GetValue<string>(), problem["errors"]![0]!["index"]!.GetValue<int>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "call_config.from", 1), problem.ToJsonString());

        (await world.App.SendAsync(HttpMethod.Put, Path + "/ceilings", """{"numbers":["+12025550199"]}""")).Status.ShouldBe(HttpStatusCode.OK);
        (status, problem) = await world.App.SendAsync(HttpMethod.Post, "/api/calls/queue", """{"phone_number":"+12025550101","call_config":{"from":"+13125550144"}}""");
        (status, problem["errors"]![0]!["field"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "call_config.from"), problem.ToJsonString());
        (status, problem) = await world.App.SendAsync(HttpMethod.Patch, Path, """{"caller_ids":["+12025550199","+13125550144"]}""");
        (status, problem["errors"]![0]!["field"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "caller_ids[1]"), problem.ToJsonString());
    }
}
