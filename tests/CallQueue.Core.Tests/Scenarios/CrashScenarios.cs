using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls.Attempts;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>All memory lost at some moment: nothing is lost, nothing dialed twice, and things go on by themselves.</summary>
public sealed class CrashScenarios
{
    [Fact]
    public void Through_crashes_at_any_moment_every_call_of_a_run_is_dialed_exactly_once() // [P2, P4, P6]
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario((_, _) => Fate.Talks(random.NextDouble() * 30));
            s.Play(async () =>
            {
                await s.EnqueueAsync(Some.Run("r", 12));
                for (int crash = 0; crash < 4; crash++)
                {
                    await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 20));
                    for (int i = random.Next(80); i > 0; i--) await Task.Yield();
                    s.Host.Crash();
                }

                RunSnapshot run = await s.UntilOverAsync("r");
                run.Counts.Completed.ShouldBe(12, $"seed {seed}");
                (await s.CheckedAsync()).Counts.Total.ShouldBe(12);
            });
            s.Carrier.EverTwice.ShouldBeFalse($"seed {seed}");
            s.Carrier.MostLive.ShouldBeLessThanOrEqualTo(3, $"seed {seed}");
            s.Dials.Count.ShouldBe(12, $"seed {seed}");
        }
    }

    [Fact]
    public void A_call_that_was_live_at_the_crash_and_whose_webhooks_are_lost_gives_its_slot_back() // [P10]
    {
        var s = new Scenario(new Fate(IsSilent: true, Talk: Some.Seconds(30)), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 2));
            await s.Host.WaitAsync(Some.Seconds(10));
            s.Host.Crash();
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(2);
        });
        s.Dials.Count.ShouldBe(2);
    }

    [Fact]
    public void A_long_queue_and_waiting_calls_survive_crashes()
    {
        var options = new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 20 } };
        var s = new Scenario((_, n) => n % 7 == 0 ? Fate.Ends(Outcome.Busy) : Fate.Talks(1), options);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1000));
            for (int crash = 0; crash < 5; crash++)
            {
                await s.Host.WaitAsync(Some.Seconds(20));
                s.Host.Crash();
            }

            RunSnapshot run = await s.UntilOverAsync("r");
            (run.Counts.Completed + run.Counts.Busy).ShouldBe(1000);
        });
        s.Carrier.EverTwice.ShouldBeFalse();
        s.Dials.Where(dial => dial.Fate.Outcome == Outcome.Completed).Select(dial => dial.Call).Distinct().Count().ShouldBe((int)s.Dials.Count(dial => dial.Fate.Outcome == Outcome.Completed));
    }

    [Fact]
    public void A_failing_store_refuses_and_leaves_nothing_half_done()
    {
        var s = new Scenario(Fate.Talks(5));
        bool isDown = false;
        s.Host.Store.Fault = _ => isDown ? new Hosting.StorageException("disk full") : null;
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("first", 3));
            isDown = true;
            await Should.ThrowAsync<Hosting.StorageException>(async () => await s.Business.EnqueueAsync(Some.Run("second", 3, null, 50)));
            await s.Host.WaitAsync(Some.Minutes(1));
            isDown = false;
            (await s.UntilOverAsync("first")).Counts.Completed.ShouldBe(3);
            (await s.Business.EnqueueAsync(Some.Run("second", 3, null, 50))).ShouldBe(new EnqueueAnswer.Taken(3, true));
            (await s.UntilOverAsync("second")).Counts.Completed.ShouldBe(3);
        });
        s.Dials.Count.ShouldBe(6);
    }
}
