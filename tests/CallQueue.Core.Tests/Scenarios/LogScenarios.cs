using CallQueue.Businesses.Turns;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Rosters;
using CallQueue.Rosters.Passes;

namespace CallQueue.Scenarios;

/// <summary>Lines that operators of the earlier systems search for: each is there, exactly as often as it says something.</summary>
public sealed class LogScenarios
{
    [Fact]
    public void A_contact_who_is_called_three_times_leaves_each_line_of_its_retries_once() // [S2.33, S2.34]
    {
        var s = new RosterScene(Fate.Ends(Outcome.NoAnswer));
        using var log = new KeptLog();
        s.S.Host.Logging = log;
        s.S.Play(async () =>
        {
            await s.PutAsync(RosterScene.Some("ann", "20:30"));
            await s.WaitUntilAsync(2, 23, 0);
        });
        string job = new RosterId(Some.Business, ContactPlace.Of("ann").Shard).ToString(), call = new CallId(Some.Business, "ann@20260302").ToString();
        Told(log, "[Queue]").ShouldBe([$"[Queue] Processing job {job} (schedule-calls)"]);
        Told(log, "[Job:").ShouldBe(
        [
            $"[Job:{job}] Processing user call for Name of ann",
            $"[Job:{job}] Found 1 users to call",
            $"[Job:{call}] Processing user call for Name of ann (retry 1/2)",
            $"[Job:{call}] Processing user call for Name of ann (retry 2/2)",
        ]);
        Told(log, "[CallService]").ShouldBe(
        [
            $"[CallService] Call initiated successfully: call {call}, attempt 1, call_sid={s.S.Dials[0].Id}",
            $"[CallService] Scheduled retry 1/2 for call {call} in 30 minutes",
            $"[CallService] Call initiated successfully: call {call}, attempt 2, call_sid={s.S.Dials[1].Id}",
            $"[CallService] Scheduled retry 2/2 for call {call} in 30 minutes",
            $"[CallService] Call initiated successfully: call {call}, attempt 3, call_sid={s.S.Dials[2].Id}",
            $"[CallService] Call {call} - max retries (2) reached",
        ]);
    }

    [Fact]
    public void Nobody_who_was_reached_or_is_called_once_only_leaves_a_line_of_retries()
    {
        var s = new Scenario((_, n) => Fate.Ends(n == 0 ? Outcome.Completed : Outcome.Busy));
        using var log = new KeptLog();
        s.Host.Logging = log;
        s.Play(async () =>
        {
            await s.SubmitAsync("reached", Some.Call());
            await s.UntilIdleAsync();
            await s.SubmitAsync("once", Some.Call() with { Rules = new CallRules { Retry = RetryPolicy.None } });
            await s.UntilIdleAsync();
        });
        log.Lines.Where(line => line.Contains("retr", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_says_once_that_it_starts_and_once_that_it_is_completed() // [S0.21, S0.28]
    {
        var s = new Scenario(Fate.Talks(5));
        using var log = new KeptLog();
        s.Host.Logging = log;
        s.Play(async () =>
        {
            await s.EnqueueAsync(Some.Run("r", 7));
            await s.UntilIdleAsync();
            await s.EnqueueAsync(Some.Run("r", 7));
        });
        Told(log, "[BulkCall]").ShouldBe(["[BulkCall] Starting run r with concurrency=3", "[BulkCall] Run r completed"]);
    }

    private IReadOnlyList<string> Told(KeptLog log, string mark) => [.. log.Lines.Where(line => line.StartsWith(mark, StringComparison.Ordinal))];
}
