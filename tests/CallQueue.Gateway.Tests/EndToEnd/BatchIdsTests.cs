using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallQueue.Carriers;

namespace CallQueue.Gateway.Tests.EndToEnd;

/// <summary>The <c>custom_call_id</c> of a call inside a batch is an id, with the rules of a call submitted alone.</summary>
public sealed class BatchIdsTests
{
    private const string Ann = """{"phone_number":"+12025550101","custom_call_id":"ann","message":"x"}""";
    private const string Bo = """{"phone_number":"+12025550102","custom_call_id":"bo","message":"x"}""";
    private const string Batch = $$"""{"batch_id":"b","calls":[{{Ann}},{{Bo}}]}""";

    [Fact]
    public async Task A_call_of_a_batch_is_read_by_its_own_id_in_every_endpoint()
    {
        await using var world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", Batch);
        foreach (string path in new[] { "calls/bo", "calls/bo/status" })
        {
            JsonObject call = (await world.App.GetAsync($"/api/{path}")).Body;
            (call["call_id"]!.GetValue<string>(), call["custom_call_id"]!.GetValue<string>(), call["status"]!.GetValue<string>(), call["phone_number"]!.GetValue<string>())
                .ShouldBe(("b-1", "bo", "queued", "+12025550102"));
        }

        (await world.App.GetAsync("/api/calls/bo/why")).Body["position"]!.GetValue<long>().ShouldBe(1);
        (await world.App.GetAsync("/api/queue/job/bo")).Body["state"]!.GetValue<string>().ShouldBe("waiting");
        (await world.App.GetAsync("/api/outbound/jobs/bo")).Body["job_id"]!.GetValue<string>().ShouldBe("b-1");
        (await world.App.GetAsync("/api/calls/nobody")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.App.GetAsync("/api/calls/bo?business_id=other")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Priority_cancel_and_retry_work_with_it()
    {
        await using var world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", Batch);
        (await world.App.PostAsync("/api/calls/bo/priority", """{"priority":"high"}""")).Body["changed"]!.GetValue<bool>().ShouldBeTrue();
        (await world.App.GetAsync("/api/calls/b-1")).Body["priority"]!.GetValue<string>().ShouldBe("high");
        (await world.App.PostAsync("/api/calls/bo/cancel", "{}")).Body["status"]!.GetValue<string>().ShouldBe("canceled");
        (await world.App.GetAsync("/api/calls/bo/status")).Body["status"]!.GetValue<string>().ShouldBe("canceled");
        (await world.App.GetAsync("/api/runs/b")).Body["cancelled_count"]!.GetValue<int>().ShouldBe(1);
        (await world.App.PostAsync("/api/calls/bo/retry", "{}")).Body["status"]!.GetValue<string>().ShouldBe("queued");
        using HttpResponseMessage deleted = await world.App.Client.DeleteAsync("/api/queue/job/ann");
        deleted.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.App.GetAsync("/api/calls/b-0")).Body["status"]!.GetValue<string>().ShouldBe("canceled");
    }

    [Fact]
    public async Task The_same_call_alone_is_the_same_call_and_other_content_conflicts()
    {
        await using var world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", Batch);
        (HttpStatusCode same, JsonObject known) = await world.App.PostAsync("/api/calls/queue", Ann);
        (same, known["call_id"]!.GetValue<string>(), known["existing"]!.GetValue<bool>()).ShouldBe((HttpStatusCode.Accepted, "b-0", true));
        (HttpStatusCode other, _) = await world.App.PostAsync("/api/calls/queue", Ann.Replace("0101", "0109", StringComparison.Ordinal));
        other.ShouldBe(HttpStatusCode.Conflict);
        (await world.App.GetAsync("/api/queue/stats")).Body["stats"]!["total"]!.GetValue<int>().ShouldBe(2, "nobody is called twice");
    }

    [Fact]
    public async Task A_batch_with_defaults_for_all_calls_conflicts_with_a_call_that_only_looks_the_same()
    {
        await using var world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", $$"""{"batch_id":"b","max_retries":0,"calls":[{{Ann}}]}""");
        (await world.App.PostAsync("/api/calls/queue", Ann)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("bo", "calls[0].custom_call_id: 'bo' is already the id of call 'b-1'; choose another id, or leave that call out")]
    [InlineData("alone", "calls[0].custom_call_id: 'alone' is already the id of call 'alone'; choose another id, or leave that call out")]
    [InlineData("b-1", "calls[0].custom_call_id: 'b-1' is already the id of call 'b-1'; choose another id, or leave that call out")]
    public async Task An_id_that_another_call_has_refuses_the_whole_batch_and_claims_nothing(string id, string problem)
    {
        await using var world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", Batch);
        await world.App.PostAsync("/api/calls/queue", Ann.Replace("ann", "alone", StringComparison.Ordinal));
        string second = $$"""{"batch_id":"c","calls":[{{Bo.Replace("bo", id, StringComparison.Ordinal)}},{{Ann.Replace("ann", "new", StringComparison.Ordinal)}}]}""";
        (HttpStatusCode status, JsonObject answer) = await world.App.PostAsync("/api/calls/bulk-queue", second);
        (status, answer["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Conflict, problem));
        (await world.App.GetAsync("/api/calls/new")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.App.PostAsync("/api/calls/bulk-queue", second.Replace($"\"{id}\"", "\"free\"", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await world.App.GetAsync("/api/calls/new")).Body["call_id"]!.GetValue<string>().ShouldBe("c-1");
    }

    [Fact]
    public async Task The_same_batch_again_is_the_same_run_and_a_changed_one_under_its_name_takes_no_ids()
    {
        await using var world = await HeldAsync();
        await world.App.PostAsync("/api/calls/bulk-queue", Batch);
        (HttpStatusCode again, JsonObject known) = await world.App.PostAsync("/api/calls/bulk-queue", Batch);
        (again, known["existing"]!.GetValue<bool>()).ShouldBe((HttpStatusCode.OK, true));
        (await world.App.PostAsync("/api/calls/bulk-queue", Batch.Replace("\"bo\"", "\"cy\"", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await world.App.GetAsync("/api/calls/cy")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.App.PostAsync("/api/calls/queue", Bo.Replace("bo", "cy", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task An_ended_call_of_a_batch_is_found_by_its_own_id_in_its_results_too()
    {
        await using var world = await World.StartAsync();
        await world.App.PostAsync("/api/queue/schedule-bulk-calls", """{"batch_id":"b","calls":[{"to":"+12025550101","custom_call_id":"ann","message":"x","lead_id":7,"name":"Ann"}]}""");
        DialRequest dial = await world.Carrier.NextDialAsync();
        await world.CallBackAsync("status", dial, "CallSid=CA12025550101&CallStatus=completed");
        await world.RunIsAsync("b", run => run.Counts.Completed == 1);
        JsonObject call = (await world.App.GetAsync("/api/calls/ann/status")).Body;
        (call["call_id"]!.GetValue<string>(), call["status"]!.GetValue<string>(), call["call_sid"]!.GetValue<string>()).ShouldBe(("b-0", "completed", "CA12025550101"));
        string line = await world.App.Client.GetStringAsync("/api/runs/b/results");
        line.ShouldContain("""phone_number":"+12025550101","name":"Ann","custom_call_id":"ann","lead_id":"7","call_sid":"CA12025550101"}""");
    }

    private static async Task<World> HeldAsync()
    {
        World world = await World.StartAsync();
        (await world.App.Client.PatchAsync("/api/businesses/default", JsonContent.Create(new { slots = 0 }))).EnsureSuccessStatusCode();
        return world;
    }
}
