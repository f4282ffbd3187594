using System.Net;
using System.Text.Json.Nodes;

namespace CallQueue.Gateway.Tests.Lists;

public sealed class DryRunTests
{
    private const string Csv = "phone,name\n+12025550101,Ann\n+12025550102,Bo\n+12025550103,Cy\n";

    [Fact]
    public async Task It_says_what_would_be_dialed_and_stores_nothing()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject answer) = await app.PostListAsync("/api/runs?dry_run=true&run_id=spring&answer_rate=1&talk_seconds=30&ring_seconds=0&price_per_minute=0.02", Csv);
        status.ShouldBe(HttpStatusCode.OK, answer.ToJsonString());
        var plan = answer["plan"]!.DeepClone();
        answer.Remove("plan");
        answer.ToJsonString().ShouldBe("""
            {"dry_run":true,"run_id":"spring","business_id":"default","accepted":true,"total":3,"problem_count":0,"problems":[],"duplicates":0,"do_not_call":{"count":0,"business":0,"everybody":0,"people":[]},"called_recently":{"count":0,"people":[]},"blank_places":[],"special_numbers":[],"notes":[]}
            """.Trim());
        plan["counts"]!["completed"]!.GetValue<int>().ShouldBe(3);
        plan["cost"]!.GetValue<decimal>().ShouldBe(0.06m);
        app.Actors.Business().Parts.ShouldBeEmpty();
        app.Actors.Business().Stops.ShouldBeEmpty();
    }

    [Fact]
    public async Task Blank_places_and_special_numbers_are_fields_of_their_own()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (_, JsonObject answer) = await app.PostListAsync(
            "/api/runs?dry_run=true&message=Hi%20%7B%7Bname%7D%7D%20%7B%7Bcity%7Cyou%7D%7D", "phone,name,city\n+19005550101,Ann,Ely\n+881612345678,,Ely\n+19005550103,Cy,\n");
        JsonNode.DeepEquals(answer["blank_places"], JsonNode.Parse("""[{"place":"name","default":null,"count":1},{"place":"city","default":"you","count":1}]""")).ShouldBeTrue(answer.ToJsonString());
        JsonNode.DeepEquals(answer["special_numbers"], JsonNode.Parse("""[{"kind":"premium","count":2,"lines":[2,4]},{"kind":"satellite","count":1,"lines":[3]}]""")).ShouldBeTrue(answer.ToJsonString());
    }

    [Fact]
    public async Task Problems_and_duplicates_are_named_and_there_is_no_forecast()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        (HttpStatusCode status, JsonObject answer) = await app.PostListAsync("/api/runs?dry_run", "phone\n+12025550101\n12\n+12025550101\n");
        status.ShouldBe(HttpStatusCode.OK);
        answer["accepted"]!.GetValue<bool>().ShouldBeFalse();
        answer["problems"]!.AsArray().Select(problem => (int)problem!["line"]!).ShouldBe([3, 4]);
        answer["duplicates"]!.GetValue<int>().ShouldBe(1);
        answer["plan"].ShouldBeNull();
    }

    [Fact]
    public async Task People_on_a_do_not_call_list_are_named_with_the_list_and_the_reason()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        await app.PostAsync("/api/do-not-call", """{"phone_numbers":["+12025550102","+12025550199"],"reason":"complaint"}""");
        await app.PostAsync("/api/admin/do-not-call", """{"phone_numbers":["+12025550103"]}""");
        (_, JsonObject answer) = await app.PostListAsync("/api/runs?dry_run=true", Csv);
        JsonNode.DeepEquals(answer["do_not_call"], JsonNode.Parse("""
            {"count":2,"business":1,"everybody":1,"people":[{"line":3,"phone_number":"+*******0102","list":"business","reason":"complaint"},{"line":4,"phone_number":"+*******0103","list":"everybody","reason":null}]}
            """)).ShouldBeTrue(answer.ToJsonString());
        answer["total"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Long_lists_are_compared_with_long_do_not_call_lists()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        string listed = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"+1202{5_550_000 + (2 * i):0000000}\""));
        await app.PostAsync("/api/do-not-call", $$"""{"phone_numbers":[{{listed}}]}""");
        foreach ((int count, int expected) in ((int, int)[])[(10_000, 5_000), (100, 50)])
        {
            string rows = string.Join('\n', Enumerable.Range(0, count).Select(i => $"+1202{5_550_000 + i:0000000}"));
            (_, JsonObject answer) = await app.PostListAsync("/api/runs?dry_run=true", $"phone\n{rows}\n");
            answer["do_not_call"]!["count"]!.GetValue<int>().ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_list_that_is_too_long_for_a_forecast_has_a_note_in_its_place()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { MaxCalls = 2 });
        (_, JsonObject answer) = await app.PostListAsync("/api/runs?dry_run=true", Csv);
        answer["plan"].ShouldBeNull();
        answer["notes"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldContain("no forecast");
    }
}
