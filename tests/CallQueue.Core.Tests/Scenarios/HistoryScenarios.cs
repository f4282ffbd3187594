using CallQueue.Businesses;
using CallQueue.Histories;

namespace CallQueue.Scenarios;

/// <summary>What a business and a run say about their last minutes.</summary>
public sealed class HistoryScenarios
{
    [Fact]
    public void A_business_and_its_run_show_dials_answers_and_what_held_the_calls()
    {
        var s = new Scenario(Fate.Talks(10), new CallQueueOptions { NewBusiness = new BusinessSettings { Slots = 1 } });
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 3));
            await s.UntilOverAsync("r");

            foreach (HistorySeries series in new[] { await s.Business.HistoryAsync(HistoryResolution.TenMinutes), (await s.Run("r").HistoryAsync(HistoryResolution.TenMinutes))! })
            {
                (series.Buckets.Sum(bucket => bucket.Submitted), series.Buckets.Sum(bucket => bucket.Dialed), series.Buckets.Sum(bucket => bucket.Answered)).ShouldBe((3, 3, 3));
                series.Buckets.Sum(bucket => bucket.TalkSeconds).ShouldBe(30);
                series.Buckets.Sum(bucket => bucket.Ended?["completed"] ?? 0).ShouldBe(3);
                series.Buckets[^1].Waiting.ShouldBe(0);
            }

            HistorySeries minutes = await s.Business.HistoryAsync(HistoryResolution.Minute);
            minutes.Buckets.Max(bucket => bucket.Live).ShouldBe(1);
            minutes.Buckets.Sum(bucket => bucket.Held?["slots"] ?? 0).ShouldBeGreaterThan(19);
        });
    }

    [Fact]
    public void An_unknown_run_has_no_history_and_a_new_business_an_empty_one()
    {
        var s = new Scenario(Fate.Talks(1));
        s.Play(async () =>
        {
            (await s.Run("nope").HistoryAsync(HistoryResolution.Day)).ShouldBeNull();
            (await s.Business.HistoryAsync(HistoryResolution.Day)).Buckets.ShouldBeEmpty();
        });
    }

    [Fact]
    public void A_crash_takes_back_nothing_that_was_counted()
    {
        var s = new Scenario(Fate.Talks(5));
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 4));
            await s.UntilOverAsync("r");
            await s.UntilIdleAsync();
            HistorySeries before = await s.Business.HistoryAsync(HistoryResolution.Minute);
            HistorySeries ofRun = (await s.Run("r").HistoryAsync(HistoryResolution.Minute))!;
            s.Host.Crash();

            Sums(await s.Business.HistoryAsync(HistoryResolution.Minute)).ShouldBe(Sums(before));
            Sums((await s.Run("r").HistoryAsync(HistoryResolution.Minute))!).ShouldBe(Sums(ofRun));
            Sums(before).ShouldBe((4, 4, 4, 20));
        });
    }

    [Fact]
    public void The_history_is_one_record_a_minute_however_many_calls_end()
    {
        var s = new Scenario(Fate.Talks(1));
        int writes = 0;
        s.Host.Store.Saving = (_, batch) => writes += batch.Count(write => write.Name == StoredHistory.Name);
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 100));
            await s.UntilOverAsync("r");
            await s.UntilIdleAsync();
            double minutes = Math.Ceiling((s.Host.Now - Some.Instant).TotalMinutes) + 1;
            ((double)writes).ShouldBeInRange(2, 2 * minutes);
        });
    }

    private static (long Submitted, long Dialed, long Answered, long Talk) Sums(HistorySeries series) => (
        series.Buckets.Sum(bucket => bucket.Submitted), series.Buckets.Sum(bucket => bucket.Dialed), series.Buckets.Sum(bucket => bucket.Answered), series.Buckets.Sum(bucket => bucket.TalkSeconds));
}
