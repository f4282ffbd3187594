using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Runs;
using CallQueue.Trunks;

namespace CallQueue.Scenarios;

/// <summary>What the carrier account does to everybody: it stops, throttles, paces, or runs out of channels.</summary>
public sealed class TrunkScenarios
{
    private static readonly CallQueueOptions Default = new();

    [Fact]
    public void A_stopped_account_blocks_the_list_instead_of_burning_it_and_goes_on_after_reopening()
    {
        bool isMended = false;
        var s = new Scenario((_, _) => isMended ? Fate.Talks(5) : Fate.Unauthorized);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 100));
            await s.Host.WaitAsync(Some.Minutes(30));
            BusinessSnapshot now = await s.CheckedAsync();
            (now.Counts.Ready, now.Counts.Ended).ShouldBe((100, 0));
            now.Holds.ShouldBe([new Hold(HoldKind.TrunkStopped, "401")]);
            s.Dials.Count.ShouldBeLessThan(15, "three at once, then one probe after 5, 10, 20 … seconds, at most every 5 minutes");

            isMended = true;
            await s.Host.Actors.Trunk(Some.Trunk).ReopenAsync();
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(100);
        });
    }

    [Fact]
    public void A_stopped_account_that_was_mended_is_found_open_by_its_own_probes()
    {
        DateTimeOffset mendedAt = Some.Instant + Some.Minutes(20);
        Scenario s = null!;
        s = new Scenario((_, _) => s.Host.Now < mendedAt ? Fate.Unauthorized : Fate.Talks(5), Default with { NewBusiness = new BusinessSettings { Slots = 50 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 100));
            await s.Host.WaitAsync(Some.Minutes(2));
            TrunkSnapshot stopped = await s.Host.Actors.Trunk(Some.Trunk).GetAsync();
            stopped.Stop!.Reason.ShouldBe("401");
            stopped.Stop.ProbeAt.ShouldBeGreaterThan(s.Host.Now);
            (await s.Business.WhyAsync("r-99"))!.Holds.Single(hold => hold.Kind == HoldKind.Trunk).Until.ShouldBe(stopped.Stop.ProbeAt);

            RunSnapshot run = await s.UntilOverAsync("r");
            (run.Counts.Completed, run.Counts.Failed).ShouldBe((100, 0));
            (s.Host.Now - mendedAt).ShouldBeLessThan(Some.Minutes(6));
            (await s.Host.Actors.Trunk(Some.Trunk).GetAsync()).Stop.ShouldBeNull();
        });
        double[] during = [.. s.DialSeconds.Where(at => at > 1 && at < 1200)];
        for (int i = 1; i < during.Length; i++) (during[i] - during[i - 1]).ShouldBeGreaterThan(4, "one probe at a time");
        during.Length.ShouldBeLessThan(12);
    }

    [Fact]
    public void A_stop_outlasts_the_death_of_the_trunk()
    {
        var s = new Scenario((_, n) => n < 3 ? Fate.Unauthorized : Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 10));
            await s.Host.WaitAsync(Some.Seconds(2));
            s.Host.Crash();
            (await s.Host.Actors.Trunk(Some.Trunk).GetAsync()).Stop!.Reason.ShouldBe("401");
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(10);
        });
        s.DialSeconds.Skip(3).ShouldAllBe(at => at >= 5);
    }

    [Fact]
    public void A_rejected_caller_id_of_one_business_stops_only_its_own_calls()
    {
        DateTimeOffset mendedAt = Some.Instant + Some.Minutes(3);
        var other = new BusinessId("other");
        Scenario s = null!;
        s = new Scenario((request, _) => request.Attempt.Call.Business == Some.Business && s.Host.Now < mendedAt ? Fate.CallerIdRejected : Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 20));
            await s.Host.Actors.Business(other).EnqueueAsync(Some.Run("r", 20));
            await s.Host.WaitAsync(Some.Minutes(2));
            (await s.Host.Actors.Business(other).GetAsync()).Counts.Completed.ShouldBe(20);
            BusinessSnapshot rejected = await s.CheckedAsync();
            rejected.Counts.Ready.ShouldBe(20);
            rejected.Holds.ShouldBe([new Hold(HoldKind.TrunkStopped, "caller id")]);
            TrunkSnapshot trunk = await s.Host.Actors.Trunk(Some.Trunk).GetAsync();
            (trunk.Stop, trunk.BusinessStops.Keys.Single()).ShouldBe((null, Some.Business.Value));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(20);
        });
    }

    [Fact]
    public void Too_many_requests_pause_everything_and_cost_no_attempt()
    {
        var s = new Scenario((_, n) => n < 3 ? Fate.Throttled(20) : Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(3);
            CallSnapshot call = (await s.Call("r-0").GetAsync())!;
            call.Attempts.Single().Number.ShouldBe(1);
        });
        s.DialSeconds.Take(3).ShouldBe([0, 0, 0]);
        s.DialSeconds.Skip(3).ShouldAllBe(at => at >= 20 && at < 21);
    }

    [Fact]
    public void Many_failing_dials_in_a_row_rest_the_account_so_that_an_outage_costs_few_calls()
    {
        bool isMended = false;
        var s = new Scenario((_, _) => isMended ? Fate.Talks(5) : Fate.NotReached, Default with { NewBusiness = new BusinessSettings { Slots = 10 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 100));
            await s.Host.WaitAsync(Some.Minutes(10));
            (await s.CheckedAsync()).Counts.Failed.ShouldBeLessThan(30);
            isMended = true;
            await s.UntilOverAsync("r");
        });
    }

    [Fact]
    public void Dials_are_never_faster_than_the_account_takes_them()
    {
        var s = new Scenario(Fate.Talks(30), Default with { TrunkLimits = new TrunkLimits(100, 2), NewBusiness = new BusinessSettings { Slots = 80 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 60));
            await s.UntilOverAsync("r");
        });
        for (int i = 2; i < s.Dials.Count; i++) (s.Dials[i].At - s.Dials[i - 2].At).ShouldBeGreaterThanOrEqualTo(Some.Seconds(0.999));
        s.DialSeconds[^1].ShouldBeLessThan(31);
    }

    [Fact]
    public void Businesses_share_the_channels_and_all_get_through()
    {
        var s = new Scenario(Fate.Talks(10), Default with { TrunkLimits = new TrunkLimits(10), NewBusiness = new BusinessSettings { Slots = 8 } });
        int most = 0;
        s.Play(async () =>
        {
            BusinessId[] all = [.. Enumerable.Range(0, 5).Select(i => new BusinessId($"b{i}"))];
            foreach (BusinessId id in all) await s.Host.Actors.Business(id).EnqueueAsync(Some.Run("r", 40));
            await s.Host.UntilAsync(async () =>
            {
                most = Math.Max(most, s.Dials.Count(dial => dial.IsLive));
                foreach (BusinessId id in all) if ((await s.Host.Actors.Business(id).GetAsync()).Counts.Completed < 40) return false;
                return true;
            });
            (s.Host.Now - Some.Instant).ShouldBeLessThan(Some.Seconds(400));
        });
        most.ShouldBe(10);
    }

    [Fact]
    public void A_business_that_comes_late_gets_its_fair_share_as_calls_end()
    {
        var s = new Scenario(Fate.Talks(10), Default with { TrunkLimits = new TrunkLimits(10), NewBusiness = new BusinessSettings { Slots = 10 } });
        s.Play(async () =>
        {
            await s.Host.Actors.Business(new BusinessId("early")).EnqueueAsync(Some.Run("r", 400));
            await s.Host.WaitAsync(Some.Seconds(1));
            await s.Host.Actors.Business(new BusinessId("late")).EnqueueAsync(Some.Run("r", 400));
            await s.Host.WaitAsync(Some.Seconds(30));
            (await s.Host.Actors.Business(new BusinessId("late")).GetAsync()).Counts.Live.ShouldBe(5);
            (await s.Host.Actors.Business(new BusinessId("early")).GetAsync()).Counts.Live.ShouldBe(5);
        });
    }

    [Fact]
    public void The_trunk_out_of_reach_is_asked_again_after_a_while_not_at_once()
    {
        var s = new Scenario(Fate.Talks(5));
        int asked = 0;
        s.Host.Store.Fault = actor =>
        {
            if (actor.Kind != "trunk" || s.Host.Now >= Some.Instant + Some.Seconds(10)) return null;
            (++asked).ShouldBeLessThan(50);
            return new Hosting.StorageException("down");
        };
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.UntilOverAsync("r");
        });
        asked.ShouldBeInRange(5, 20);
        s.DialSeconds.ShouldAllBe(at => at >= 10 && at < 12);
    }

    [Fact]
    public void What_the_trunk_could_not_tell_a_business_asks_for_itself()
    {
        bool isMended = false;
        var s = new Scenario((_, _) => isMended ? Fate.Talks(5) : Fate.Unauthorized);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.WaitAsync(Some.Minutes(1));
            isMended = true;
            s.Host.LoseMessages = true;
            await s.Host.Actors.Trunk(Some.Trunk).ReopenAsync();
            await s.Host.WaitAsync(Some.Seconds(1));
            s.Host.LoseMessages = false;
            await s.UntilOverAsync("r");
            (s.Host.Now - Some.Instant).ShouldBeLessThan(Some.Minutes(2));
        });
    }
}
