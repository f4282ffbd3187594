using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Guards;
using CallQueue.Hosting;
using CallQueue.Rates;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>Do-not-call lists and contact caps, at the last look before each dial [P8].</summary>
public sealed class GuardScenarios
{
    private static readonly CallQueueOptions ThreeADay = new() { NewBusiness = new BusinessSettings { ContactCaps = [new RateRule(3, TimeSpan.FromHours(24))] } };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_listed_number_is_not_dialed_and_its_call_ends_as_blocked(bool isOwn)
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await List(s, isOwn).AddAsync([Listed(2)]);
            await s.EnqueueAsync(Some.Run("r", 3));
            CallCounts counts = (await s.UntilOverAsync("r")).Counts;
            (counts.Completed, counts.Blocked).ShouldBe((2, 1));
            CallSnapshot call = (await s.Call("r-1").GetAsync())!;
            (call.Status, call.Outcome, call.Reason, call.Attempts.Count).ShouldBe((CallStatus.Ended, Outcome.Blocked, "do not call (opt_out)", 0));
        });
        s.Dials.Select(dial => dial.Request.To).ShouldBe([Some.Number(1), Some.Number(3)], ignoreOrder: true); // Their guards answer side by side.
    }

    [Fact]
    public void A_list_of_one_business_is_no_matter_of_another()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await new DoNotCallList(s.Host.Actors, new BusinessId("other")).AddAsync([Listed(1)]);
            await s.SubmitAsync("c", Some.Call(1));
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(1);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_number_added_while_calls_wait_for_a_slot_a_time_or_a_retry_is_not_dialed_any_more(bool isOwn)
    {
        var s = new Scenario(Fate.Ends(Outcome.Busy), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.SubmitAsync("retries", Some.Call(1));
            await s.Host.WaitAsync(Some.Minutes(1));
            await s.Business.PauseAsync(true);
            await s.SubmitAsync("ready", Some.Call(2));
            await s.SubmitAsync("scheduled", Some.Call(3) with { NotBefore = s.Host.Now + Some.Minutes(60) });
            await List(s, isOwn).AddAsync([Listed(1), Listed(2), Listed(3)]);
            await s.Business.PauseAsync(false);
            (await s.UntilIdleAsync()).Counts.Blocked.ShouldBe(3);
        });
        s.Dials.Count.ShouldBe(1);
    }

    [Fact]
    public void After_an_add_is_answered_nothing_is_dialed_to_its_numbers()
    {
        int late = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario((_, _) => Fate.Talks(random.NextDouble() * 3), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 5 } });
            s.Play(async () =>
            {
                await s.EnqueueAsync(Some.Run("r", 50));
                await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 20));
                for (int i = random.Next(60); i > 0; i--) await Task.Yield();
                HashSet<PhoneNumber> chosen = [.. Enumerable.Range(1, 50).Where(_ => random.Next(2) == 0).Select(Some.Number)];
                await List(s, isOwn: true).AddAsync([.. chosen.Select(number => new ListedNumber(number, null, s.Host.Now))]);
                int dialed = s.Dials.Count;
                CallCounts counts = (await s.UntilOverAsync("r")).Counts;
                s.Dials.Skip(dialed).ShouldAllBe(dial => !chosen.Contains(dial.Request.To), $"seed {seed}");
                (counts.Total, counts.Completed + counts.Blocked).ShouldBe((50, 50), $"seed {seed}");
                late += (int)counts.Blocked;
            });
        }

        late.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_number_taken_off_the_list_is_dialed_again()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await List(s, isOwn: true).AddAsync([Listed(1)]);
            (await List(s, isOwn: true).RemoveAsync(new RemoveNumbers([Some.Number(1)], "consent given again", "operator", s.Host.Now))).ShouldBe(1);
            await s.SubmitAsync("c", Some.Call(1));
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(1);
        });
    }

    [Fact]
    public void While_a_guard_cannot_be_asked_nothing_is_dialed_and_nothing_is_lost()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            var guard = new Hosting.Local.ActorAddress(Hosting.Local.LocalActors.NumberGuardKind, GuardId.Of(null, Some.Number(1)).ToString());
            await s.Host.Actors.Guard(GuardId.Of(null, Some.Number(1))).CountAsync();
            s.Host.Store.LoadFault = address => address == guard ? new StorageException("disk") : null;
            await s.EnqueueAsync(Some.Run("r", 2));
            await s.Host.WaitAsync(Some.Minutes(2));
            s.Dials.Select(dial => dial.Request.To).ShouldBe([Some.Number(2)]);
            (await s.CheckedAsync()).Counts.Delayed.ShouldBe(1);
            s.Host.Store.LoadFault = _ => null;
            CallSnapshot call = (await s.Call("r-0").GetAsync())!;
            call.Tries.ShouldBe(0);
            (await s.UntilOverAsync("r")).Counts.Completed.ShouldBe(2);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_is_damaged_or_of_which_a_page_is_missing_forbids_the_dial(bool isMissing)
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            GuardId id = GuardId.Of(null, Some.Number(1));
            var guard = new Hosting.Local.ActorAddress(Hosting.Local.LocalActors.NumberGuardKind, id.ToString());
            await List(s, isOwn: false).AddAsync([Listed(1)]);
            s.Host.Crash();
            if (isMissing)
                s.Host.Store.Save(guard, [.. s.Host.Store.NamesOf(guard).Where(name => name != "root").Select(name => new RecordWrite(name, null, null))]);
            else
                s.Host.Store.LoadFault = address => address == guard ? new System.Text.Json.JsonException("damaged") : null;
            await s.EnqueueAsync(Some.Run("r", 2));
            await s.Host.WaitAsync(Some.Minutes(2));
            s.Dials.Select(dial => dial.Request.To).ShouldBe([Some.Number(2)]);
        });
    }

    [Fact]
    public void Three_calls_to_a_number_in_any_24_hours_over_all_runs()
    {
        var s = new Scenario(Fate.Talks(), ThreeADay);
        s.Play(async () =>
        {
            for (int i = 0; i < 5; i++)
            {
                await s.EnqueueAsync(Some.Run($"r{i}", 1));
                await s.Host.WaitAsync(Some.Minutes(60));
            }

            (await s.CheckedAsync()).Counts.Delayed.ShouldBe(2);
            (await s.Business.GetAsync()).Live.ShouldBeEmpty();
            await s.Host.UntilAsync(async () => (await s.Business.GetAsync()).Counts.Completed == 5, TimeSpan.FromDays(3));
            foreach (string name in (string[])["r3-0", "r4-0"]) (await s.Call(name).GetAsync())!.Attempts.Single().Number.ShouldBe(1);
        });
        for (int i = 3; i < 5; i++) (s.Dials[i].At - s.Dials[i - 3].At).ShouldBeInRange(TimeSpan.FromHours(24), TimeSpan.FromHours(24) + Some.Minutes(1));
    }

    [Fact]
    public void A_dial_that_was_not_placed_counts_against_no_cap_and_a_retry_does()
    {
        var s = new Scenario((_, n) => n is 0 or 2 ? Fate.NotReached : Fate.Ends(Outcome.Busy), ThreeADay);
        s.Play(async () =>
        {
            await s.SubmitAsync("c", Some.Call() with { Rules = new CallRules { Retry = new RetryPolicy { MaxAttempts = 10 } } });
            await s.Host.WaitAsync(TimeSpan.FromHours(20));
            (await s.CheckedAsync()).Counts.Delayed.ShouldBe(1);
            CallReasons why = (await s.Business.WhyAsync("c"))!;
            why.Holds.ShouldContain(hold => hold.Kind == HoldKind.ContactCap && hold.Until > Some.Instant + TimeSpan.FromHours(24));
        });
        s.Dials.Count(dial => dial.Fate.IsPlaced).ShouldBe(3);
        s.Dials.Count.ShouldBe(5);
    }

    [Fact]
    public void A_call_that_a_cap_holds_past_its_deadline_expires()
    {
        var s = new Scenario(Fate.Talks(), ThreeADay);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3, null) with { Calls = [Some.Call(), Some.Call(), Some.Call()] });
            await s.UntilOverAsync("r");
            await s.SubmitAsync("late", Some.Call() with { Rules = new CallRules { Deadline = s.Host.Now + TimeSpan.FromHours(5) } });
            await s.SubmitAsync("later", Some.Call() with { Rules = new CallRules { Deadline = s.Host.Now + TimeSpan.FromHours(50) } });
            await s.Host.WaitAsync(Some.Minutes(1));
            (await s.CheckedAsync()).Counts.Expired.ShouldBe(1);
            (await s.Call("late").GetAsync())!.Reason.ShouldBe("the number has reached its contact cap before its deadline");
            (await s.UntilIdleAsync()).Counts.Completed.ShouldBe(4);
        });
    }

    [Fact]
    public void Caps_hold_through_crashes_at_any_point()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario((_, n) => random.Next(4) == 0 ? Fate.NotReached : Fate.Ends(Outcome.Busy), ThreeADay);
            s.Play(async () =>
            {
                for (int i = 0; i < 6; i++) await s.SubmitAsync($"c{i}", Some.Call() with { Rules = new CallRules { Retry = new RetryPolicy { MaxAttempts = 5, Delay = Some.Minutes(90) } } });
                for (int i = 0; i < 30; i++)
                {
                    await s.Host.WaitAsync(Some.Minutes(random.NextDouble() * 120));
                    for (int y = random.Next(40); y > 0; y--) await Task.Yield();
                    s.Host.Crash();
                }
            });
            DateTimeOffset[] placed = [.. s.Dials.Where(dial => dial.Fate.IsPlaced).Select(dial => dial.At)];
            placed.Length.ShouldBeGreaterThan(3, $"seed {seed}");
            for (int i = 3; i < placed.Length; i++) (placed[i] - placed[i - 3]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(24), $"seed {seed}");
        }
    }

    [Fact]
    public void Why_a_listed_call_waits_says_do_not_call()
    {
        var s = new Scenario(Fate.Talks());
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.SubmitAsync("c", Some.Call());
            await List(s, isOwn: false).AddAsync([Listed(1)]);
            CallReasons why = (await s.Business.WhyAsync("c"))!;
            why.Holds.Select(hold => hold.Kind).ShouldContain(HoldKind.DoNotCall);
            why.ExpectedAt.ShouldBeNull();
        });
    }

    private static DoNotCallList List(Scenario s, bool isOwn) => new(s.Host.Actors, isOwn ? Some.Business : null);

    private static ListedNumber Listed(int n) => new(Some.Number(n), "opt_out", Some.Instant);
}
