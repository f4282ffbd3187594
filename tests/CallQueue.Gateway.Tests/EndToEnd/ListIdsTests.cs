using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>A <c>custom_call_id</c> in a list is an id as everywhere; in a schedule, whose occurrences are new calls each time, it is refused.</summary>
public sealed class ListIdsTests
{
    [Fact]
    public async Task A_row_s_id_reads_cancels_and_explains_its_call_and_nobody_else_gets_it()
    {
        await using World world = await HeldAsync();
        (await ListAsync(world, "a", "phone,name,message,custom_call_id\n+12025550101,Ann,Hi,x-1\n+12025550102,Bo,Hi,x-2\n")).Status.ShouldBe(HttpStatusCode.Accepted);
        JsonObject shown = (await world.App.GetAsync("/api/calls/x-2/status")).Body;
        (shown["call_id"]!.GetValue<string>(), shown["phone_number"]!.GetValue<string>()).ShouldBe(("a-1", "+12025550102"));
        (await world.App.GetAsync("/api/calls/x-2/why")).Status.ShouldBe(HttpStatusCode.OK);
        (await world.App.PostAsync("/api/calls/x-2/cancel", "{}")).Body["status"]!.GetValue<string>().ShouldBe("canceled");
        (await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550109","custom_call_id":"x-1","message":"x"}""")).Status.ShouldBe(HttpStatusCode.Conflict);

        (HttpStatusCode status, JsonObject problem) = await ListAsync(world, "b", "phone,message,custom_call_id\n+12025550103,Hi,new\n+12025550104,Hi,x-1\n");
        status.ShouldBe(HttpStatusCode.Conflict);
        problem["detail"]!.GetValue<string>().ShouldBe(
            "custom_call_id 'x-1' (person 2 of the list) is already the id of call 'a-0'; choose another id, use lead_id for an id that may repeat, or leave the column out");
        (await world.App.GetAsync("/api/runs/b")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.App.GetAsync("/api/calls/new/status")).Status.ShouldBe(HttpStatusCode.NotFound, "nothing of the list is taken");
    }

    [Fact]
    public async Task A_dry_run_names_ids_that_other_calls_have_and_claims_none()
    {
        await using World world = await HeldAsync();
        await ListAsync(world, "a", "phone,message,custom_call_id\n+12025550101,Hi,x-1\n+12025550102,Hi,x-2\n");
        await world.App.PostAsync("/api/calls/queue", """{"phone_number":"+12025550109","custom_call_id":"alone","message":"x"}""");
        const string List = "phone,message,custom_call_id\n+12025550103,Hi,new\n+12025550104,Hi,x-1\n+12025550105,Hi,alone\n+12025550106,Hi,x-2\n";
        (HttpStatusCode status, JsonObject dry) = await ListAsync(world, "b&dry_run=true", List);
        status.ShouldBe(HttpStatusCode.OK);
        (dry["accepted"]!.GetValue<bool>(), dry["problem_count"]!.GetValue<int>(), dry["plan"]).ShouldBe((false, 3, null));
        dry["problems"]!.AsArray().Select(one => ((int)one!["line"]!, (int)one["index"]!)).Order().ShouldBe([(3, 1), (4, 2), (5, 3)]);
        dry["problems"]![0]!["field"]!.GetValue<string>().ShouldBe("custom_call_id");
        dry["problems"]!.AsArray().ShouldContain(one => ((string)one!["problem"]!).StartsWith("'x-1' is already the id of call 'a-0'", StringComparison.Ordinal));

        (await ListAsync(world, "c&dry_run=true", List.Split('\n')[0] + "\n" + List.Split('\n')[1] + "\n")).Body["accepted"]!.GetValue<bool>().ShouldBeTrue();
        (await ListAsync(world, "d", List.Split('\n')[0] + "\n" + List.Split('\n')[1] + "\n")).Status.ShouldBe(HttpStatusCode.Accepted, "the dry run has claimed nothing");
        (await ListAsync(world, "d&dry_run=true", List.Split('\n')[0] + "\n" + List.Split('\n')[1] + "\n")).Body["accepted"]!.GetValue<bool>().ShouldBeTrue("they are its own");
    }

    [Fact]
    public async Task The_result_of_a_row_that_was_canceled_before_its_first_dial_says_who_it_was()
    {
        await using World world = await HeldAsync();
        await ListAsync(world, "a", "phone,name,message,custom_call_id,lead_id\n+12025550101,Ann,Hi,x-1,L7\n+12025550102,Bo,Hi,x-2,L8\n");
        await world.App.PostAsync("/api/calls/x-1/cancel", "{}");
        string line = await world.App.Client.GetStringAsync("/api/runs/a/results");
        JsonObject result = JsonNode.Parse(line)!.AsObject();
        (result["outcome"]!.GetValue<string>(), result["name"]!.GetValue<string>(), result["custom_call_id"]!.GetValue<string>(), result["lead_id"]!.GetValue<string>(), result["phone_number"]!.GetValue<string>())
            .ShouldBe(("canceled", "Ann", "x-1", "L7", "+12025550101"));
    }

    [Theory]
    [InlineData("phone,message,custom_call_id\n+12025550103,Hi,same\n+12025550104,Hi,same\n", "'same' already appears on line 2")]
    [InlineData("phone,message,custom_call_id\n+12025550103,Hi,not ok\n", "got 'not ok'")]
    public async Task An_id_that_two_rows_have_or_that_is_none_is_named_with_its_row(string list, string problem)
    {
        await using World world = await HeldAsync();
        (HttpStatusCode status, JsonObject body) = await ListAsync(world, "a", list);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonObject error = body["errors"]![0]!.AsObject();
        error["field"]!.GetValue<string>().ShouldBe("custom_call_id");
        error["problem"]!.GetValue<string>().ShouldContain(problem);
    }

    [Theory]
    [InlineData("""{"id":"s","cron":"0 9 * * *","phone_number":"+12025550101","call":{"message":"Hi","custom_call_id":"x"}}""")]
    [InlineData("""{"id":"s","cron":"0 9 * * *","people":[{"phone_number":"+12025550101","message":"Hi","custom_call_id":"x"}]}""")]
    public async Task A_schedule_refuses_it_by_name(string schedule)
    {
        await using World world = await HeldAsync();
        (HttpStatusCode status, JsonObject body) = await world.App.PostAsync("/api/schedules", schedule);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["errors"]!.AsArray().ShouldHaveSingleItem()!["problem"]!.GetValue<string>().ShouldContain("it names one call");
    }

    [Fact]
    public async Task Of_a_recurring_job_it_is_the_id_and_its_calls_do_not_claim_to_have_it()
    {
        await using World world = await World.StartAsync();
        await world.App.PostAsync("/api/queue/schedule-recurring-call", """{"to":"+12025550101","message":"x","cronExpression":"0 9 * * *","custom_call_id":"daily"}""");
        (await world.App.GetAsync("/api/queue/job/daily")).Body["data"]!["custom_call_id"]!.GetValue<string>().ShouldBe("daily");
        JsonObject schedule = (await world.App.GetAsync("/api/schedules/daily")).Body;
        schedule["call"]!.AsObject().ContainsKey("custom_call_id").ShouldBeFalse();
        (await world.App.SendAsync(HttpMethod.Put, "/api/schedules/daily", schedule.ToJsonString())).Status.ShouldBe(HttpStatusCode.OK);

        string call = (await world.App.PostAsync("/api/schedules/daily/run", "{}")).Body["id"]!.GetValue<string>();
        DialRequest dial = await world.Carrier.NextDialAsync();
        dial.Attempt.Call.Name.ShouldBe(call);
        (await world.App.GetAsync($"/api/calls/{call}/status")).Body["custom_call_id"].ShouldBeNull();
    }

    private static async Task<World> HeldAsync()
    {
        World world = await World.StartAsync();
        await world.Host.Actors.Business(BusinessId.Default).PauseAsync(true);
        return world;
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> ListAsync(World world, string run, string csv)
    {
        using HttpResponseMessage response = await world.App.Client.PostAsync($"/api/runs?run_id={run}", new StringContent(csv, Encoding.UTF8, "text/csv"));
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }
}
