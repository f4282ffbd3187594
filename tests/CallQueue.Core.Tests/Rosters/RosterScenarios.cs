using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting.Local;
using CallQueue.Scenarios;
using CallQueue.Rosters.Pages;
using CallQueue.Rosters.Passes;
using CallQueue.Validation;

namespace CallQueue.Rosters;

/// <summary>Contacts called once a day at their own time, through edits, missed passes and crashes.</summary>
public sealed class RosterScenarios
{
    [Fact]
    public void Everybody_is_called_at_their_own_time_in_their_own_zone_every_day()
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            await s.PutAsync(
                RosterScene.Some("kathmandu", "20:30", "Asia/Kathmandu", 1), RosterScene.Some("london", "20:30", "Europe/London", 2),
                RosterScene.Some("newyork", "20:30", "America/New_York", 3), RosterScene.Some("tokyo", "08:15:30", "Asia/Tokyo", 4), RosterScene.Some("chatham", "23:59:59", "Pacific/Chatham", 5));
            await s.WaitUntilAsync(4, 9, 0);
        });
        s.Dialed.ShouldBe(
        [
            ("chatham@20260302", "02 10:14"), ("kathmandu@20260302", "02 14:45"), ("london@20260302", "02 20:30"), ("tokyo@20260303", "02 23:15"),
            ("newyork@20260302", "03 01:30"), ("chatham@20260303", "03 10:14"), ("kathmandu@20260303", "03 14:45"), ("london@20260303", "03 20:30"),
            ("tokyo@20260304", "03 23:15"), ("newyork@20260303", "04 01:30"),
        ]);
    }

    [Fact]
    public void Nobody_reached_is_called_three_times_half_an_hour_apart_as_the_chart_says()
    {
        var s = new RosterScene(Fate.Ends(Outcome.NoAnswer), RosterScene.Many with { Roster = new CallTemplate { Priority = Priority.High } });
        s.S.Play(async () =>
        {
            await s.PutAsync(RosterScene.Some("ann", "21:00"));
            await s.WaitUntilAsync(3, 9, 0);
            CallSnapshot call = (await s.S.Call("ann@20260302").GetAsync())!;
            (call.Attempts.Count, call.Outcome, call.Spec.Priority).ShouldBe((3, Outcome.NoAnswer, Priority.High));
            call.Spec.Data.ShouldBe("""{"contact_id":"ann","name":"Name of ann","local_date":"2026-03-02"}""");
        });
        s.Dialed.ShouldBe([("ann@20260302", "02 21:00"), ("ann@20260302", "02 21:30"), ("ann@20260302", "02 22:00")]);
    }

    [Fact]
    public void Attempts_belong_to_the_day_on_which_they_began_even_past_midnight()
    {
        var s = new RosterScene(Fate.Ends(Outcome.Busy));
        s.S.Play(async () =>
        {
            await s.PutAsync(RosterScene.Some("owl", "23:50"));
            await s.WaitUntilAsync(4, 9, 0);
        });
        s.Dialed.Select(dial => dial.Call).ShouldBe([.. Enumerable.Repeat("owl@20260302", 3), .. Enumerable.Repeat("owl@20260303", 3)]);
    }

    [Fact]
    public void A_day_is_over_when_the_next_days_time_has_come()
    {
        var s = new RosterScene(Fate.Ends(Outcome.NoAnswer));
        s.S.Play(async () =>
        {
            await s.PutAsync(RosterScene.Some("ann", "10:00") with { RetryDelay = TimeSpan.FromHours(12), MaxAttempts = 3 });
            await s.WaitUntilAsync(4, 9, 0);
            (await s.S.Call("ann@20260302").GetAsync())!.Outcome.ShouldBe(Outcome.NoAnswer);
        });
        s.Dialed.Where(dial => dial.Call == "ann@20260302").Select(dial => dial.At).ShouldBe(["02 10:00", "02 22:00"]);
    }

    [Fact]
    public void Two_contacts_have_retry_delays_of_their_own()
    {
        var s = new RosterScene(Fate.Ends(Outcome.NoAnswer));
        s.S.Play(async () =>
        {
            await s.PutAsync(
                RosterScene.Some("a", "10:00", number: 1) with { RetryDelay = CallQueue.Some.Minutes(10), MaxAttempts = 2 },
                RosterScene.Some("b", "10:00", number: 2) with { RetryDelay = CallQueue.Some.Minutes(60), MaxAttempts = 2 });
            await s.WaitUntilAsync(2, 20, 0);
        });
        s.Dialed.Where(dial => dial.At != "02 10:00").ShouldBe([("a@20260302", "02 10:10"), ("b@20260302", "02 11:00")]);
    }

    [Fact]
    public void Ten_passes_at_once_start_one_call()
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            await s.PutAsync(RosterScene.Some("ann", "20:30"));
            await s.WaitUntilAsync(2, 20, 26);
            PassReport[] reports = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => s.TriggerAsync()));
            reports.Sum(report => report.Started).ShouldBe(1);
            await s.WaitUntilAsync(2, 20, 30);
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => s.TriggerAsync()));
            await s.WaitUntilAsync(2, 20, 35);
            (await s.TriggerAsync()).Started.ShouldBe(0);
            await s.WaitUntilAsync(3, 9, 0);
        });
        s.Dialed.ShouldBe([("ann@20260302", "02 20:26")]);
    }

    [Fact]
    public void A_change_made_from_what_a_contact_no_longer_is_is_not_taken()
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            Contact first = RosterScene.Some("ann", "20:30"), second = first with { CallTime = new TimeOnly(20, 45) }, third = first with { Name = "Bob" };
            await s.PutAsync(first);
            (await s.ShardOf("ann").PutAsync(new PutContacts([second]) { Known = first })).ShouldBe(new PutAnswer.Taken(0, 1));
            (await s.ShardOf("ann").PutAsync(new PutContacts([third]) { Known = first })).ShouldBe(new PutAnswer.Stale());
            (await s.ShardOf("ann").GetAsync("ann")).ShouldBe(second);
            await s.ShardOf("ann").RemoveAsync("ann");
            (await s.ShardOf("ann").PutAsync(new PutContacts([third]) { Known = second })).ShouldBe(new PutAnswer.Stale());
            await s.WaitUntilAsync(2, 21, 0);
        });
        s.Dialed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("later", "02 20:45")]
    [InlineData("zone", "02 14:45")]
    [InlineData("disabled", null)]
    [InlineData("removed", null)]
    [InlineData("past", "03 20:00")]
    public void An_edit_a_second_before_the_time_decides_the_very_next_call(string edit, string? dialed)
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            Contact ann = RosterScene.Some("ann", "20:30");
            await s.PutAsync(ann);
            await s.WaitUntilAsync(2, edit == "zone" ? 14 : 20, edit == "zone" ? 0 : 29, 59);
            await (edit switch
            {
                "later" => s.PutAsync(ann with { CallTime = new TimeOnly(20, 45) }),
                "zone" => s.PutAsync(ann with { TimeZone = "Asia/Kathmandu" }),
                "past" => s.PutAsync(ann with { CallTime = new TimeOnly(20, 0) }),
                "disabled" => s.PutAsync(ann with { CallEnabled = false }),
                _ => s.ShardOf("ann").RemoveAsync("ann"),
            });
            await s.WaitUntilAsync(2, 20, 50);
            if (edit == "past") await s.WaitUntilAsync(3, 20, 5);
        });
        s.Dialed.Select(dial => dial.At).ShouldBe(dialed is null ? [] : [dialed]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Disabling_or_removing_cancels_the_call_that_waits(bool remove)
    {
        var s = new RosterScene(Fate.Ends(Outcome.NoAnswer));
        s.S.Play(async () =>
        {
            Contact ann = RosterScene.Some("ann", "20:30");
            await s.PutAsync(ann);
            await s.WaitUntilAsync(2, 20, 45);
            if (remove) (await s.ShardOf("ann").RemoveAsync("ann")).ShouldBeTrue();
            else await s.PutAsync(ann with { CallEnabled = false });
            (await s.S.Call("ann@20260302").GetAsync())!.Outcome.ShouldBe(Outcome.Canceled);
            (await s.CountAsync()).ShouldBe(new RosterSnapshot(remove ? 0 : 1, 0, null));
            await s.WaitUntilAsync(4, 9, 0);
        });
        s.Dialed.ShouldBe([("ann@20260302", "02 20:30")]);
    }

    [Fact]
    public void Disabling_during_a_call_lets_it_end_and_cancels_what_would_follow()
    {
        var s = new RosterScene(new Fate(Outcome: Outcome.NoAnswer, Talk: TimeSpan.FromSeconds(40)));
        s.S.Play(async () =>
        {
            await s.PutAsync(RosterScene.Some("ann", "20:30"));
            await s.WaitUntilAsync(2, 20, 30, 20);
            await s.PutAsync(RosterScene.Some("ann", "20:30") with { CallEnabled = false });
            s.S.Host.Crash();
            await s.WaitUntilAsync(3, 23, 0);
            (await s.S.Call("ann@20260302").GetAsync())!.Outcome.ShouldBe(Outcome.Canceled);
        });
        s.Dialed.ShouldHaveSingleItem();
        s.S.Carrier.HangUps.ShouldBeEmpty();
    }

    [Fact]
    public void A_time_or_zone_changed_after_the_call_begins_with_the_next_date_even_when_ended_calls_are_forgotten()
    {
        var s = new RosterScene(Fate.Talks(5), RosterScene.Many with { Retention = new Retention { Age = TimeSpan.Zero } });
        s.S.Play(async () =>
        {
            Contact ann = RosterScene.Some("ann", "10:00"), bob = RosterScene.Some("bob", "10:00", number: 2);
            await s.PutAsync(ann, bob);
            await s.WaitUntilAsync(2, 10, 30);
            await s.PutAsync(ann with { CallTime = new TimeOnly(11, 0) }, bob with { TimeZone = "America/New_York" });
            await s.WaitUntilAsync(3, 23, 0);
        });
        s.Dialed.ShouldBe([("ann@20260302", "02 10:00"), ("bob@20260302", "02 10:00"), ("ann@20260303", "03 11:00"), ("bob@20260303", "03 15:00")], ignoreOrder: true);
    }

    [Fact]
    public void Who_is_new_at_a_time_that_has_passed_is_called_from_the_next_day_on()
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            await s.PutAsync(RosterScene.Some("old", "07:00", number: 1));
            await s.WaitUntilAsync(2, 12, 0);
            await s.PutAsync(RosterScene.Some("new", "11:00", number: 2), RosterScene.Some("off", "11:00", number: 3) with { CallEnabled = false });
            await s.PutAsync(RosterScene.Some("off", "11:00", number: 3));
            await s.WaitUntilAsync(3, 12, 0);
        });
        s.Dialed.ShouldBe([("old@20260303", "03 07:00"), ("new@20260303", "03 11:00"), ("off@20260303", "03 11:00")], ignoreOrder: true);
    }

    [Fact]
    public void A_time_set_when_it_had_passed_and_then_moved_ahead_is_called_that_same_day()
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            await s.WaitUntilAsync(2, 10, 0);
            await s.PutAsync(RosterScene.Some("ann", "09:30"));
            await s.WaitUntilAsync(2, 11, 0);
            await s.PutAsync(RosterScene.Some("ann", "11:30"));
            await s.WaitUntilAsync(3, 9, 0);
        });
        s.Dialed.ShouldBe([("ann@20260302", "02 11:30")]);
    }

    [Fact]
    public void A_pass_missed_while_the_process_was_down_is_made_good_on_its_date_and_never_on_another()
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            await s.PutAsync(RosterScene.Some("early", "10:00", "UTC", 1), RosterScene.Some("tokyo", "23:00", "Asia/Tokyo", 2));
            s.S.Host.LoseMessages = true; // Nobody reaches the business from 10:00 to 16:00, when it is past midnight in Tokyo.
            await s.WaitUntilAsync(2, 16, 0);
            s.S.Host.LoseMessages = false;
            await s.WaitUntilAsync(2, 16, 2);
        });
        s.Dialed.Select(dial => dial.Call).ShouldBe(["early@20260302"]);
    }

    [Fact]
    public void Through_crashes_at_any_moment_of_a_pass_each_contact_and_date_is_dialed_once()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var s = new RosterScene(Fate.Talks(5));
            s.S.Play(async () =>
            {
                Contact[] all = [.. Enumerable.Range(0, 40).Select(i => RosterScene.Some($"u{i}", i % 2 == 0 ? "10:00" : "10:01", "UTC", i))];
                await s.PutAsync(all);
                await s.WaitUntilAsync(2, 9, 59, 59);
                for (int crash = 0; crash < 4; crash++)
                {
                    await s.S.Host.WaitAsync(CallQueue.Some.Seconds(random.NextDouble() * (crash == 0 ? 1.01 : 20)));
                    for (int i = random.Next(120); i > 0; i--) await Task.Yield();
                    s.S.Host.Crash();
                }

                await s.WaitUntilAsync(2, 11, 0);
                await s.S.UntilIdleAsync();
            });
            s.S.Dials.Select(dial => dial.Call).Order().ShouldBe(Enumerable.Range(0, 40).Select(i => $"u{i}@20260302").Order(), $"seed {seed}");
            s.S.Carrier.EverTwice.ShouldBeFalse($"seed {seed}");
        }
    }

    [Fact]
    public void Contacts_are_listed_page_by_page_and_counted_and_a_repetition_changes_nothing()
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            Contact[] all = [.. Enumerable.Range(0, 500).Select(i => RosterScene.Some($"u{i}", "20:30", "UTC", i) with { CallEnabled = i % 5 > 0, Variables = new Dictionary<string, string> { ["n"] = $"{i}" } })];
            await s.PutAsync(all);
            Contact[] ofShard = [.. all.Where(contact => ContactPlace.Of(contact.Id).Shard == 3)];
            (await s.Shard(3).PutAsync(new PutContacts(ofShard))).ShouldBe(new PutAnswer.Taken(0, 0));
            s.S.Host.Crash();
            List<Contact> listed = [];
            for (IReadOnlyList<Contact> page = await s.Shard(3).ListAsync(null, 7); page.Count > 0; page = await s.Shard(3).ListAsync(page[^1].Id, 7)) listed.AddRange(page);
            listed.ShouldBe(ofShard, ignoreOrder: true);
            (await s.ShardOf("u17").GetAsync("u17")).ShouldBe(all[17]);
            (await s.ShardOf("u17").RemoveAsync("nobody")).ShouldBeFalse();
            (await s.CountAsync()).ShouldBe(new RosterSnapshot(500, 400, new DateTimeOffset(2026, 3, 2, 20, 30, 0, TimeSpan.Zero)));
        });
    }

    [Fact]
    public void Replaced_pages_are_deleted_and_the_root_stays_small()
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            Contact[] all = [.. Enumerable.Range(0, 3000).Select(i => RosterScene.Some($"u{i}", $"{i % 24:00}:{i % 60:00}", "UTC", i)).Where(contact => ContactPlace.Of(contact.Id).Shard == 0)];
            for (int round = 0; round < 30; round++)
            {
                await s.Shard(0).PutAsync(new PutContacts([.. all.Select(contact => contact with { Name = $"round {round}" })]));
                if (round % 10 == 5) s.S.Host.Crash();
            }

            for (int i = 0; i < 10; i++) await s.Shard(0).PutAsync(new PutContacts([]));
            int current = all.Select(contact => ContactPlace.Of(contact.Id).Page).Distinct().Count() + all.Select(contact => ZoneTable.QuarterOf(contact.CallTime)).Distinct().Count();
            var shard = new ActorAddress(LocalActors.RosterKind, new RosterId(CallQueue.Some.Business, 0).ToString());
            s.S.Host.Store.NamesOf(shard).Count.ShouldBe(current + 1);
            s.S.Host.Store.Load(shard, "root")!.Data.Length.ShouldBeLessThan(6000);
        });
    }

    [Fact]
    public void A_wrong_contact_refuses_the_whole_upload_and_says_which()
    {
        var s = new RosterScene(Fate.Talks(5));
        s.S.Play(async () =>
        {
            PutAnswer answer = await s.Shard(0).PutAsync(new PutContacts([RosterScene.Some("a"), RosterScene.Some("b", zone: "Mars/Olympus")]));
            answer.ShouldBe(new PutAnswer.Refused(new FieldProblem("local_tz", "'Mars/Olympus' is not an IANA time zone; write one such as Europe/Berlin", 1)));
            (await s.CountAsync()).Contacts.ShouldBe(0);
        });
    }
}
