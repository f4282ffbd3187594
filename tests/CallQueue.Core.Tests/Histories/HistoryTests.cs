using CallQueue.Runs;

namespace CallQueue.Histories;

/// <summary>Counting into minutes, ten minutes and days, and what a crash or a wrong clock does to it.</summary>
public sealed class HistoryTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<string> None = [];
    private static readonly IReadOnlyList<string> SlotsAndTrunk = ["slots", "trunk stopped"];

    private readonly History _history = new(null, HistoryCounters.Zero);

    [Fact]
    public void Nothing_is_stored_or_shown_before_the_first_call()
    {
        Note(CallCounts.Zero, None, Midnight).ShouldBeFalse();
        _history.ToSeries(HistoryResolution.Minute, Midnight).Buckets.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_counters_gained_is_counted_into_the_minute_at_every_resolution()
    {
        DateTimeOffset at = Midnight + new TimeSpan(9, 17, 30);
        Note(new CallCounts { Total = 5, Ready = 4, Live = 1 }, None, at);
        Note(new CallCounts { Total = 5, Ready = 2, Delayed = 1, Live = 1, Completed = 1 }, None, at.AddSeconds(20), new DialCounts(2, 1, 42));

        foreach ((HistoryResolution resolution, DateTimeOffset start) in new[]
        {
            (HistoryResolution.Minute, Midnight + new TimeSpan(9, 17, 0)), (HistoryResolution.TenMinutes, Midnight + new TimeSpan(9, 10, 0)), (HistoryResolution.Day, Midnight),
        })
        {
            HistoryBucket bucket = _history.ToSeries(resolution, at.AddSeconds(25)).Buckets.ShouldHaveSingleItem();
            (bucket.At, bucket.Submitted, bucket.Dialed, bucket.Answered, bucket.TalkSeconds, bucket.Live, bucket.Waiting).ShouldBe((start, 5, 2, 1, 42, 1, 3));
            bucket.Ended.ShouldBe(new Dictionary<string, long> { ["completed"] = 1 });
        }
    }

    [Fact]
    public void Minutes_add_up_to_ten_minutes_and_days_and_gaps_are_zeros_in_which_calls_wait()
    {
        long total = 0;
        foreach (double minute in new[] { 0, 3, 9.9, 10, 25 }) Note(new CallCounts { Total = ++total, Ready = total }, None, Midnight.AddMinutes(minute));

        HistorySeries minutes = _history.ToSeries(HistoryResolution.Minute, Midnight.AddMinutes(26));
        minutes.Buckets.Select(bucket => bucket.At).ShouldBe(Enumerable.Range(0, 27).Select(minute => Midnight.AddMinutes(minute)));
        minutes.Buckets.Where(bucket => bucket.Submitted > 0).Select(bucket => (bucket.At - Midnight).TotalMinutes).ShouldBe([0, 3, 9, 10, 25]);
        minutes.Buckets[5].Waiting.ShouldBe(2);
        _history.ToSeries(HistoryResolution.TenMinutes, Midnight.AddMinutes(26)).Buckets.Select(bucket => bucket.Submitted).ShouldBe([3, 1, 1]);
        _history.ToSeries(HistoryResolution.Day, Midnight.AddDays(2)).Buckets.Select(bucket => (bucket.Submitted, bucket.Waiting)).ShouldBe([(5, 5), (0, 5), (0, 5)]);
    }

    [Fact]
    public void It_is_bounded_however_long_it_counts()
    {
        long total = 0;
        for (DateTimeOffset at = Midnight; at < Midnight.AddDays(3); at = at.AddMinutes(1)) Note(new CallCounts { Total = ++total }, None, at);
        for (int day = 3; day < 500; day++) Note(new CallCounts { Total = ++total }, None, Midnight.AddDays(day));

        DateTimeOffset now = Midnight.AddDays(499);
        HistoryRecord record = _history.ToRecord();
        record.Minutes.Count.ShouldBeLessThan(60);
        record.Tens.Count.ShouldBeLessThan(288);
        record.Days.Count.ShouldBe(399);
        _history.ToSeries(HistoryResolution.Day, now).Buckets.Count.ShouldBe(400);
        _history.ToSeries(HistoryResolution.Day, now).Buckets[0].At.ShouldBe(now.AddDays(-399));
    }

    [Fact]
    public void Full_hours_and_days_have_all_their_minutes()
    {
        long total = 0;
        for (DateTimeOffset at = Midnight; at <= Midnight.AddDays(3); at = at.AddMinutes(1)) Note(new CallCounts { Total = ++total }, None, at);

        _history.ToSeries(HistoryResolution.Minute, Midnight.AddDays(3)).Buckets.Select(bucket => bucket.Submitted).ShouldBe(Enumerable.Repeat(1L, 60));
        _history.ToSeries(HistoryResolution.TenMinutes, Midnight.AddDays(3)).Buckets.Select(bucket => bucket.Submitted).ShouldBe([.. Enumerable.Repeat(10L, 287), 1]);
        _history.ToSeries(HistoryResolution.Day, Midnight.AddDays(3)).Buckets.Select(bucket => bucket.Submitted).ShouldBe([1440, 1440, 1440, 1]);
    }

    [Fact]
    public void A_minute_is_stored_once_also_when_somebody_looked_first()
    {
        Note(new CallCounts { Total = 1 }, None, Midnight).ShouldBeTrue();
        Note(new CallCounts { Total = 2 }, None, Midnight.AddSeconds(59)).ShouldBeFalse();
        _history.ToSeries(HistoryResolution.Minute, Midnight.AddSeconds(60));
        Note(new CallCounts { Total = 3 }, None, Midnight.AddSeconds(61)).ShouldBeTrue();
        Note(new CallCounts { Total = 4 }, None, Midnight.AddSeconds(62)).ShouldBeFalse();
    }

    [Fact]
    public void After_a_crash_the_counters_of_the_root_give_the_stored_minute_what_it_lacks()
    {
        Note(new CallCounts { Total = 1 }, None, Midnight);
        HistoryRecord stored = _history.ToRecord();

        var next = new History(stored, HistoryCounts.Of(new CallCounts { Total = 4, Busy = 2 }, null));
        next.Note(HistoryCounts.Of(new CallCounts { Total = 5, Busy = 2 }, null), None, Midnight.AddMinutes(2));

        next.ToSeries(HistoryResolution.Minute, Midnight.AddMinutes(2)).Buckets.Select(bucket => (bucket.Submitted, bucket.Ended?["busy"])).ShouldBe([(4, 2), (0, null), (1, null)]);
    }

    [Fact]
    public void What_was_counted_before_there_was_a_history_is_not_of_today()
    {
        var upgraded = new History(null, HistoryCounts.Of(new CallCounts { Total = 1000, Completed = 900 }, null));
        upgraded.Note(HistoryCounts.Of(new CallCounts { Total = 1001, Completed = 901 }, null), None, Midnight);

        HistoryBucket bucket = upgraded.ToSeries(HistoryResolution.Day, Midnight).Buckets.ShouldHaveSingleItem();
        (bucket.Submitted, bucket.Ended!["completed"]).ShouldBe((1, 1));
    }

    [Fact]
    public void A_call_that_waits_again_had_ended_all_the_same()
    {
        Note(new CallCounts { Total = 1, Failed = 1 }, None, Midnight);
        Note(new CallCounts { Total = 1, Ready = 1 }, None, Midnight.AddSeconds(1));
        Note(new CallCounts { Total = 1, Completed = 1 }, None, Midnight.AddSeconds(2));

        _history.ToSeries(HistoryResolution.Minute, Midnight.AddSeconds(3)).Buckets[0].Ended.ShouldBe(new Dictionary<string, long> { ["failed"] = 1, ["completed"] = 1 });
    }

    [Fact]
    public void Holds_are_counted_in_seconds_and_split_between_the_minutes_that_they_span()
    {
        var waiting = new CallCounts { Total = 2, Ready = 2 };
        Note(waiting, SlotsAndTrunk, Midnight.AddSeconds(50));
        Note(waiting, None, Midnight.AddSeconds(200));

        IReadOnlyList<HistoryBucket> minutes = _history.ToSeries(HistoryResolution.Minute, Midnight.AddSeconds(250)).Buckets;
        minutes.Select(bucket => bucket.Held?["slots"] ?? 0).ShouldBe([10, 60, 60, 20, 0]);
        minutes[1].Held.ShouldBe(new Dictionary<string, double> { ["slots"] = 60, ["trunk stopped"] = 60 });
        _history.ToSeries(HistoryResolution.Day, Midnight.AddSeconds(250)).Buckets[0].Held!["slots"].ShouldBe(150);
    }

    [Fact]
    public void A_call_that_goes_on_is_live_in_every_minute()
    {
        Note(new CallCounts { Total = 1, Live = 1 }, None, Midnight);
        Note(new CallCounts { Total = 1, Completed = 1 }, None, Midnight.AddMinutes(3));

        _history.ToSeries(HistoryResolution.Minute, Midnight.AddMinutes(5)).Buckets.Select(bucket => bucket.Live).ShouldBe([1, 1, 1, 1, 0, 0]);
    }

    [Fact]
    public void A_clock_that_goes_back_a_little_is_waited_for()
    {
        Note(new CallCounts { Total = 1 }, None, Midnight.AddSeconds(60));
        Note(new CallCounts { Total = 3 }, None, Midnight.AddSeconds(59));

        _history.ToSeries(HistoryResolution.Minute, Midnight.AddSeconds(61)).Buckets.ShouldHaveSingleItem().Submitted.ShouldBe(3);
    }

    [Fact]
    public void A_clock_that_was_days_ahead_leaves_no_future_and_the_day_keeps_what_was_counted()
    {
        Note(new CallCounts { Total = 1 }, None, Midnight.AddHours(5));
        Note(new CallCounts { Total = 3 }, None, Midnight.AddDays(9));
        Note(new CallCounts { Total = 4 }, None, Midnight.AddDays(10));
        Note(new CallCounts { Total = 9 }, None, Midnight.AddHours(6));

        DateTimeOffset now = Midnight.AddHours(6);
        _history.ToSeries(HistoryResolution.Day, now).Buckets.ShouldHaveSingleItem().Submitted.ShouldBe(9);
        foreach (HistoryResolution resolution in Enum.GetValues<HistoryResolution>()) _history.ToSeries(resolution, now).Buckets[^1].At.ShouldBe(HistorySpans.StartOf(resolution, now));
        _history.ToSeries(HistoryResolution.TenMinutes, now).Buckets.Sum(bucket => bucket.Submitted).ShouldBe(5);
    }

    [Fact]
    public void A_clock_that_leaps_centuries_ahead_costs_nothing()
    {
        Note(new CallCounts { Total = 1, Live = 1 }, SlotsAndTrunk, Midnight);
        Note(new CallCounts { Total = 2 }, None, Midnight.AddYears(300));

        _history.ToSeries(HistoryResolution.Day, Midnight.AddYears(300)).Buckets.ShouldHaveSingleItem().Submitted.ShouldBe(1);
    }

    private bool Note(CallCounts calls, IReadOnlyList<string> holds, DateTimeOffset now, DialCounts? dials = null) => _history.Note(HistoryCounts.Of(calls, dials), holds, now);
}
