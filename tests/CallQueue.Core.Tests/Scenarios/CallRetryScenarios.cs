using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>A call that ended badly is called once more, when somebody asks for it.</summary>
public sealed class CallRetryScenarios
{
    private static readonly CallVerbAnswer Done = new(CallVerbResult.Done, CallStatus.Ready);

    private static readonly NewCall Once = Some.Call() with { Rules = new CallRules { Retry = RetryPolicy.None } };

    [Fact]
    public void An_ended_call_is_dialed_once_more_although_its_attempts_are_used_up()
    {
        var s = new Scenario((_, n) => n == 0 ? Fate.Ends(Outcome.NoAnswer) : Fate.Talks(5));
        s.Play(async () =>
        {
            await s.SubmitAsync("a", Once);
            (await s.UntilIdleAsync()).Counts.NoAnswer.ShouldBe(1);
            (await s.Business.ListAsync(new ListCalls(QueuePart.Failed, 0, 10))).Calls.Select(call => call.Name).ShouldBe(["a"]);
            (await s.Business.RetryCallAsync("a")).ShouldBe(Done);
            (await s.Business.ListAsync(new ListCalls(QueuePart.Failed, 0, 10))).ShouldSatisfyAllConditions(
                page => page.Calls.ShouldBeEmpty(), page => page.Total.ShouldBe(0));
            (await s.UntilIdleAsync()).Counts.ShouldBe(new CallCounts { Total = 1, Completed = 1 });
            CallSnapshot call = (await s.Call("a").GetAsync())!;
            call.Attempts.Select(attempt => attempt.Outcome).ShouldBe([Outcome.NoAnswer, Outcome.Completed]);
            (await s.Business.RetryCallAsync("a")).ShouldBe(new CallVerbAnswer(CallVerbResult.Refused, CallStatus.Ended, Outcome.Completed));
        });
        s.Dials.Count.ShouldBe(2);
    }

    [Fact]
    public void In_a_run_that_goes_on_it_counts_there_too()
    {
        var s = new Scenario((request, n) => n == 0 ? Fate.Ends(Outcome.Rejected) : Fate.Talks(30), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.UntilAsync(async () => (await s.Business.GetAsync()).Counts.Rejected == 1);
            (await s.Business.RetryCallAsync("r-0")).ShouldBe(Done);
            RunSnapshot run = (await s.Business.GetRunAsync("r"))!;
            (run.Counts.Rejected, run.Counts.Ready, run.Counts.Total).ShouldBe((0, 2, 3));
            (await s.UntilOverAsync("r")).Counts.ShouldBe(new CallCounts { Total = 3, Completed = 3 });
            (await s.Run("r").ResultsAsync(0, 3)).Select(result => result.Outcome).ShouldBe([Outcome.Completed, Outcome.Completed, Outcome.Completed]);
        });
        s.Dials.Count.ShouldBe(4);
    }

    [Fact]
    public void After_its_run_it_is_called_alone_and_may_be_canceled_again()
    {
        var s = new Scenario((_, n) => Fate.Ends(Outcome.Rejected));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 2));
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(Some.Minutes(1));
            await s.Business.PauseAsync(true);
            (await s.Business.RetryCallAsync("r-1")).ShouldBe(Done);
            (await s.Business.CancelCallAsync(new CancelCall("r-1"))).Result.ShouldBe(CallVerbResult.Done);
            (await s.Business.RetryCallAsync("r-1")).ShouldBe(Done);
            (await s.CheckedAsync()).Counts.ShouldBe(new CallCounts { Total = 2, Ready = 1, Rejected = 1 });
            await s.Business.PauseAsync(false);
            (await s.UntilIdleAsync()).Counts.ShouldBe(new CallCounts { Total = 2, Rejected = 2 });
            (await s.Run("r").GetAsync())!.Counts.Rejected.ShouldBe(2);
        });
        s.Dials.Select(dial => dial.Call).Order().ShouldBe(["r-0", "r-1", "r-1"]);
    }

    [Fact]
    public void What_waits_or_is_live_is_refused_and_what_never_was_is_not_found()
    {
        var s = new Scenario(Fate.Talks(60), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.SubmitAsync("live", Some.Call(1));
            await s.SubmitAsync("waits", Some.Call(2));
            await s.Host.WaitAsync(Some.Seconds(10));
            (await s.Business.RetryCallAsync("live")).ShouldBe(new CallVerbAnswer(CallVerbResult.Refused, CallStatus.InProgress));
            (await s.Business.RetryCallAsync("waits")).ShouldBe(new CallVerbAnswer(CallVerbResult.Refused, CallStatus.Ready));
            (await s.Business.RetryCallAsync("nobody")).ShouldBe(new CallVerbAnswer(CallVerbResult.NotFound));
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(2);
        });
        s.Dials.Count.ShouldBe(2);
    }

    [Fact]
    public void Through_crashes_at_any_moment_each_retry_dials_once_and_sums_stay_exact()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario(Fate.Ends(Outcome.Rejected));
            int retried = 0;
            s.Play(async () =>
            {
                await s.SubmitAsync("a", Some.Call(1));
                await s.EnqueueAsync(Some.Run("r", 2, null, 5));
                await s.UntilIdleAsync();
                for (int crash = 0; crash < 5; crash++)
                {
                    _ = RetryAsync(random.Next(2) == 0 ? "a" : "r-0");
                    for (int i = random.Next(80); i > 0; i--) await Task.Yield();
                    s.Host.Crash();
                    await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 60));
                }

                (await s.UntilIdleAsync()).Counts.ShouldBe(new CallCounts { Total = 3, Rejected = 3 }, $"seed {seed}");
                foreach (string name in (string[])["a", "r-0", "r-1"]) (await s.Call(name).GetAsync())!.Status.ShouldBe(CallStatus.Ended, $"seed {seed}");
            });
            s.Dials.Count.ShouldBeInRange(3 + retried, 8, $"seed {seed}");
            s.Carrier.EverTwice.ShouldBeFalse($"seed {seed}");

            async Task RetryAsync(string call)
            {
                try
                {
                    if ((await s.Business.RetryCallAsync(call)).Result == CallVerbResult.Done) retried++;
                }
                catch (UnavailableException)
                {
                    // What became of it is not known.
                }
            }
        }
    }
}
