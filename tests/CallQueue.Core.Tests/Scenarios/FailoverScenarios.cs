using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Runs;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue.Scenarios;

/// <summary>Two carriers: a call goes to the first that takes it, what was certainly not placed moves on, and what may have been placed stays.</summary>
public sealed class FailoverScenarios
{
    private static readonly TrunkId SecondTrunk = new("scripted:second");
    private static readonly Func<Carriers.DialRequest, int, Fate> Talks = (_, _) => Fate.Talks(8);

    [Fact]
    public void While_the_first_takes_calls_the_second_gets_none()
    {
        var s = new Scenario(Talks, Talks, Slots(10));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 50));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(50);
        });
        (s.Dials.Count, s.Second.Dials.Count).ShouldBe((50, 0));
    }

    [Fact]
    public void A_stopped_first_carrier_is_probed_while_the_second_takes_the_list_and_gets_it_back_once_it_is_mended()
    {
        DateTimeOffset mendedAt = Some.Instant + Some.Minutes(2);
        Scenario s = null!;
        s = new Scenario((_, _) => s.Host.Now < mendedAt ? Fate.Unauthorized : Fate.Talks(8), Talks, Slots(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 300));
            RunSnapshot over = await s.UntilOverAsync("r");
            (over.Counts.Completed, over.Counts.Failed).ShouldBe((300, 0));
        });
        s.Second.Dials[0].At.ShouldBeLessThan(Some.Instant + Some.Seconds(2));
        s.Dials.Count(dial => dial.At < mendedAt).ShouldBeLessThan(12, "the first five, and one probe after 5, 10, 20 … seconds");
        Dial back = s.Dials.First(dial => dial.At >= mendedAt);
        back.At.ShouldBeLessThan(mendedAt + Some.Minutes(3));
        s.Second.Dials.ShouldAllBe(dial => dial.At < back.At + Some.Seconds(15));
        PlacedOnce(s, 300);
    }

    [Fact]
    public void An_outage_of_the_first_carrier_wastes_few_dials_and_no_second()
    {
        DateTimeOffset from = Some.Instant + Some.Seconds(30), until = from + Some.Minutes(1);
        Scenario s = null!;
        s = new Scenario((_, _) => s.Host.Now >= from && s.Host.Now < until ? Fate.NotReached : Fate.Talks(8), Talks, Slots(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 200));
            RunSnapshot over = await s.UntilOverAsync("r");
            (over.Counts.Completed, over.Counts.Failed).ShouldBe((200, 0));
        });
        s.Dials.Count(dial => !dial.Fate.IsPlaced).ShouldBeLessThanOrEqualTo(10, "those on their way, and a single one after each pause");
        (s.Second.Dials[0].At - from).ShouldBeLessThan(Some.Seconds(15), "the first calls fail when a slot becomes free");
        s.Dials.First(dial => dial.At >= until).At.ShouldBeLessThan(until + Some.Seconds(30));
        s.Second.Dials[^1].At.ShouldBeLessThan(until + Some.Seconds(30));
        PlacedOnce(s, 200);
    }

    [Fact]
    public void People_who_are_refused_or_not_to_be_called_do_not_delay_the_end_of_a_pause()
    {
        var s = new Scenario((_, n) => n < 3 ? Fate.Throttled(20) : n < 10 ? Fate.Refused : Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 15));
            RunSnapshot over = await s.UntilOverAsync("r");
            (over.Counts.Completed, over.Counts.Failed).ShouldBe((8, 7));
        });
        s.DialSeconds.Skip(3).Take(8).ShouldAllBe(at => at >= 20 && at < 22);
    }

    [Fact]
    public void A_call_whose_answer_was_lost_stays_at_its_carrier()
    {
        var s = new Scenario((_, n) => n == 0 ? Fate.LostButPlaced : Fate.Unauthorized, Talks, Slots(2));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 4));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(4);
            CallSnapshot lost = (await s.Call("r-0").GetAsync())!;
            (lost.Attempts.Single().Trunk, lost.Attempts.Single().Outcome).ShouldBe((Some.Trunk.Value, Outcome.Completed));
        });
        s.Second.Dials.ShouldNotContain(dial => dial.Call == "r-0");
        PlacedOnce(s, 4);
    }

    [Fact]
    public void What_does_not_fit_on_the_first_goes_to_the_second()
    {
        CallQueueOptions options = Slots(5) with { TrunkLimits = new TrunkLimits(3) };
        var s = new Scenario(Talks, Talks, options);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 40));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(40);
        });
        (s.Carrier.MostLive, s.Second.MostLive).ShouldBe((3, 2));
    }

    [Fact]
    public void A_business_dials_through_the_trunks_that_it_names_and_names_only_what_is_there()
    {
        var s = new Scenario(Talks, Talks, Slots(3));
        s.Play(async () =>
        {
            BusinessSettings settings = (await s.Business.GetAsync()).Settings;
            (await s.Business.ChangeSettingsAsync(settings with { Trunks = [SecondTrunk.Value, "nobody"] })).ShouldBe(
                new FieldProblem("trunks", "is not a trunk of this deployment, which has scripted (scripted:main), scripted (scripted:second); got 'nobody'", 1));
            (await s.Business.ChangeSettingsAsync(settings with { Trunks = [SecondTrunk.Value] })).ShouldBeNull();
            await s.EnqueueAsync(Some.Run("r", 10));
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(10);
        });
        (s.Dials.Count, s.Second.Dials.Count).ShouldBe((0, 10));
    }

    [Fact]
    public void A_crash_leaves_each_call_at_its_carrier_and_the_channels_counted()
    {
        CallQueueOptions options = Slots(5) with { TrunkLimits = new TrunkLimits(3) };
        var s = new Scenario(Talks, Talks, options);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 40));
            await s.Host.WaitAsync(Some.Seconds(13));
            s.Host.Crash();
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(40);
            TrunkSnapshot first = await s.Host.Actors.Trunk(Some.Trunk).GetAsync(), second = await s.Host.Actors.Trunk(SecondTrunk).GetAsync();
            (first.Limits.Channels, second.Limits.Channels).ShouldBe((3, 3));
        });
        s.Carrier.MostLive.ShouldBeLessThanOrEqualTo(3);
        s.Second.MostLive.ShouldBeLessThanOrEqualTo(3);
        PlacedOnce(s, 40);
    }

    private static CallQueueOptions Slots(int slots) => new() { NewBusiness = new BusinessSettings { Slots = slots } };

    private static void PlacedOnce(Scenario s, int people)
    {
        Dial[] placed = [.. s.Dials.Concat(s.Second.Dials).Where(dial => dial.Fate.IsPlaced)];
        placed.GroupBy(dial => dial.Request.To).ShouldAllBe(dials => dials.Count() == 1);
        placed.Length.ShouldBe(people);
    }
}
