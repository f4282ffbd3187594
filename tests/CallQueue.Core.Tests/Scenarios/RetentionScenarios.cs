using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Hosting.Local;

namespace CallQueue.Scenarios;

/// <summary>What is remembered of what has ended, and that nothing else stays behind in the store.</summary>
public sealed class RetentionScenarios
{
    private static readonly CallQueueOptions FortySlots = new() { NewBusiness = new BusinessSettings { Slots = 40, RecentlyCalledHours = 0 } };

    [Theory]
    [InlineData(Outcome.Completed, 100)]
    [InlineData(Outcome.Rejected, 500)]
    public void The_newest_hundred_completed_and_five_hundred_failed_calls_are_remembered(Outcome outcome, int remembered) // [X17]
    {
        var s = new Scenario(Fate.Ends(outcome), FortySlots);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 700));
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(Some.Minutes(1));
        });
        s.Host.Store.Actors.Count(actor => actor.Kind == LocalActors.CallKind).ShouldBe(remembered);
    }

    [Fact]
    public void What_is_older_than_its_age_is_forgotten_runs_and_chosen_ids_too()
    {
        var s = new Scenario(Fate.Talks(5), FortySlots);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 50));
            await s.SubmitAsync("mine", Some.Call(1000));
            await s.UntilIdleAsync();
            await s.Host.WaitAsync(TimeSpan.FromDays(6.9));
            (await s.Call("mine").GetAsync()).ShouldNotBeNull();
            (await s.Run("r").GetAsync()).ShouldNotBeNull();
            await s.Host.WaitAsync(TimeSpan.FromDays(0.2));
            (await s.Call("mine").GetAsync()).ShouldBeNull();
            (await s.Run("r").GetAsync()).ShouldBeNull();
        });
        s.Host.Store.Actors.Where(actor => actor.Kind is LocalActors.CallKind or LocalActors.RunKind).ShouldBeEmpty();
    }

    [Fact]
    public void Chosen_ids_are_remembered_by_age_not_by_count()
    {
        var s = new Scenario(Fate.Talks(1), FortySlots);
        s.Play(async () =>
        {
            for (int i = 0; i < 150; i++) await s.SubmitAsync($"mine{i}", Some.Call(i));
            await s.UntilIdleAsync();
            await s.Host.WaitAsync(Some.Minutes(1));
            (await s.Business.SubmitAsync(new SubmitCall("mine0", "mine0", Some.Call(0)))).ShouldBe(new SubmitAnswer.Taken(false, "mine0"));
        });
        s.Dials.Count.ShouldBe(150);
    }

    [Fact]
    public void An_id_a_batch_and_a_webhook_that_come_again_after_601_seconds_change_nothing() // [S4.4, X15]
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            await s.SubmitAsync("mine", Some.Call());
            await s.EnqueueAsync(Some.Run("r", 2, null, 10));
            await s.UntilIdleAsync();
            CallSnapshot before = (await s.Call("mine").GetAsync())!;
            await s.Host.WaitAsync(Some.Seconds(601));
            (await s.Business.SubmitAsync(new SubmitCall("mine", "mine", Some.Call()))).ShouldBe(new SubmitAnswer.Taken(false, "mine"));
            (await s.Business.EnqueueAsync(Some.Run("r", 2, null, 10))).ShouldBe(new EnqueueAnswer.Taken(2, false));
            Dial dial = s.Dials.First(dial => dial.Call == "mine");
            (await s.Call("mine").OnCarrierEventAsync(new CarrierEvent(dial.Request.Attempt, dial.Report))).ShouldBe(new EventAnswer(false, false) { Ignored = EventIgnored.Repeated });
            JsonSerializer.Serialize(await s.Call("mine").GetAsync()).ShouldBe(JsonSerializer.Serialize(before));
            await s.UntilIdleAsync();
        });
        s.Dials.Count.ShouldBe(3);
    }

    [Fact]
    public void A_stopped_run_leaves_no_call_records_behind_once_its_age_has_come()
    {
        var s = new Scenario(Fate.Talks(60), FortySlots);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 500));
            await s.Business.StopRunAsync(new StopRun("r"));
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(TimeSpan.FromDays(8));
        });
        s.Host.Store.Actors.Where(actor => actor.Kind is LocalActors.CallKind or LocalActors.RunKind).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_live_call_is_not_forgotten_and_an_ended_one_is_whether_it_is_in_memory_or_not(bool isInMemory)
    {
        var address = new ActorAddress(LocalActors.CallKind, new CallId(Some.Business, "a").ToString());
        var s = new Scenario((_, n) => n == 0 ? Fate.Ends(Outcome.Rejected) : Fate.Talks(60));
        s.Play(async () =>
        {
            await s.SubmitAsync("a", Some.Call() with { Rules = new CallRules { Retry = RetryPolicy.None } });
            await s.UntilIdleAsync();
            await s.Business.PauseAsync(true);
            await s.Business.RetryCallAsync("a");
            await ForgetAsync();
            (await s.Call("a").GetAsync()).ShouldNotBeNull("it was opened again");
            await s.Business.PauseAsync(false);
            await s.Host.UntilAsync(() => Task.FromResult(s.Dials.Count == 2));
            await ForgetAsync();
            (await s.Call("a").GetAsync()).ShouldNotBeNull("it is live");
            await s.UntilIdleAsync();
            await ForgetAsync();
            (await s.Call("a").GetAsync()).ShouldBeNull();
            s.Host.Store.NamesOf(address).ShouldBeEmpty();
        });

        async Task ForgetAsync()
        {
            if (isInMemory) await s.Call("a").GetAsync();
            else s.Host.Crash(address);
            await s.Call("a").ForgetAsync();
        }
    }

    [Fact]
    public void Used_pages_are_deleted()
    {
        var s = new Scenario(Fate.Talks(1), FortySlots);
        var business = new ActorAddress(LocalActors.BusinessKind, Some.Business.Value);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1500));
            s.Host.Store.NamesOf(business).Count.ShouldBeGreaterThan(11);
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(Some.Minutes(1));
        });
        RecordsOf(s, business).ShouldBeLessThan(8 + IndexPages(1500), "besides the pages of the index, which outlives the calls");
    }

    [Fact]
    public void Numbers_dialed_lately_are_on_few_pages_and_go_with_the_first_turn_after_their_time()
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 40 } });
        var business = new ActorAddress(LocalActors.BusinessKind, Some.Business.Value);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1500));
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(Some.Minutes(1));
            RecordsOf(s, business).ShouldBeInRange(1500 / 128, 1500 / 32 + 8 + IndexPages(1500));
            await s.Host.WaitAsync(TimeSpan.FromHours(26));
            await s.SubmitAsync("next", Some.Call(1));
            await s.UntilIdleAsync();
            await s.Host.WaitAsync(Some.Minutes(1));
        });
        RecordsOf(s, business).ShouldBeLessThan(8 + IndexPages(1500));
    }

    /// <summary>The most pages of the search index for so many ended calls.</summary>
    private static int IndexPages(int calls) => (calls / 32) + 4;

    /// <summary>How many records an actor has, without the pages of the dial ledger, which outlives the calls.</summary>
    private static int RecordsOf(Scenario s, ActorAddress actor) => s.Host.Store.NamesOf(actor).Count(name => !name.StartsWith("ledger.", StringComparison.Ordinal));
}
