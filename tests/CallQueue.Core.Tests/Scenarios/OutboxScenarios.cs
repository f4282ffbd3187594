using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting.Local;
using CallQueue.Outboxes;
using CallQueue.Runs;

namespace CallQueue.Scenarios;

/// <summary>Sinks hear of every end, whatever breaks, and nothing waits for them.</summary>
public sealed class OutboxScenarios
{
    private static readonly CallQueueOptions TwentySlots = new() { NewBusiness = new BusinessSettings { Slots = 20, RecentlyCalledHours = 0 } };
    private readonly CollectingSink _sink = new();

    [Fact]
    public void Every_call_and_every_run_is_told_once_in_the_order_of_their_ends() // [S1.37]
    {
        var s = Play((_, n) => n % 3 == 0 ? Fate.Ends(Outcome.Rejected) : Fate.Talks(n % 7), async s =>
        {
            await s.EnqueueAsync(Some.Run("r", 30));
            await s.SubmitAsync("alone", Some.Call(1000));
            await s.UntilIdleAsync();
            await UntilToldAsync(s);
        });
        _sink.Told.Select(ending => ending.EventId).Distinct().Count().ShouldBe(32);
        _sink.Told.Count.ShouldBe(32);
        _sink.Told.Select(ending => ending.At).ShouldBeInOrder();
        _sink.Calls.Count(ending => ending.Index is not null).ShouldBe(30);
        foreach (Ending.OfCall ending in _sink.Calls)
            ending.Call.Attempts.Single().CarrierCall.ShouldBe(s.Dials.Single(dial => dial.Call == ending.Call.Id.Name).Id);
        var run = _sink.Told.OfType<Ending.OfRun>().Single();
        (run.Run.Status, run.Run.Counts.Ended).ShouldBe((RunStatus.Completed, 30));
    }

    [Fact]
    public void While_a_sink_is_down_dialing_goes_on_and_afterwards_all_is_told_in_order() // [X27]
    {
        _sink.IsDown = true;
        Play((_, _) => Fate.Talks(1), async s =>
        {
            await s.EnqueueAsync(Some.Run("r", 1500));
            DateTimeOffset before = s.Host.Now;
            await s.UntilOverAsync("r");
            (s.Host.Now - before).ShouldBeLessThan(Some.Minutes(12));
            OutboxSnapshot waiting = (await s.Business.GetAsync()).Outboxes.Single();
            (waiting.Pending, waiting.Problem).ShouldBe((1501, "it is down"));
            s.Host.Crash();
            await s.Host.WaitAsync(TimeSpan.FromHours(5));
            _sink.Tries.ShouldBeLessThan(120);
            _sink.IsDown = false;
            await UntilToldAsync(s);
            (await s.Business.GetAsync()).Outboxes.Single().Problem.ShouldBeNull();
        });
        _sink.Calls.Select(ending => ending.Call.Id.Name).Distinct().Count().ShouldBe(1500);
        _sink.Told.Count.ShouldBe(1501);
        _sink.Told.Select(ending => ending.At).ShouldBeInOrder();
    }

    [Fact]
    public void Through_crashes_and_failures_every_end_is_told_at_least_once_and_always_by_the_same_id()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var sink = new CollectingSink("webhook", 8) { Answer = _ => random.Next(3) == 0 ? new Delivery.Failed("HTTP 500") : Delivery.Done.Instance };
            var s = new Scenario((_, _) => Fate.Talks(random.NextDouble() * 20));
            sink.Before = async _ =>
            {
                sink.IsDown = random.Next(5) == 0;
                await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 3));
            };
            s.Host.Sinks = [sink];
            s.Play(async () =>
            {
                await s.EnqueueAsync(Some.Run("r", 12));
                for (int crash = 0; crash < 5; crash++)
                {
                    await s.Host.WaitAsync(Some.Seconds(random.NextDouble() * 20));
                    for (int i = random.Next(80); i > 0; i--) await Task.Yield();
                    s.Host.Crash();
                }

                await s.UntilOverAsync("r");
                await UntilToldAsync(s);
            });
            sink.Calls.Select(ending => ending.Call.Id.Name).Distinct().Count().ShouldBe(12, $"seed {seed}");
            sink.Told.Select(ending => ending.EventId).Distinct().Count().ShouldBe(13, $"seed {seed}");
        }
    }

    [Fact]
    public void A_crash_between_the_sinks_answer_and_the_commit_tells_the_same_end_again_by_the_same_id()
    {
        Play((_, _) => Fate.Talks(1), async s =>
        {
            _sink.After = () =>
            {
                _sink.After = () => { };
                s.Host.Crash();
            };
            await s.SubmitAsync("c", Some.Call());
            await s.UntilIdleAsync();
            await UntilToldAsync(s);
        });
        _sink.Told.Count.ShouldBe(2);
        _sink.Told[1].EventId.ShouldBe(_sink.Told[0].EventId);
    }

    [Fact]
    public void Nothing_is_told_that_a_failed_write_takes_back()
    {
        bool isFull = false;
        var s = Play((_, _) => Fate.Talks(5), async s =>
        {
            s.Host.Store.Fault = actor => isFull && actor.Kind == LocalActors.BusinessKind ? new Hosting.StorageException("disk full") : null;
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.Host.WaitAsync(Some.Seconds(3));
            isFull = true;
            await s.Host.WaitAsync(Some.Minutes(2));
            _sink.Told.ShouldBeEmpty();
            isFull = false;
            await s.UntilOverAsync("r");
            await UntilToldAsync(s);
        });
        _sink.Told.Select(ending => ending.EventId).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void What_has_not_been_told_is_not_forgotten_and_then_it_is() // retention waits for the outbox
    {
        _sink.IsDown = true;
        var s = Play((_, _) => Fate.Talks(1), async s =>
        {
            await s.EnqueueAsync(Some.Run("r", 300));
            await s.UntilOverAsync("r");
            await s.Host.WaitAsync(TimeSpan.FromDays(8));
            Calls(s).ShouldBe(300);
            _sink.IsDown = false;
            await UntilToldAsync(s);
            await s.Host.WaitAsync(Some.Minutes(10));
        });
        _sink.Calls.ShouldAllBe(ending => ending.Call.Attempts.Count == 1);
        Calls(s).ShouldBe(0);
    }

    [Fact]
    public void Used_pages_of_the_outbox_are_deleted()
    {
        _sink.IsDown = true;
        var business = new ActorAddress(LocalActors.BusinessKind, Some.Business.Value);
        var s = Play((_, _) => Fate.Talks(1), async s =>
        {
            await s.EnqueueAsync(Some.Run("r", 1500));
            await s.UntilOverAsync("r");
            s.Host.Store.NamesOf(business).Count.ShouldBeGreaterThan(20);
            _sink.IsDown = false;
            await UntilToldAsync(s);
            await s.Host.WaitAsync(Some.Minutes(10));
        });
        s.Host.Store.NamesOf(business).Count(name => !name.StartsWith("ledger.", StringComparison.Ordinal))
            .ShouldBeLessThan(8 + (1500 / 32) + 4, "besides the pages of the dial ledger and of the search index, which outlive the calls");
    }

    [Fact]
    public void Without_its_sink_an_outbox_goes_on_collecting_and_is_told_when_it_is_back()
    {
        Play((_, _) => Fate.Talks(1), async s =>
        {
            await s.SubmitAsync("a", Some.Call(1));
            await s.UntilIdleAsync();
            await UntilToldAsync(s);
            s.Host.Sinks = [];
            s.Host.Crash();
            await s.SubmitAsync("b", Some.Call(2));
            await s.UntilIdleAsync();
            s.Host.Sinks = [_sink];
            s.Host.Crash();
            await UntilToldAsync(s);
        });
        _sink.Calls.Select(ending => ending.Call.Id.Name).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Without_its_sink_an_outbox_keeps_nothing_that_is_too_old()
    {
        _sink.IsDown = true;
        Play((_, _) => Fate.Talks(1), async s =>
        {
            await s.SubmitAsync("old", Some.Call(1));
            await s.UntilIdleAsync();
            s.Host.Sinks = [];
            s.Host.Crash();
            await s.Host.WaitAsync(TimeSpan.FromDays(8));
            await s.SubmitAsync("new", Some.Call(2));
            await s.UntilIdleAsync();
            (await s.Business.GetAsync()).Outboxes.Single().Pending.ShouldBe(1);
        });
    }

    [Fact]
    public void A_business_that_wants_to_hear_no_more_drops_what_waits_and_one_that_never_did_has_no_outbox()
    {
        _sink.IsDown = true;
        _sink.IsWanted = settings => settings.Webhook is not null;
        Play((_, _) => Fate.Talks(1), async s =>
        {
            await s.SubmitAsync("before", Some.Call(1));
            await s.UntilIdleAsync();
            (await s.Business.GetAsync()).Outboxes.ShouldBeEmpty();

            var hears = new BusinessSettings { Webhook = new WebhookTarget("https://app.example/hooks", "0123456789abcdef") };
            (await s.Business.ChangeSettingsAsync(hears)).ShouldBeNull();
            await s.SubmitAsync("during", Some.Call(2));
            await s.UntilIdleAsync();
            (await s.Business.GetAsync()).Outboxes.Single().Pending.ShouldBe(1);

            (await s.Business.ChangeSettingsAsync(new BusinessSettings())).ShouldBeNull();
            (await s.Business.GetAsync()).Outboxes.Single().Pending.ShouldBe(0);
            _sink.IsDown = false;
            await s.Host.WaitAsync(TimeSpan.FromHours(1));
        });
        _sink.Told.ShouldBeEmpty();
    }

    [Fact]
    public void Another_target_is_tried_at_once()
    {
        _sink.IsDown = true;
        Play((_, _) => Fate.Talks(1), async s =>
        {
            await s.SubmitAsync("c", Some.Call(1));
            await s.UntilIdleAsync();
            await s.Host.WaitAsync(TimeSpan.FromHours(1));
            _sink.IsDown = false;
            await s.Business.ChangeSettingsAsync(new BusinessSettings { Slots = 4 });
            await s.Host.WaitAsync(Some.Seconds(1));
            _sink.Calls.Count().ShouldBe(1);
        });
    }

    [Fact]
    public void A_stopped_run_is_told_with_its_counts_and_its_waiting_calls_are_not_told_one_by_one()
    {
        Play((_, _) => Fate.Talks(60), async s =>
        {
            await s.EnqueueAsync(Some.Run("r", 100));
            await s.Host.WaitAsync(Some.Seconds(10));
            await s.Business.StopRunAsync(new StopRun("r"));
            await s.UntilOverAsync("r");
            await UntilToldAsync(s);
        });
        RunSnapshot run = _sink.Told.OfType<Ending.OfRun>().Single().Run;
        (run.Status, run.Counts.Completed, run.Counts.Canceled).ShouldBe((RunStatus.Stopped, 20, 80));
        _sink.Calls.Count().ShouldBe(20);
    }

    private Scenario Play(Func<Carriers.DialRequest, int, Fate> carrier, Func<Scenario, Task> script)
    {
        var s = new Scenario(carrier, TwentySlots);
        s.Host.Sinks = [_sink];
        s.Play(() => script(s));
        return s;
    }

    private static Task UntilToldAsync(Scenario s) =>
        s.Host.UntilAsync(async () => await s.Business.GetAsync() is { Counts: { Ready: 0, Delayed: 0, Live: 0 }, Runs.Count: 0, Outboxes: [{ Pending: 0 }] });

    private static int Calls(Scenario s) => s.Host.Store.Actors.Count(actor => actor.Kind == LocalActors.CallKind);
}
