using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Rates;

namespace CallQueue.Scenarios;

/// <summary>Lists of calls by where they stand, found calls, reasons, watches and cleaning.</summary>
public sealed class ListScenarios
{
    private static readonly CallQueueOptions OneSlot = new() { NewBusiness = new BusinessSettings { Slots = 1 } };

    [Fact]
    public void Ready_calls_are_listed_in_the_order_in_which_they_are_dialed_then()
    {
        var s = new Scenario(Fate.Talks(1), OneSlot);
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.EnqueueAsync(Some.Run("long", 400));
            await s.EnqueueAsync(Some.Run("short", 5, null, 500));
            await s.EnqueueAsync(Some.Run("urgent", 3, new RunTemplate { Priority = Priority.Urgent }, 600));
            await s.SubmitAsync("alone", Some.Call(700));
            List<string> listed = [];
            for (int start = 0; start < 409; start += 100)
            {
                CallPage page = await s.Business.ListAsync(new ListCalls(QueuePart.Ready, start, 100));
                page.Total.ShouldBe(409);
                listed.AddRange(page.Calls.Select(call => call.Name));
            }

            listed[..5].ShouldBe(["urgent-0", "urgent-1", "urgent-2", "long-0", "short-0"]);
            ListedCall first = (await s.Business.ListAsync(new ListCalls(QueuePart.Ready, 3, 1))).Calls.ShouldHaveSingleItem();
            (first.Run, first.Index, first.At, first.Spec!.To).ShouldBe(("long", 0, null, Some.Number(1)));
            (await s.Business.ListAsync(new ListCalls(QueuePart.Ready, 409, 100))).Calls.ShouldBeEmpty();
            await s.Business.PauseAsync(false);
            await s.UntilIdleAsync();
            s.Dials.Select(dial => dial.Call).ShouldBe(listed);
        });
    }

    [Fact]
    public void Delayed_calls_are_listed_by_time_wherever_they_lie()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            var random = new Random(5);
            NewCall[] calls = [.. Enumerable.Range(0, 500).Select(i => Some.Call(i) with { NotBefore = Some.Instant + Some.Seconds(1 + random.Next(100_000)) })];
            await s.EnqueueAsync(Some.Run("r", 500) with { Calls = calls });
            DateTimeOffset[] times = [.. calls.Select(call => call.NotBefore!.Value).Order()];
            (await TimesAsync(0, 1000)).ShouldBe(times);
            (await TimesAsync(120, 30)).ShouldBe(times[120..150]);
            await s.Host.WaitAsync(times[200] + Some.Seconds(5) - Some.Instant);
            int due = times.Count(at => at <= s.Host.Now);
            (await TimesAsync(0, 1000)).ShouldBe(times[due..]);
            s.Host.Crash();
            (await TimesAsync(0, 1000)).ShouldBe(times[due..]);

            async Task<IEnumerable<DateTimeOffset>> TimesAsync(int start, int count) =>
                (await s.Business.ListAsync(new ListCalls(QueuePart.Delayed, start, count))).Calls.Select(call => call.At!.Value);
        });
    }

    [Fact]
    public void Live_and_ended_calls_are_listed_with_their_outcomes_the_newest_end_first()
    {
        var s = new Scenario((_, n) => n % 2 == 0 ? Fate.Talks(2) : Fate.Ends(Outcome.Rejected), OneSlot);
        s.Play(async () =>
        {
            for (int i = 0; i < 3; i++) await s.SubmitAsync($"mine{i}", Some.Call(1000 + i));
            await s.EnqueueAsync(Some.Run("r", 300));
            await s.Host.WaitAsync(Some.Seconds(1));
            ListedCall live = (await s.Business.ListAsync(new ListCalls(QueuePart.Live, 0, 10))).Calls.ShouldHaveSingleItem();
            (live.Name, live.Part, live.At).ShouldBe(("mine0", QueuePart.Live, Some.Instant));
            await s.UntilIdleAsync();
            string[] dials = [.. s.Dials.Select(dial => dial.Call).Reverse()];
            CallPage failed = await s.Business.ListAsync(new ListCalls(QueuePart.Failed, 0, 1000));
            failed.Calls.Select(call => call.Name).ShouldBe(dials.Where((_, i) => i % 2 == 1));
            failed.Calls.ShouldAllBe(call => call.Outcome == Outcome.Rejected && call.Spec == null);
            failed.Total.ShouldBe(151);
            CallPage completed = await s.Business.ListAsync(new ListCalls(QueuePart.Completed, 5, 3));
            completed.Calls.Select(call => call.Name).ShouldBe(dials.Where((_, i) => i % 2 == 0).Skip(5).Take(3));
            completed.Total.ShouldBe(100 + dials.Where((call, i) => i % 2 == 0 && call.StartsWith("mine", StringComparison.Ordinal)).Count(), "a hundred by count, and those whose names were chosen");
        });
    }

    [Fact]
    public void A_waiting_call_is_found_by_its_name_with_what_is_to_be_dialed()
    {
        var s = new Scenario(Fate.Talks(600), OneSlot);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 1000, new RunTemplate { Script = new CallScript { Message = "hello" } }));
            await s.SubmitAsync("later", Some.Call(2000) with { NotBefore = Some.Instant + Some.Minutes(9) });
            await s.Host.WaitAsync(Some.Seconds(5));
            (await s.Business.FindAsync("r-0"))!.Part.ShouldBe(QueuePart.Live);
            foreach (int index in (int[])[1, 127, 128, 640, 999])
            {
                ListedCall found = (await s.Business.FindAsync($"r-{index}"))!;
                (found.Part, found.Run, found.Index, found.Spec!.To, found.Spec.Script.Message).ShouldBe((QueuePart.Ready, "r", index, Some.Number(index + 1), "hello"));
            }

            (await s.Business.FindAsync("later"))!.ShouldSatisfyAllConditions(
                call => call.Part.ShouldBe(QueuePart.Delayed), call => call.At.ShouldBe(Some.Instant + Some.Minutes(9)), call => call.Spec.ShouldBeNull());
            (await s.Business.FindAsync("r-1000")).ShouldBeNull();
            (await s.Business.FindAsync("nobody")).ShouldBeNull();
        });
    }

    [Fact]
    public void Why_a_call_waits_is_said_most_general_first_with_a_time_where_there_is_one()
    {
        var options = new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1, Rates = [new RateRule(1, Some.Seconds(30))] } };
        var s = new Scenario(Fate.Talks(16), options);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 20));
            await s.SubmitAsync("later", Some.Call(500) with { NotBefore = Some.Instant + Some.Minutes(60) });
            await s.SubmitAsync("busy", Some.Call(1));
            await s.Host.WaitAsync(Some.Seconds(5));
            CallReasons why = (await s.Business.WhyAsync("r-4"))!;
            (why.Status, why.Position, why.ExpectedAt).ShouldBe((CallStatus.Ready, 4, null));
            why.Holds.Select(hold => hold.Kind).ShouldBe([HoldKind.Slots, HoldKind.Rate, HoldKind.Position]);
            why.Holds[1].Until!.Value.ShouldBe(Some.Instant + Some.Seconds(30), Some.Seconds(1));
            (await s.Business.WhyAsync("busy"))!.Holds.Select(hold => hold.Kind).ShouldBe([HoldKind.Slots, HoldKind.Rate, HoldKind.NumberBusy, HoldKind.Position]);
            (await s.Business.WhyAsync("later"))!.ShouldSatisfyAllConditions(
                later => later.Holds[0].ShouldBe(new CallHold(HoldKind.Scheduled, "the call is scheduled for later", Some.Instant + Some.Minutes(60))),
                later => (later.Position, later.ExpectedAt).ShouldBe((0, Some.Instant + Some.Minutes(60))));
            (await s.Business.WhyAsync("r-0"))!.Holds.ShouldBeEmpty();
            await s.Host.WaitAsync(Some.Seconds(45));
            CallReasons expected = (await s.Business.WhyAsync("r-10"))!;
            double wait = (expected.ExpectedAt!.Value - s.Host.Now).TotalSeconds;
            wait.ShouldBeInRange(200, 400, "nine calls, one each thirty seconds");
            await s.Business.PauseAsync(true);
            CallReasons paused = (await s.Business.WhyAsync("r-10"))!;
            (paused.Holds[0].Kind, paused.ExpectedAt).ShouldBe((HoldKind.Paused, null));
            (await s.Business.WhyAsync("nobody")).ShouldBeNull();
            (await s.Business.WhyAsync("r-20")).ShouldBeNull();
        });
    }

    [Fact]
    public void Runs_that_ended_are_listed_by_state_and_time_the_newest_first()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            for (int i = 0; i < 5; i++)
            {
                await s.EnqueueAsync(Some.Run($"done{i}", 2, null, 100 * i));
                await s.UntilOverAsync($"done{i}");
                await s.Host.WaitAsync(Some.Minutes(1));
            }

            await s.Business.PauseAsync(true);
            await s.EnqueueAsync(Some.Run("gone", 2, null, 700));
            await s.Business.StopRunAsync(new StopRun("gone"));
            await s.EnqueueAsync(Some.Run("first", 2, null, 800));
            await s.EnqueueAsync(Some.Run("second", 2, null, 900));
            await s.Host.WaitAsync(Some.Minutes(1));
            (await NamesAsync(new ListRuns(0, 100))).ShouldBe("second first gone done4 done3 done2 done1 done0 of 8");
            (await NamesAsync(new ListRuns(1, 2))).ShouldBe("first gone of 8");
            (await NamesAsync(new ListRuns(0, 100) { Statuses = [CallQueue.Runs.RunStatus.Completed] })).ShouldBe("done4 done3 done2 done1 done0 of 5");
            (await NamesAsync(new ListRuns(0, 100) { Statuses = [CallQueue.Runs.RunStatus.Stopped] })).ShouldBe("gone of 1");
            (await NamesAsync(new ListRuns(0, 100) { Statuses = [CallQueue.Runs.RunStatus.Running] })).ShouldBe("second first of 2");
            (await NamesAsync(new ListRuns(1, 1) { From = Some.Instant + Some.Minutes(1), To = Some.Instant + Some.Minutes(4) })).ShouldBe("done2 of 3");
            s.Host.Crash();
            (await NamesAsync(new ListRuns(2, 3))).ShouldBe("gone done4 done3 of 8");
        });

        async Task<string> NamesAsync(ListRuns request)
        {
            RunList list = await s.Business.ListRunsAsync(request);
            return $"{string.Join(' ', list.Runs.Select(run => run.Name))} of {list.Total}";
        }
    }

    [Fact]
    public void The_results_of_a_run_say_whom_they_are_about()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            NewCall[] calls =
            [
                Some.Call(1) with { Data = """{"name":"Ann","custom_call_id":"c7","lead_id":17}""" },
                Some.Call(2) with { Script = new CallScript { Variables = new Dictionary<string, string> { ["name"] = "Bo" } }, Data = """{"lead_id":"x","name":"not this"}""" },
                Some.Call(3),
            ];
            await s.EnqueueAsync(Some.Run("r", 3) with { Calls = calls });
            await s.UntilOverAsync("r");
            (await s.Run("r").ResultsAsync(0, 3)).Select(r => $"{r.To} {r.Name} {r.CustomId} {r.LeadId} {r.CarrierCall is not null}").ShouldBe(
                [$"{Some.Number(1)} Ann c7 17 True", $"{Some.Number(2)} Bo  x True", $"{Some.Number(3)}    True"]);
        });
    }

    [Fact]
    public void A_watch_ends_with_the_next_change_or_when_its_time_is_up()
    {
        var s = new Scenario(Fate.Talks(3));
        s.Play(async () =>
        {
            BusinessSnapshot first = await s.Business.WatchAsync(null, Some.Seconds(20));
            DateTimeOffset asked = s.Host.Now;
            (await s.Business.WatchAsync(first.Stamp, Some.Seconds(20))).Stamp.ShouldBe(first.Stamp);
            (s.Host.Now - asked).ShouldBe(Some.Seconds(20));
            Task<BusinessSnapshot> watch = s.Business.WatchAsync(first.Stamp, Some.Seconds(20));
            await s.SubmitAsync("a", Some.Call());
            BusinessSnapshot seen = await watch;
            (seen.Stamp == first.Stamp, seen.Counts.Total, s.Host.Now - asked).ShouldBe((false, 1, Some.Seconds(20)));
            List<string> stamps = [];
            while (seen.Counts.Ended == 0)
            {
                seen = await s.Business.WatchAsync(seen.Stamp, Some.Seconds(30));
                stamps.Add(seen.Stamp);
            }

            stamps.ShouldBeUnique();
            (s.Host.Now - asked).ShouldBeLessThan(Some.Seconds(30), "its end was told when it came");
        });
    }

    [Fact]
    public void Cleaning_forgets_what_ended_before_and_no_more_than_asked_for()
    {
        var s = new Scenario(Fate.Talks(1), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 40, Retention = new Retention { Completed = 10_000 } } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("old", 700));
            await s.SubmitAsync("mine", Some.Call(5000));
            await s.UntilIdleAsync();
            DateTimeOffset between = s.Host.Now + Some.Seconds(1);
            await s.Host.WaitAsync(Some.Minutes(1));
            await s.EnqueueAsync(Some.Run("new", 10, null, 1000));
            await s.UntilIdleAsync();
            (await s.Business.CleanAsync(new CleanEnded(between, 300))).ShouldBe(300);
            (await s.Business.ListAsync(new ListCalls(QueuePart.Completed, 0, 1))).Total.ShouldBe(411);
            (await s.Business.CleanAsync(new CleanEnded(between, 1000))).ShouldBe(401);
            (await s.Business.CleanAsync(new CleanEnded(between, 1000))).ShouldBe(0);
            await s.Host.WaitAsync(Some.Minutes(1));
            (await s.Call("mine").GetAsync()).ShouldBeNull();
            (await s.Call("old-650").GetAsync()).ShouldBeNull();
            (await s.Call("new-9").GetAsync()).ShouldNotBeNull();
        });
        s.Host.Store.Actors.Count(actor => actor.Kind == Hosting.Local.LocalActors.CallKind).ShouldBe(10);
    }

    [Fact]
    public void The_pace_is_that_of_the_calls_that_ended_lately()
    {
        var s = new Scenario((_, n) => Fate.Talks(n % 2 == 0 ? 10 : 30), OneSlot);
        s.Play(async () =>
        {
            (await s.Business.GetAsync()).Pace.ShouldBe(QueuePace.None);
            await s.EnqueueAsync(Some.Run("r", 4));
            await s.UntilIdleAsync();
            QueuePace pace = (await s.Business.GetAsync()).Pace;
            pace.EndedPerMinute.ShouldBe(4 / 5.0);
            pace.AverageTalk.ShouldBe(Some.Seconds(20));
            pace.AverageHold!.Value.ShouldBe(Some.Seconds(20), Some.Seconds(10));
            await s.Host.WaitAsync(Some.Minutes(6));
            (await s.Business.GetAsync()).Pace.EndedPerMinute.ShouldBe(0);
        });
    }
}
