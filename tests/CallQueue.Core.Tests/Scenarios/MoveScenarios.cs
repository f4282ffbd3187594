using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;

namespace CallQueue.Scenarios;

/// <summary>A waiting call moved to another priority: behind those that wait there already.</summary>
public sealed class MoveScenarios
{
    private static readonly CallQueueOptions OneSlot = new() { NewBusiness = new BusinessSettings { Slots = 1 } };
    private static readonly CallVerbAnswer Done = new(CallVerbResult.Done, CallStatus.Ready);

    [Fact]
    public void Moved_calls_go_by_their_new_priority()
    {
        var s = new Scenario(Fate.Talks(1), OneSlot);
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.SubmitAsync("alone", Some.Call(900));
            await s.SubmitAsync("urgent", Some.Call(901) with { Priority = Priority.Urgent });
            await s.EnqueueAsync(Some.Run("r", 300));
            (await s.Business.MoveCallAsync(new MoveCall("r-250", Priority.Urgent))).ShouldBe(Done);
            (await s.Business.MoveCallAsync(new MoveCall("alone", Priority.Low))).ShouldBe(Done);
            (await s.Business.MoveCallAsync(new MoveCall("r-0", Priority.High))).ShouldBe(Done);
            (await s.Business.MoveCallAsync(new MoveCall("r-0", Priority.High))).ShouldBe(Done with { Result = CallVerbResult.Unchanged });
            (await s.Business.MoveCallAsync(new MoveCall("r-5", Priority.Low))).ShouldBe(Done);
            (await s.Business.MoveCallAsync(new MoveCall("r-5", Priority.Normal))).ShouldBe(Done);
            (await s.Business.MoveCallAsync(new MoveCall("r-300", Priority.Low))).ShouldBe(new CallVerbAnswer(CallVerbResult.NotFound));
            (await s.CheckedAsync()).Counts.ShouldBe(new CallQueue.Runs.CallCounts { Total = 302, Ready = 302 });
            (await s.Call("alone").GetAsync())!.Spec.Priority.ShouldBe(Priority.Low);
            CallPage listed = await s.Business.ListAsync(new ListCalls(QueuePart.Ready, 0, 1000));
            await s.Business.PauseAsync(false);
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(302);
            s.Dials.Select(dial => dial.Call).ShouldBe(listed.Calls.Select(call => call.Name));
        });
        string[] dials = [.. s.Dials.Select(dial => dial.Call)];
        dials[..4].ShouldBe(["urgent", "r-250", "r-0", "r-1"]);
        dials[^2..].ShouldBe(["r-5", "alone"]);
        dials.ShouldBeUnique();
    }

    [Fact]
    public void A_delayed_call_stays_delayed_and_a_live_or_ended_one_is_refused()
    {
        var s = new Scenario(Fate.Talks(60));
        s.Play(async () =>
        {
            await s.SubmitAsync("later", Some.Call(1) with { NotBefore = Some.Instant + Some.Minutes(10) });
            await s.SubmitAsync("now", Some.Call(2));
            (await s.Business.MoveCallAsync(new MoveCall("later", Priority.Urgent))).ShouldBe(new CallVerbAnswer(CallVerbResult.Done, CallStatus.Delayed));
            await s.Host.WaitAsync(Some.Seconds(10));
            (await s.Business.MoveCallAsync(new MoveCall("now", Priority.Urgent))).ShouldBe(new CallVerbAnswer(CallVerbResult.Refused, CallStatus.InProgress));
            await s.UntilIdleAsync();
            (await s.Business.MoveCallAsync(new MoveCall("now", Priority.Urgent))).ShouldBe(new CallVerbAnswer(CallVerbResult.Refused, CallStatus.Ended, Outcome.Completed));
        });
        s.Dials[1].Call.ShouldBe("later");
        s.DialSeconds[1].ShouldBe(600);
    }

    [Fact]
    public void Through_crashes_and_with_cancels_at_once_nothing_is_lost_or_dialed_twice()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario((_, n) => n % 4 == 0 ? Fate.Ends(Outcome.Busy) : Fate.Talks(random.NextDouble() * 9));
            s.Play(async () =>
            {
                NewCall[] calls = [.. Enumerable.Range(0, 10).Select(i => Some.Call(i) with { NotBefore = i % 3 == 0 ? Some.Instant + Some.Seconds(10) : null })];
                await s.EnqueueAsync(Some.Run("r", 10) with { Calls = calls });
                for (int crash = 0; crash < 5; crash++)
                {
                    for (int i = 0; i < 3; i++) _ = TryAsync(() => s.Business.MoveCallAsync(new MoveCall($"r-{random.Next(10)}", (Priority)random.Next(4))));
                    _ = TryAsync(() => s.Business.CancelCallAsync(new CancelCall($"r-{random.Next(10)}")));
                    for (int i = random.Next(120); i > 0; i--) await Task.Yield();
                    s.Host.Crash();
                    await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 5));
                }

                (await s.UntilOverAsync("r")).Counts.Ended.ShouldBe(10, $"seed {seed}");
                (await s.CheckedAsync()).Counts.Total.ShouldBe(10, $"seed {seed}");
                (await s.Run("r").ResultsAsync(0, 10)).Count.ShouldBe(10, $"seed {seed}");
            });
            s.Carrier.EverTwice.ShouldBeFalse($"seed {seed}");
            s.Dials.GroupBy(dial => dial.Call).ShouldAllBe(dials => dials.Count(dial => dial.Fate.Outcome == Outcome.Completed) <= 1, $"seed {seed}");
        }
    }

    private static async Task TryAsync(Func<Task> verb)
    {
        try
        {
            await verb();
        }
        catch (UnavailableException)
        {
            // What became of it is not known.
        }
    }
}
