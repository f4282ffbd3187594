using System.Net;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Runs;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>POST /api/runs/{id}/again: the people of a run, or those who were not reached, are called in a new run.</summary>
public sealed class RunAgainTests
{
    private static readonly GatewayOptions SmallParts = new() { PartSize = 2 };

    [Fact]
    public async Task Who_was_not_reached_is_called_again_with_the_same_words_and_without_old_ids()
    {
        await using World world = await CalledAsync();

        (HttpStatusCode status, JsonObject body) = await world.App.PostAsync("/api/runs/spring/again", """{"who":"unreached","run_id":"spring-2"}""");

        status.ShouldBe(HttpStatusCode.Accepted);
        body.ToJsonString().ShouldBe("""{"run_id":"spring-2","batch_id":"spring-2","total":2,"queued":2,"status":"running"}""");
        DialRequest[] dials = [await world.Carrier.NextDialAsync(), await world.Carrier.NextDialAsync()];
        dials.Select(dial => (dial.To.Value, dial.Script.Message)).Order().ShouldBe([("+12025550102", "Hello {{name}}"), ("+12025550104", "Bye {{name}}")]);
        (await world.App.GetAsync("/api/runs/spring-2")).Body["data"]!.ToJsonString().ShouldBe("""{"campaign_id":"c7"}""");
    }

    [Fact]
    public async Task The_same_id_again_adds_nothing_and_another_choice_under_it_is_a_conflict()
    {
        await using World world = await CalledAsync();
        await world.Host.Actors.Business(BusinessId.Default).PauseAsync(true);
        await world.App.PostAsync("/api/runs/spring/again", """{"run_id":"spring-2"}""");

        (HttpStatusCode status, JsonObject body) = await world.App.PostAsync("/api/runs/spring/again", """{"run_id":"spring-2"}""");

        (status, body["queued"]!.GetValue<int>(), body["existing"]!.GetValue<bool>()).ShouldBe((HttpStatusCode.OK, 0, true));
        (await world.App.PostAsync("/api/runs/spring/again", """{"run_id":"spring-2","who":"all"}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await world.App.GetAsync("/api/runs/spring-2")).Body["total"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("all", 4)]
    [InlineData("completed", 1)]
    [InlineData("busy, no_answer", 2)]
    [InlineData("completed,unreached", 3)]
    [InlineData("rejected", 1)]
    public async Task Everybody_or_chosen_outcomes_are_called(string who, int total)
    {
        await using World world = await CalledAsync();
        await world.Host.Actors.Business(BusinessId.Default).PauseAsync(true);
        (HttpStatusCode status, JsonObject body) = await world.App.PostAsync("/api/runs/spring/again", $$"""{"who":"{{who}}"}""");
        (status, body["total"]!.GetValue<int>(), body["run_id"]!.GetValue<string>()[..4]).ShouldBe((HttpStatusCode.Accepted, total, "run_"));
    }

    [Fact]
    public async Task Calls_that_a_stop_ended_before_their_first_dial_were_not_reached()
    {
        await using World world = await World.StartAsync(options: SmallParts);
        await world.Host.Actors.Business(BusinessId.Default).PauseAsync(true);
        await world.App.PostAsync("/api/calls/bulk-queue", """{"batch_id":"a","calls":[{"phone_number":"+12025550101"},{"phone_number":"+12025550102"},{"phone_number":"+12025550103"}]}""");
        await world.App.PostAsync("/api/runs/a/stop", "{}");
        await world.RunIsAsync("a", run => run.Status == RunStatus.Stopped);

        (await world.App.PostAsync("/api/runs/a/again", "")).Body["total"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_number_that_must_not_be_called_by_now_is_not()
    {
        await using World world = await CalledAsync();
        await world.App.PostAsync("/api/do-not-call", """{"phone_numbers":["+12025550102"]}""");
        await world.App.PostAsync("/api/runs/spring/again", """{"run_id":"spring-2"}""");
        (await world.Carrier.NextDialAsync()).To.Value.ShouldBe("+12025550104");
        await world.RunIsAsync("spring-2", run => run.Counts.Blocked == 1);
    }

    [Fact]
    public async Task Who_was_erased_is_not_called_again()
    {
        await using World world = await CalledAsync();
        await world.Host.Actors.Business(BusinessId.Default).EraseAsync(PhoneNumber.Parse("+12025550102"));
        await world.Host.Actors.Business(BusinessId.Default).PauseAsync(true);
        (await world.App.PostAsync("/api/runs/spring/again", """{"who":"all"}""")).Body["total"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task While_a_run_goes_on_only_everybody_can_be_called()
    {
        await using World world = await World.StartAsync();
        await world.Host.Actors.Business(BusinessId.Default).PauseAsync(true);
        await world.App.PostAsync("/api/calls/bulk-queue", """{"batch_id":"a","calls":[{"phone_number":"+12025550101"}]}""");

        (HttpStatusCode status, JsonObject body) = await world.App.PostAsync("/api/runs/a/again", "");
        (status, body["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Conflict, "the run is running, so who was not reached is not known yet; wait until it has ended, or stop it, or send who=all"));
        (await world.App.PostAsync("/api/runs/a/again", """{"who":"all"}""")).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Nobody_to_call_is_said()
    {
        await using World world = await CalledAsync();
        (HttpStatusCode status, JsonObject body) = await world.App.PostAsync("/api/runs/spring/again", """{"who":"expired"}""");
        (status, body["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Conflict, "there is nobody to call: who=expired selects none of the 4 people of the run"));
    }

    [Theory]
    [InlineData("spring", """{"who":"reached"}""", HttpStatusCode.UnprocessableEntity, "reached")]
    [InlineData("spring", """{"who":"all,busy"}""", HttpStatusCode.UnprocessableEntity, "all includes everybody")]
    [InlineData("spring", """{"who":7}""", HttpStatusCode.UnprocessableEntity, "who")]
    [InlineData("spring", """{"run_id":"spring"}""", HttpStatusCode.UnprocessableEntity, "another id")]
    [InlineData("spring", """{"run_id":"a b"}""", HttpStatusCode.UnprocessableEntity, "run_id")]
    [InlineData("spring", """{"whom":"all"}""", HttpStatusCode.UnprocessableEntity, "whom")]
    [InlineData("nope", "{}", HttpStatusCode.NotFound, "nope")]
    [InlineData("a%20b", "{}", HttpStatusCode.NotFound, "a b")]
    public async Task What_is_wrong_is_named(string run, string body, HttpStatusCode expected, string named)
    {
        await using World world = await CalledAsync();
        (HttpStatusCode status, JsonObject problem) = await world.App.PostAsync($"/api/runs/{run}/again", body);
        status.ShouldBe(expected);
        problem.ToJsonString().ShouldContain(named);
    }

    /// <summary>A run of four that has ended: completed, busy, rejected, no answer.</summary>
    private static async Task<World> CalledAsync()
    {
        World world = await World.StartAsync(options: SmallParts);
        await world.App.PostAsync("/api/calls/bulk-queue", """
            {"batch_id":"spring","campaign_id":"c7","message":"Hello {{name}}","max_retries":0,"deadline":"2099-01-01T00:00:00Z","calls":[
             {"phone_number":"+12025550101","variables":{"name":"Ann"},"custom_call_id":"x-1"},{"phone_number":"+12025550102","variables":{"name":"Bo"},"custom_call_id":"x-2"},
             {"phone_number":"+12025550103","variables":{"name":"Cy"}},{"phone_number":"+12025550104","variables":{"name":"Di"},"message":"Bye {{name}}"}]}
            """);
        string[] ends = ["completed", "busy", "declined", "no-answer"];
        for (int i = 0; i < 4; i++)
        {
            DialRequest dial = await world.Carrier.NextDialAsync();
            string end = ends[int.Parse(dial.To.Digits[^1..], System.Globalization.CultureInfo.InvariantCulture) - 1];
            await world.CallBackAsync("status", dial, $"CallSid=CA{dial.To.Digits}&CallStatus={end}");
        }

        await world.RunIsAsync("spring", run => run.Status == RunStatus.Completed);
        return world;
    }
}
