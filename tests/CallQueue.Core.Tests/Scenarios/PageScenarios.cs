using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Runs;
using CallQueue.Trunks;

namespace CallQueue.Scenarios;

/// <summary>Pages of the queue: needed before they are durable, dropped while they are read, and lost.</summary>
public sealed class PageScenarios
{
    private const string Failure = "Loading a queue page";

    [Fact]
    public void With_more_free_slots_than_a_page_has_calls_the_next_pages_are_there_in_time()
    {
        var s = new Scenario(Fate.Talks(5), Many);
        using var log = new KeptLog();
        s.Host.Logging = log;
        s.Play(async () =>
        {
            // The trunk's share is known by now, so that the turn that queues the second run also dials it.
            await s.EnqueueAsync(Some.Run("first", 3));
            await s.UntilOverAsync("first");
            await s.EnqueueAsync(Some.Run("second", 1_000));
            await s.Host.WaitAsync(Some.Seconds(0.9));
            (await s.CheckedAsync()).Counts.Live.ShouldBe(500);
            (await s.UntilOverAsync("second")).Counts.Completed.ShouldBe(1_000);
        });
        log.Lines.Where(line => line.Contains(Failure, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_stop_while_a_page_is_loaded_is_no_error()
    {
        var s = new Scenario(Fate.Talks(5), Many);
        using var log = new KeptLog();
        s.Host.Logging = log;
        s.Play(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                await s.EnqueueAsync(Some.Run($"r{i}", 1_000));
                await s.Host.WaitAsync(TimeSpan.FromMilliseconds(i * 10));
                await s.Business.StopRunAsync(new StopRun($"r{i}", false));
                await s.UntilIdleAsync();
            }
        });
        log.Lines.Where(line => line.Contains(Failure, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_page_that_is_lost_is_an_error_and_stops_its_own_run_only()
    {
        var s = new Scenario(Fate.Talks(5));
        using var log = new KeptLog();
        s.Host.Logging = log;
        s.Play(async () =>
        {
            await s.Business.PauseAsync(true);
            await s.EnqueueAsync(Some.Run("damaged", 300));
            await s.EnqueueAsync(Some.Run("whole", 300, firstNumber: 1_000));
            s.Host.Crash();
            ActorAddress business = s.Host.Store.Actors.Single(actor => actor.Kind == "business");
            string lost = s.Host.Store.NamesOf(business).Where(name => name.StartsWith('p')).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).First();
            s.Host.Store.Save(business, [RecordWrite.Delete(lost)]);
            await s.Business.PauseAsync(false);
            (await s.UntilOverAsync("whole")).Counts.Completed.ShouldBe(300);
            (await s.Run("damaged").GetAsync())!.Counts.Ready.ShouldBe(300);
        });
        string[] failures = [.. log.Lines.Where(line => line.Contains(Failure, StringComparison.Ordinal))];
        failures.ShouldNotBeEmpty();
        failures.Length.ShouldBeLessThan(40, "300 calls have ended meanwhile, over more than ten minutes");
    }

    private static CallQueueOptions Many => new()
    {
        TrunkLimits = new TrunkLimits(500), NewBusiness = new BusinessSettings { Slots = 500, Rules = new CallRules { Retry = RetryPolicy.None } },
    };
}
