using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>One call canceled: nothing of it is dialed after the answer, and it is counted once.</summary>
public sealed class CancelScenarios
{
    private static readonly CallQueueOptions OneSlot = new() { NewBusiness = new BusinessSettings { Slots = 1 } };
    private static readonly CallVerbAnswer Done = new(CallVerbResult.Done, CallStatus.Ended, Outcome.Canceled);

    [Fact]
    public void A_waiting_call_alone_is_canceled_and_never_dialed()
    {
        var s = new Scenario(Fate.Talks(60), OneSlot);
        s.Play(async () =>
        {
            await s.SubmitAsync("first", Some.Call(1));
            await s.SubmitAsync("second", Some.Call(2));
            await s.Host.WaitAsync(Some.Seconds(5));
            (await s.Business.CancelCallAsync(new CancelCall("second"))).ShouldBe(Done);
            CallCounts counts = (await s.CheckedAsync()).Counts;
            (counts.Total, counts.Ready, counts.Live, counts.Canceled).ShouldBe((2, 0, 1, 1));
            (await s.Call("second").GetAsync())!.Outcome.ShouldBe(Outcome.Canceled);
            (await s.Business.CancelCallAsync(new CancelCall("second"))).ShouldBe(Done with { Result = CallVerbResult.Unchanged });
            (await s.UntilIdleAsync()).Counts.ShouldBe(new CallCounts { Total = 2, Completed = 1, Canceled = 1 });
        });
        s.Dials.Select(dial => dial.Call).ShouldBe(["first"]);
    }

    [Fact]
    public void Calls_deep_in_a_run_are_canceled_and_the_run_ends_with_its_results()
    {
        var s = new Scenario(Fate.Talks(5), OneSlot);
        int[] canceled = [0, 3, 199, 200, 777, 999];
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.EnqueueAsync(Some.Run("r", 1000));
            foreach (int index in canceled) (await s.Business.CancelCallAsync(new CancelCall($"r-{index}"))).ShouldBe(Done);
            CallCounts counts = (await s.CheckedAsync()).Counts;
            (counts.Ready, counts.Canceled).ShouldBe((994, 6));
            (await s.Business.ListAsync(new ListCalls(QueuePart.Ready, 0, 1000))).Calls.Select(call => call.Index!.Value)
                .ShouldBe(Enumerable.Range(0, 1000).Except(canceled));
            await s.Business.PauseAsync(false);
            (await s.UntilOverAsync("r")).Counts.ShouldBe(new CallCounts { Total = 1000, Completed = 994, Canceled = 6 });
            IReadOnlyList<RunResult> results = await s.Run("r").ResultsAsync(0, 1000);
            results.Where(result => result.Outcome == Outcome.Canceled).Select(result => result.Index).ShouldBe(canceled);
            results.Count.ShouldBe(1000);
        });
        s.Dials.Count.ShouldBe(994);
        s.Dials.ShouldAllBe(dial => !canceled.Contains(int.Parse(dial.Call.Substring(2))));
    }

    [Fact]
    public void A_delayed_call_is_canceled_wherever_it_lies()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            NewCall[] calls = [.. Enumerable.Range(0, 300).Select(i => Some.Call(i) with { NotBefore = Some.Instant + Some.Minutes(i) })];
            await s.EnqueueAsync(Some.Run("r", 300) with { Calls = calls });
            foreach (int i in (int[])[1, 2, 150, 299]) (await s.Business.CancelCallAsync(new CancelCall($"r-{i}"))).ShouldBe(Done);
            (await s.CheckedAsync()).Counts.Canceled.ShouldBe(4);
            (await s.UntilOverAsync("r")).Counts.ShouldBe(new CallCounts { Total = 300, Completed = 296, Canceled = 4 });
        });
        s.Dials.Count.ShouldBe(296);
    }

    [Fact]
    public void The_result_of_a_call_that_was_canceled_before_its_first_dial_says_who_it_was_and_its_record_when()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            NewCall call = Some.Call(1) with
            {
                CustomId = "order-1", Data = """{"custom_call_id":"order-1","lead_id":7}""", Script = new CallScript { Variables = new Dictionary<string, string> { ["name"] = "Ann" } },
            };
            await s.EnqueueAsync(Some.Run("r", 2) with { Calls = [call, Some.Call(2)] });
            (await s.Business.CancelCallAsync(new CancelCall("order-1"))).ShouldBe(Done);
            await s.Business.PauseAsync(false);
            await s.UntilOverAsync("r");
            RunResult result = (await s.Run("r").ResultsAsync(0, 1))[0];
            (result.Outcome, result.Name, result.CustomId, result.LeadId, result.To, result.Attempts).ShouldBe((Outcome.Canceled, "Ann", "order-1", "7", Some.Number(1), 0));
            (await s.Call("r-0").GetAsync())!.EndedAt.ShouldBe(result.EndedAt);
        });
    }

    [Fact]
    public void A_call_between_two_attempts_is_canceled()
    {
        var s = new Scenario(Fate.Ends(Outcome.Busy));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 2));
            await s.Host.UntilAsync(async () => (await s.Business.GetAsync()).Counts.Delayed == 2);
            (await s.Business.CancelCallAsync(new CancelCall("r-0"))).ShouldBe(Done);
            RunSnapshot run = await s.UntilOverAsync("r");
            run.Counts.ShouldBe(new CallCounts { Total = 2, Busy = 1, Canceled = 1 });
            (await s.Run("r").ResultsAsync(0, 2))[0].ShouldBe(new RunResult(0, Outcome.Canceled, 1, (await s.Run("r").ResultsAsync(0, 1))[0].EndedAt, null, "canceled") { To = Some.Number(1), CarrierCall = (await s.Call("r-0").GetAsync())!.Attempts[0].CarrierCall!.Value });
        });
        s.Dials.Count(dial => dial.Call == "r-0").ShouldBe(1);
        s.Dials.Count(dial => dial.Call == "r-1").ShouldBe(3);
    }

    [Fact]
    public void A_live_call_is_refused_unless_it_is_to_be_hung_up()
    {
        var s = new Scenario(Fate.Talks(600), OneSlot);
        s.Play(async () =>
        {
            await s.SubmitAsync("a", Some.Call(1));
            await s.Host.WaitAsync(Some.Seconds(10));
            (await s.Business.CancelCallAsync(new CancelCall("a"))).ShouldBe(new CallVerbAnswer(CallVerbResult.Refused, CallStatus.InProgress));
            (await s.Business.CancelCallAsync(new CancelCall("a", HangUpLive: true))).Result.ShouldBe(CallVerbResult.Done);
            (await s.UntilIdleAsync()).Counts.ShouldBe(new CallCounts { Total = 1, Canceled = 1 });
        });
        s.Carrier.HangUps.Count.ShouldBe(1);
    }

    [Fact]
    public void What_has_ended_is_refused_and_what_never_was_is_not_found()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1));
            await s.UntilOverAsync("r");
            (await s.Business.CancelCallAsync(new CancelCall("r-0"))).ShouldBe(new CallVerbAnswer(CallVerbResult.Refused, CallStatus.Ended, Outcome.Completed));
            foreach (string name in (string[])["r-1", "other-0", "nobody", "a b", "", new string('x', 500)])
                (await s.Business.CancelCallAsync(new CancelCall(name))).ShouldBe(new CallVerbAnswer(CallVerbResult.NotFound));
            (await s.CheckedAsync()).Counts.Total.ShouldBe(1);
        });
        s.Host.Store.Actors.Count(actor => actor.Kind == LocalActors.CallKind).ShouldBe(1);
    }

    [Fact]
    public void Stopped_and_canceled_calls_are_counted_once_whichever_came_first()
    {
        var s = new Scenario(Fate.Ends(Outcome.Busy), OneSlot);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 5));
            await s.Host.UntilAsync(async () => (await s.Business.GetAsync()).Counts.Delayed == 2);
            await s.Business.CancelCallAsync(new CancelCall("r-4"));
            await s.Business.StopRunAsync(new StopRun("r"));
            (await s.Business.CancelCallAsync(new CancelCall("r-0"))).ShouldBe(Done with { Result = CallVerbResult.Unchanged });
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(Some.Minutes(1));
            (await s.Business.CancelCallAsync(new CancelCall("r-1"))).ShouldBe(Done with { Result = CallVerbResult.Unchanged });
            (await s.UntilIdleAsync()).Counts.Total.ShouldBe(5);
        });
    }

    [Fact]
    public void Through_crashes_at_any_moment_a_canceled_call_is_counted_once_and_not_dialed_after_the_answer()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario((_, n) => n % 3 == 0 ? Fate.Ends(Outcome.Rejected) : Fate.Talks(random.NextDouble() * 20));
            Dictionary<string, DateTimeOffset> answered = [];
            s.Play(async () =>
            {
                await s.EnqueueAsync(Some.Run("r", 8));
                for (int i = 0; i < 4; i++) await s.SubmitAsync($"s{i}", Some.Call(100 + i));
                for (int crash = 0; crash < 6; crash++)
                {
                    await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 6));
                    string call = random.Next(2) == 0 ? $"r-{random.Next(8)}" : $"s{random.Next(4)}";
                    _ = CancelAsync(s, call, answered);
                    for (int i = random.Next(60); i > 0; i--) await Task.Yield();
                    s.Host.Crash();
                }

                await s.UntilOverAsync("r");
                BusinessSnapshot now = await s.UntilIdleAsync();
                now.Counts.Total.ShouldBe(12, $"seed {seed}");
                int canceled = 0;
                for (int i = 0; i < 12; i++)
                {
                    CallSnapshot? call = await s.Call(i < 8 ? $"r-{i}" : $"s{i - 8}").GetAsync();
                    if (call is null or { Outcome: Outcome.Canceled }) canceled++;
                    else call.Status.ShouldBe(CallStatus.Ended, $"seed {seed}");
                }

                now.Counts.Canceled.ShouldBe(canceled, $"seed {seed}");
            });
            foreach ((string call, DateTimeOffset at) in answered) s.Dials.ShouldAllBe(dial => dial.Call != call || dial.At <= at, $"seed {seed}");
        }
    }

    private static async Task CancelAsync(Scenario s, string call, Dictionary<string, DateTimeOffset> answered)
    {
        try
        {
            if ((await s.Business.CancelCallAsync(new CancelCall(call, true))).Result == CallVerbResult.Done) answered[call] = s.Host.Now;
        }
        catch (UnavailableException)
        {
            // What became of it is not known.
        }
    }
}
