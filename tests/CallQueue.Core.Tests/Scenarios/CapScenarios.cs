using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Rates;
using CallQueue.Trunks;

namespace CallQueue.Scenarios;

/// <summary>How many calls are live at once, for how long a slot is held, and how fast what waited goes on.</summary>
public sealed class CapScenarios
{
    [Fact]
    public void Two_hundred_calls_stay_live_for_ten_minutes_and_never_one_more() // [S3.3]
    {
        var s = new Scenario(Fate.Talks(600), With(new BusinessSettings { Slots = 200 }, channels: 200));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 400));
            await s.Host.WaitAsync(Some.Seconds(5));
            for (int minute = 0; minute < 9; minute++)
            {
                (await s.CheckedAsync()).Counts.Live.ShouldBe(200);
                await s.Host.WaitAsync(Some.Minutes(1));
            }

            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(400);
        });
        (s.Carrier.MostLive, s.Dials.Count, s.Carrier.EverTwice).ShouldBe((200, 400, false));
    }

    [Fact]
    public void Four_times_the_slots_end_a_run_in_a_quarter_of_the_time() // [S1.42]
    {
        double five = Seconds(5), twenty = Seconds(20);
        (five / twenty).ShouldBeInRange(3.8, 4.2);

        static double Seconds(int slots)
        {
            var s = new Scenario(Fate.Talks(20), With(new BusinessSettings { Slots = slots }));
            s.Play(async () =>
            {
                await s.EnqueueAsync(Some.Run("r", 400));
                await s.UntilOverAsync("r");
            });
            return (s.Host.Now - Some.Instant).TotalSeconds;
        }
    }

    [Theory] // slots of each of three businesses, channels of the account → the most live of one business, and of all
    [InlineData(3, 100, 3, 9)]
    [InlineData(8, 10, 8, 10)]
    [InlineData(200, 100, 100, 100)]
    [InlineData(5, 4, 4, 4)]
    public void A_business_stays_within_its_slots_and_all_of_them_within_the_account(int slots, int channels, int mostOfOne, int mostOfAll) // [X4]
    {
        var s = new Scenario(Fate.Talks(30), With(new BusinessSettings { Slots = slots }, channels));
        BusinessId[] all = [.. Enumerable.Range(0, 3).Select(i => new BusinessId($"b{i}"))];
        (int one, int together) = (0, 0);
        s.Play(async () =>
        {
            foreach (BusinessId id in all) await s.Host.Actors.Business(id).EnqueueAsync(Some.Run("r", 120));
            await s.Host.UntilAsync(async () =>
            {
                Dial[] live = [.. s.Dials.Where(dial => dial.IsLive)];
                one = Math.Max(one, live.GroupBy(dial => dial.Request.Attempt.Call.Business).Select(own => own.Count()).DefaultIfEmpty().Max());
                together = Math.Max(together, live.Length);
                foreach (BusinessId id in all) if ((await s.Host.Actors.Business(id).GetAsync()).Counts.Completed < 120) return false;
                return true;
            });
        });
        one.ShouldBeLessThanOrEqualTo(mostOfOne);
        together.ShouldBe(mostOfAll);
    }

    [Fact]
    public void A_silent_call_keeps_its_slot_for_its_own_longest_talk_and_until_the_carrier_says_that_it_has_ended() // [X29]
    {
        var s = new Scenario(new Fate(IsSilent: true, Talk: Some.Seconds(2000)), With(new BusinessSettings { Slots = 1 }));
        s.Play(async () =>
        {
            await s.SubmitAsync("long", Some.Call(1) with { Rules = new CallRules { MaxDuration = Some.Seconds(1800) } });
            await s.SubmitAsync("next", Some.Call(2));
            await s.Host.WaitAsync(Some.Seconds(1700));
            (s.Dials.Count, (await s.CheckedAsync()).Counts.Live).ShouldBe((1, 1));
            await s.Host.UntilAsync(() => Task.FromResult(s.Dials.Count == 2));
        });
        Dial first = s.Dials[0];
        first.Report.Status.ShouldBe(CarrierStatus.Ended);
        s.Carrier.Lookups.ShouldBeGreaterThan(0);
        (s.Carrier.MostLive, s.Carrier.EverTwice).ShouldBe((1, false));
    }

    [Theory] // retries asked for → seconds after which the dials leave
    [InlineData(0, new[] { 0.0 })]
    [InlineData(1, new[] { 0.0, 60 })]
    [InlineData(3, new[] { 0.0, 60, 180, 420 })]
    public void So_many_retries_are_one_dial_more_and_their_delays_double(int retries, double[] after) // [S3.6]
    {
        var s = new Scenario(Fate.Ends(Outcome.Busy));
        var rules = new CallRules { Retry = new RetryPolicy { MaxAttempts = retries + 1, Delay = Some.Minutes(1), Factor = 2 } };
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call() with { Rules = rules });
            await s.UntilIdleAsync();
            (await s.Call("c").GetAsync())!.Attempts.Count.ShouldBe(retries + 1);
        });

        // Each attempt takes two seconds of ringing before the next delay begins.
        s.DialSeconds.Count.ShouldBe(after.Length);
        for (int i = 0; i < after.Length; i++) s.DialSeconds[i].ShouldBeInRange(after[i], after[i] + (3 * i));
    }

    [Fact]
    public void What_fell_due_during_a_pause_goes_on_in_order_and_no_faster_than_the_rate() // [X12]
    {
        var settings = new BusinessSettings { Slots = 50, Rates = [new RateRule(2, TimeSpan.FromSeconds(10))] };
        var s = new Scenario(Fate.Talks(1), With(settings));
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            for (int i = 0; i < 12; i++) await s.SubmitAsync($"due{i:D2}", Some.Call(i) with { NotBefore = Some.Instant + Some.Minutes(i + 1) });
            await s.Host.WaitAsync(Some.Minutes(30));
            s.Dials.ShouldBeEmpty();
            await s.Business.PauseAsync(false);
            await s.UntilIdleAsync();
        });
        s.Dials.Select(dial => dial.Call).ShouldBe(Enumerable.Range(0, 12).Select(i => $"due{i:D2}"));
        for (int i = 2; i < s.Dials.Count; i++) (s.Dials[i].At - s.Dials[i - 2].At).ShouldBeGreaterThanOrEqualTo(Some.Seconds(10));
    }

    private static CallQueueOptions With(BusinessSettings settings, int channels = 100) =>
        new() { NewBusiness = settings, TrunkLimits = new TrunkLimits(channels) };
}
