using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Schedules;

namespace CallQueue.Scenarios;

/// <summary>Recurring calls in virtual time: each occurrence once, whatever breaks.</summary>
public sealed class ScheduleScenarios
{
    private static readonly ScheduleId Id = new(Some.Business, "daily");
    private static readonly ActorAddress Address = new(LocalActors.ScheduleKind, Id.ToString());
    private readonly Scenario _s = new(Fate.Talks());

    private ISchedule Schedule => _s.Host.Actors.Schedule(Id);

    [Theory] // [S1.15, S1.16, S1.39]
    [InlineData("0 9 * * *", 3)]
    [InlineData("0 9 * * 1", 0)]
    [InlineData("0 */2 * * *", 36)]
    [InlineData("*/30 * * * *", 144)]
    public void Over_three_days_it_calls_at_exactly_its_times(string cron, int calls) => _s.Play(async () =>
    {
        await CreateAsync(Daily(cron));
        await _s.Host.WaitAsync(TimeSpan.FromDays(3) + Some.Seconds(1));
        _s.Dials.Select(dial => dial.At).ShouldBe(ScheduleRules.TimesOf(Daily(cron)).After(Some.Instant).TakeWhile(at => at <= Some.Instant.AddDays(3)));
        _s.Dials.Count.ShouldBe(calls);
    });

    [Fact]
    public void It_goes_on_after_a_crash_and_fires_once_if_it_was_down_when_it_was_due() => _s.Play(async () => // [S1.17]
    {
        await CreateAsync(Daily("*/30 * * * *"));
        await _s.Host.WaitAsync(Some.Minutes(29));
        _s.Host.Crash();
        await _s.Host.WaitAsync(Some.Minutes(32));
        _s.Dials.Select(dial => dial.Call).ShouldBe(["daily@20260302T093000Z", "daily@20260302T100000Z"]);
    });

    [Fact]
    public void Whenever_it_crashes_every_occurrence_is_dialed_exactly_once()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var s = new Scenario(Fate.Talks());
            s.Play(async () =>
            {
                await s.Host.Actors.Schedule(Id).CreateAsync(Daily("* * * * *"));
                for (int i = 0; i < 20; i++)
                {
                    await s.Host.WaitAsync(Some.Instant.AddMinutes(i + 1) - s.Host.Now);
                    for (int turns = random.Next(120); turns > 0; turns--) await Task.Yield();
                    if (random.Next(2) == 0) s.Host.Crash(Address);
                    else s.Host.Crash();
                }

                await s.Host.WaitAsync(Some.Seconds(50));
            });
            s.Dials.Select(dial => dial.Call).ShouldBe(Enumerable.Range(1, 20).Select(i => $"daily@{Some.Instant.AddMinutes(i):yyyyMMdd'T'HHmmss'Z'}"), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(MisfirePolicy.Skip, null, new[] { 10 })]
    [InlineData(MisfirePolicy.RunOnce, null, new[] { 8, 10 })]
    [InlineData(MisfirePolicy.RunAll, 3, new[] { 6, 7, 8, 10 })]
    [InlineData(MisfirePolicy.RunAll, null, new[] { 1, 2, 3, 4, 5, 6, 7, 8, 10 })]
    public void What_was_missed_while_the_store_was_down_is_made_up_as_the_policy_says(MisfirePolicy policy, int? limit, int[] hours) => _s.Play(async () =>
    {
        await CreateAsync(Daily("0 * * * *") with { Misfire = policy, MisfireLimit = limit });
        _s.Host.Store.Fault = _ => new Hosting.StorageException("disk");
        await _s.Host.WaitAsync(TimeSpan.FromHours(8.5));
        _s.Host.Store.Fault = _ => null;
        _s.Host.Crash();
        await _s.Host.WaitAsync(Some.Minutes(10));

        // What stands between: paused for an hour, and never made up.
        await Schedule.PauseAsync(true);
        await _s.Host.WaitAsync(TimeSpan.FromHours(1));
        (await Schedule.GetAsync())!.NextTimes.ShouldBeEmpty();
        await Schedule.PauseAsync(false);
        await _s.Host.WaitAsync(Some.Minutes(25));
        _s.Dials.Select(dial => dial.Call).ShouldBe(hours.Select(hour => $"daily@{Some.Instant.AddHours(hour):yyyyMMdd'T'HHmmss'Z'}"));
    });

    [Theory]
    [InlineData(OverlapPolicy.Queue, new[] { "daily@20260302T093000Z", "daily@20260302T100000Z" }, null)]
    [InlineData(OverlapPolicy.Skip, new[] { "daily@20260302T093000Z" }, null)]
    [InlineData(OverlapPolicy.CancelEarlier, new[] { "daily@20260302T100000Z" }, Outcome.Canceled)]
    public void While_an_earlier_one_waits_the_policy_for_overlaps_decides(OverlapPolicy policy, string[] dialed, Outcome? first) => _s.Play(async () =>
    {
        await _s.Business.PauseAsync(true);
        await CreateAsync(Daily("*/30 9-10 * * *") with { Overlap = policy });
        await _s.Host.WaitAsync(Some.Minutes(61));
        if (first is not null) (await _s.Call("daily@20260302T093000Z").GetAsync())!.Outcome.ShouldBe(first);
        await _s.Business.PauseAsync(false);
        await _s.UntilIdleAsync();
        _s.Dials.Select(dial => dial.Call).Take(dialed.Length).ShouldBe(dialed);
        (await Schedule.GetAsync())!.Results.Count(result => result.Status == OccurrenceStatus.Skipped).ShouldBe(policy == OverlapPolicy.Skip ? 1 : 0);
    });

    [Fact]
    public void A_list_of_people_is_called_as_a_run_named_after_the_occurrence() => _s.Play(async () =>
    {
        await CreateAsync(new ScheduleSpec { Cron = "30 9 * * *", People = [Some.Call(1), Some.Call(2), Some.Call(3)], Template = new CallTemplate { Priority = Priority.High } });
        await _s.Host.WaitAsync(Some.Minutes(31));
        (await _s.UntilOverAsync("daily@20260302T093000Z")).Counts.Completed.ShouldBe(3);
        _s.Dials.Select(dial => dial.Call).ShouldBe(["daily@20260302T093000Z-0", "daily@20260302T093000Z-1", "daily@20260302T093000Z-2"], ignoreOrder: true);
    });

    [Fact]
    public void It_runs_by_hand_beside_its_times_even_twice_in_one_instant() => _s.Play(async () =>
    {
        await CreateAsync(Daily("30 9 * * *"));
        RunNowAnswer[] answers = await Task.WhenAll(Schedule.RunNowAsync(), Schedule.RunNowAsync());
        answers.Cast<RunNowAnswer.Taken>().Select(taken => taken.Occurrence.Name).ShouldBe(["daily@20260302T090000000Z", "daily@20260302T090000001Z"]);
        (await Schedule.GetAsync())!.NextTimes[0].ShouldBe(Some.Instant.AddMinutes(30));
        await _s.Host.WaitAsync(Some.Minutes(31));
        _s.Dials.Select(dial => dial.Call).ShouldBe(["daily@20260302T090000000Z", "daily@20260302T090000001Z", "daily@20260302T093000Z"]);
    });

    [Fact]
    public void After_a_change_it_counts_from_then_and_nothing_comes_again() => _s.Play(async () =>
    {
        await CreateAsync(Daily("30 9 * * *"));
        await _s.Host.WaitAsync(Some.Minutes(30));
        await Schedule.ChangeAsync(Daily("*/30 9-10 * * *") with { TimeZone = "Asia/Kathmandu" });
        await Schedule.ChangeAsync(Daily("*/30 9-10 * * *"));
        await _s.Host.WaitAsync(Some.Minutes(31));
        _s.Dials.Select(dial => dial.Call).ShouldBe(["daily@20260302T093000Z", "daily@20260302T100000Z"]);
    });

    [Fact]
    public void Deleted_it_is_gone_and_made_anew_it_repeats_nothing() => _s.Play(async () =>
    {
        await CreateAsync(Daily("30 9 * * *"));
        await _s.Host.WaitAsync(Some.Minutes(30));
        (await Schedule.DeleteAsync()).ShouldBeTrue();
        (await Schedule.DeleteAsync()).ShouldBeFalse();
        (await Schedule.GetAsync()).ShouldBeNull();
        (await ListedAsync()).ShouldBeEmpty();
        _s.Host.Store.Load(Address, "root").ShouldBeNull();
        await CreateAsync(Daily("* 9 * * *"));
        (await ListedAsync()).ShouldBe(["daily"]);
        await _s.Host.WaitAsync(Some.Seconds(59));
        _s.Dials.Count.ShouldBe(1);
    });

    [Fact]
    public void A_deletion_that_is_cut_short_goes_on_by_itself() => _s.Play(async () =>
    {
        await CreateAsync(Daily("30 9 * * *"));
        _s.Host.LoseMessages = true;
        Task<bool> deleting = Schedule.DeleteAsync();
        await _s.Host.WaitAsync(Some.Seconds(1));
        deleting.IsFaulted.ShouldBeTrue();
        (await Schedule.GetAsync()).ShouldBeNull();
        _s.Host.Crash();
        _s.Host.LoseMessages = false;
        await _s.Host.UntilAsync(async () => (await ListedAsync()).Count == 0, Some.Minutes(2));
        await _s.Host.WaitAsync(TimeSpan.FromDays(1));
        (_s.Dials.Count, _s.Host.Store.Load(Address, "root")).ShouldBe((0, null));
    });

    [Fact]
    public void An_occurrence_that_the_business_refuses_is_noted_and_stops_nothing() => _s.Play(async () =>
    {
        await _s.Business.SubmitAsync(new SubmitCall("daily@20260302T093000Z", "somebody else's", Some.Call(7)));
        await CreateAsync(Daily("*/30 * * * *"));
        await _s.Host.WaitAsync(Some.Minutes(61));
        IReadOnlyList<Occurrence> results = (await Schedule.GetAsync())!.Results;
        results.Select(result => result.Status).ShouldBe([OccurrenceStatus.Fired, OccurrenceStatus.Failed]);
        results[1].Reason.ShouldBe("its name is already in use");
    });

    [Fact]
    public void A_business_that_cannot_be_reached_is_tried_again_until_it_can() => _s.Play(async () =>
    {
        await CreateAsync(Daily("30 9 * * *"));
        _s.Host.LoseMessages = true;
        await _s.Host.WaitAsync(Some.Minutes(90));
        _s.Host.LoseMessages = false;
        await _s.Host.WaitAsync(Some.Minutes(6));
        _s.Dials.Select(dial => dial.Call).ShouldBe(["daily@20260302T093000Z"]);
    });

    [Fact]
    public void A_change_made_from_what_it_no_longer_does_is_not_taken() => _s.Play(async () =>
    {
        ScheduleSpec first = Daily("30 9 * * *"), second = Daily("0 10 * * *"), third = Daily("0 11 * * *");
        await CreateAsync(first);
        (await Schedule.ReplaceAsync(new ReplaceSchedule(second, Daily("30 9 * * *")))).ShouldBeOfType<ScheduleAnswer.Done>().Changed.ShouldBeTrue();
        (await Schedule.ReplaceAsync(new ReplaceSchedule(third, first))).ShouldBeOfType<ScheduleAnswer.Stale>();
        (await Schedule.GetAsync())!.Spec.Cron.ShouldBe(second.Cron);
        (await _s.Host.Actors.Schedule(new ScheduleId(Some.Business, "other")).ReplaceAsync(new ReplaceSchedule(second, first))).ShouldBeOfType<ScheduleAnswer.NotFound>();
    });

    [Fact]
    public void The_same_schedule_again_is_the_same_and_another_one_a_conflict() => _s.Play(async () =>
    {
        await CreateAsync(Daily("30 9 * * *"));
        (await Schedule.CreateAsync(Daily("30 9 * * *"))).ShouldBeOfType<ScheduleAnswer.Done>().Changed.ShouldBeFalse();
        (await Schedule.CreateAsync(Daily("31 9 * * *"))).ShouldBeOfType<ScheduleAnswer.Conflict>();
        (await _s.Host.Actors.Schedule(new ScheduleId(Some.Business, "other")).ChangeAsync(Daily("30 9 * * *"))).ShouldBeOfType<ScheduleAnswer.NotFound>();
    });

    [Theory] // a record as earlier versions wrote it → how often it fires within a week, and the expression that says so
    [InlineData("0 9 * * SAT-SUN", 7, "0 9 * * *", DayMatch.Either)]
    [InlineData("0 9 * * FRI-MON", 5, "0 9 * * 1-5", DayMatch.Either)]
    [InlineData("0 9 3-8 * 2,4", 2, "0 9 3-8 * 2,4", DayMatch.Both)]
    public void One_that_an_earlier_version_stored_fires_as_it_did_and_says_so(string cron, int calls, string now, DayMatch days) => _s.Play(async () =>
    {
        await CreateAsync(Daily("0 8 * * *"));
        await _s.Host.WaitAsync(Some.Minutes(10));
        StoredRecord stored = _s.Host.Store.Load(Address, "root")!;
        JsonNode record = JsonNode.Parse(stored.Data.Span)!;
        record["spec"]!["cron"] = cron;
        record["spec"]!.AsObject().Remove("dayMatch").ShouldBeTrue();
        record["nextAt"] = record["createdAt"]!.DeepClone();
        _s.Host.Store.Save(Address, [RecordWrite.Put("root", JsonSerializer.SerializeToUtf8Bytes(record), stored.Version)]);
        _s.Host.Crash();

        ScheduleSnapshot shown = (await Schedule.GetAsync())!;
        (shown.Spec.Cron, shown.Spec.DayMatch, shown.EarlierCron).ShouldBe((now, days, cron));
        int before = _s.Dials.Count;
        await _s.Host.WaitAsync(TimeSpan.FromDays(7));
        _s.Dials.Skip(before).Count(dial => dial.At.TimeOfDay == TimeSpan.FromHours(9)).ShouldBe(calls);
        (await Schedule.ChangeAsync(shown.Spec)).ShouldBeOfType<ScheduleAnswer.Done>().Changed.ShouldBeFalse();
        (await Schedule.GetAsync())!.EarlierCron.ShouldBe(cron);
    });

    private async Task CreateAsync(ScheduleSpec spec) => (await Schedule.CreateAsync(spec)).ShouldBeOfType<ScheduleAnswer.Done>().Changed.ShouldBeTrue();

    private async Task<IReadOnlyList<string>> ListedAsync() => (await _s.Host.Actors.Schedules(Some.Business).ListAsync(null, 10)).Names;

    private static ScheduleSpec Daily(string cron) => new() { Cron = cron, To = Some.Number(), Template = new CallTemplate { Script = new CallScript { Message = "hi" } } };
}
