using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Hosting.Local;

namespace CallQueue.Scenarios;

/// <summary>That a call rings, or was answered, is shown at once and stored with the next commit, or within a second; what a crash takes back is asked for.</summary>
public sealed class ProgressScenarios
{
    private static readonly ActorAddress Record = new(LocalActors.CallKind, new CallId(Some.Business, "c").ToString());

    [Fact]
    public void An_answer_is_shown_at_once_and_stored_within_a_second()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            await s.Host.UntilAsync(async () => await StatusAsync(s) == CallStatus.InProgress);
            await s.Host.WaitAsync(Some.Seconds(1.1));
            Stored(s).State.ShouldBe(AttemptState.InProgress);
            DateTimeOffset? answeredAt = Stored(s).AnsweredAt;
            s.Host.Crash();
            await s.UntilIdleAsync();
            (await s.Call("c").GetAsync())!.Attempts.Single().AnsweredAt.ShouldBe(answeredAt.ShouldNotBeNull());
        });
    }

    [Fact]
    public void A_call_that_ends_soon_is_written_no_more_often_for_its_progress()
    {
        var s = new Scenario(Fate.Talks(60) with { IsSilent = true });
        int writes = 0;
        s.Host.Store.Saving = (actor, _) => writes += actor == Record ? 1 : 0;
        s.Play(async () =>
        {
            await SubmitAsync(s);
            int before = writes;
            await ReportAsync(s, new CarrierReport(s.Dials[0].Id, CarrierStatus.Ringing));
            await ReportAsync(s, new CarrierReport(s.Dials[0].Id, CarrierStatus.InProgress));
            (await StatusAsync(s)).ShouldBe(CallStatus.InProgress);
            (writes, Stored(s).State).ShouldBe((before, AttemptState.Queued));
            await ReportAsync(s, new CarrierReport(s.Dials[0].Id, CarrierStatus.Ended, Outcome.Completed, "done", Duration: Some.Seconds(1)));
            await s.Host.WaitAsync(Some.Seconds(5));
            (writes, Stored(s).State).ShouldBe((before + 1, AttemptState.Ended));
            Stored(s).AnsweredAt.ShouldNotBeNull();
        });
    }

    [Fact]
    public void What_a_crash_takes_back_the_next_instance_asks_the_carrier_for()
    {
        var s = new Scenario(Fate.Talks(60) with { IsSilent = true });
        s.Play(async () =>
        {
            await SubmitAsync(s);
            await s.Host.WaitAsync(Some.Seconds(3));
            await ReportAsync(s, new CarrierReport(s.Dials[0].Id, CarrierStatus.InProgress));
            s.Host.Crash();
            Stored(s).State.ShouldBe(AttemptState.Queued);
            await s.Host.WaitAsync(Some.Seconds(2));
            (await StatusAsync(s), s.Carrier.Lookups).ShouldBe((CallStatus.InProgress, 1));
        });
    }

    [Fact]
    public void Calls_of_a_run_that_nobody_looks_at_report_their_end_alone()
    {
        var s = new Scenario(Fate.Talks(20));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.UntilOverAsync("r");
            s.Dials.ShouldAllBe(dial => dial.Request.NoProgress);
            s.Carrier.Lookups.ShouldBe(0);
            AttemptSnapshot attempt = (await s.Call(s.Dials[0].Call).GetAsync())!.Attempts.Single();
            (attempt.AnsweredAt, attempt.Talk).ShouldBe((attempt.EndedAt - Some.Seconds(20), Some.Seconds(20)));
        });
    }

    [Fact]
    public void A_look_at_such_a_call_asks_the_carrier_once_in_five_seconds_and_has_the_next_dials_report()
    {
        var s = new Scenario(Fate.Talks(30));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 30));
            await s.Host.WaitAsync(Some.Seconds(6));
            ICall call = s.Call(s.Dials[0].Call);
            (await call.LookAsync())!.Status.ShouldBe(CallStatus.Queued);
            for (int looks = 0; looks < 4; looks++)
            {
                await s.Host.WaitAsync(Some.Seconds(1));
                (await call.LookAsync())!.Status.ShouldBe(CallStatus.InProgress);
            }

            s.Carrier.Lookups.ShouldBe(1);
            int before = s.Dials.Count;
            await s.UntilOverAsync("r");
            s.Dials.Take(before).ShouldAllBe(dial => dial.Request.NoProgress);
            s.Dials[before].Request.NoProgress.ShouldBeFalse();
            s.Dials[^1].Request.NoProgress.ShouldBeTrue();
        });
    }

    [Fact]
    public void A_list_of_live_calls_and_a_single_call_are_reasons_to_report()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call());
            await s.UntilIdleAsync();
            await s.Business.ListAsync(new ListCalls(QueuePart.Live, 0, 10));
            await s.EnqueueAsync(Some.Run("r", 1));
            await s.UntilOverAsync("r");
            await s.Business.ListAsync(new ListCalls(QueuePart.Ready, 0, 10));
            await s.Host.WaitAsync(Some.Seconds(61));
            await s.EnqueueAsync(Some.Run("later", 1));
            await s.UntilOverAsync("later");
            s.Dials.Select(dial => dial.Request.NoProgress).ShouldBe([false, false, true]);
        });
    }

    /// <summary>Submits the call, which the carrier has accepted when this completes.</summary>
    private static async Task SubmitAsync(Scenario s)
    {
        await s.SubmitAsync("c", Some.Call());
        await s.Host.UntilAsync(async () => await StatusAsync(s) == CallStatus.Queued);
    }

    private static async Task<CallStatus> StatusAsync(Scenario s) => (await s.Call("c").GetAsync())!.Status;

    private static async Task ReportAsync(Scenario s, CarrierReport report) =>
        (await s.Call("c").OnCarrierEventAsync(new CarrierEvent(s.Dials[0].Request.Attempt, report))).Applied.ShouldBeTrue();

    private static AttemptRecord Stored(Scenario s) =>
        JsonSerializer.Deserialize(s.Host.Store.Load(Record, "root")!.Data.Span, CallQueueJson.Default.CallRecord)!.Current!;
}
