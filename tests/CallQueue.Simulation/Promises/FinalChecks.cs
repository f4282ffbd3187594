using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;
using CallQueue.Runs;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;
using CallQueue.Simulation.Workloads;

namespace CallQueue.Simulation.Promises;

/// <summary>When all is quiet: every accepted call has ended once, as the carrier's ledger says it did, and nothing is held any more.</summary>
internal sealed class FinalChecks(World world, Cluster cluster, Ledger ledger, Book book, AskedApp app)
{
    private static readonly TimeSpan NewsMayTake = TimeSpan.FromMinutes(2);

    /// <param name="daily">Calls of its roster that exist.</param>
    public async Task CheckAsync(BusinessBook business, BusinessSnapshot snapshot, IReadOnlyList<CallId> daily)
    {
        CallCounts sum = CallCounts.Zero;
        foreach (RunBook run in business.Runs)
        {
            if (await CheckRunAsync(business.Plan.Id, run) is { } counts) sum = Add(sum, counts);
        }

        foreach (SingleBook single in business.Singles) sum = Add(sum, await CheckSingleAsync(new CallId(business.Plan.Id, single.Plan.Name)));
        foreach (CallId call in daily) sum = Add(sum, await CheckSingleAsync(call));
        if (sum != snapshot.Counts) throw world.Break("P4", $"{business.Plan.Id}: its runs and calls sum up to\n{Dump.Of(sum)}, it says\n{Dump.Of(snapshot.Counts)}");
        if (snapshot.Live.Count > 0) throw world.Break("P10", $"{business.Plan.Id} still lends slots", Dump.Of(snapshot));
    }

    /// <summary>Null for a run whose submitter gave up and that was never taken.</summary>
    private async Task<CallCounts?> CheckRunAsync(BusinessId business, RunBook told)
    {
        IRun run = cluster.Outside.Run(new RunId(business, told.Plan.Name));
        int total = told.Plan.Calls.Count;
        RunSnapshot? snapshot = await run.GetAsync();
        DateTimeOffset patience = world.Now + NewsMayTake;
        while (snapshot is not null && snapshot.Counts.Ended < snapshot.Counts.Total && world.Now < patience)
        {
            await world.Delay(TimeSpan.FromSeconds(5));
            snapshot = await run.GetAsync();
        }

        string name = $"{business} {told.Plan.Name}";
        if (snapshot is null or { Status: RunStatus.Filling } && told.TakenAt is null) return null;
        if (snapshot is null) throw world.Break("P4", $"{name} was taken and is gone");
        if (snapshot.Status is not (RunStatus.Completed or RunStatus.Stopped) || snapshot.Counts.Ended != snapshot.Counts.Total)
            throw world.Break("P4", $"{name} is {snapshot.Status} with {Dump.Of(snapshot.Counts)} long after its end");
        bool whole = snapshot.Counts.Total == total || (told.Stop is not null && snapshot.Counts.Total < total);
        if (!whole) throw world.Break("P4", $"{name} has {snapshot.Counts.Total} calls, {total} were submitted");

        CallCounts counts = snapshot.Counts;
        IReadOnlyList<RunResult> results = await run.ResultsAsync(0, total);
        CallCounts counted = CallCounts.Zero with { Total = snapshot.Counts.Total };
        foreach (RunResult result in results) counted = Add(counted, One(result.Outcome) with { Total = 0 });

        // Calls that a stop found waiting are counted, not listed: their number is not bounded.
        if (told.Stop is not null && counted.Canceled <= snapshot.Counts.Canceled) counted = counted with { Canceled = snapshot.Counts.Canceled };
        if (told.Plan.Template.Rules.Deadline is not null && counted.Expired <= snapshot.Counts.Expired) counted = counted with { Expired = snapshot.Counts.Expired };
        if (counted != snapshot.Counts) throw world.Break("P4", $"{name}: its results sum up to\n{Dump.Of(counted)}, it says\n{Dump.Of(snapshot.Counts)}");
        for (int i = 0; i < results.Count; i++)
        {
            if (i > 0 && results[i].Index <= results[i - 1].Index) throw world.Break("P4", $"{name}: result {results[i].Index} comes twice");
            CallId id = CallId.OfRun(new RunId(business, told.Plan.Name), results[i].Index);
            if (book.Calls[id].RetriesSent.Count == 0) CheckEnd(id, results[i].Outcome, results[i].Attempts);
            else counts = Add(Add(counts, One(results[i].Outcome), -1), await CheckSingleAsync(id)); // Retried after its run's end, it ends anew without it.
        }

        return counts;
    }

    private async Task<CallCounts> CheckSingleAsync(CallId id)
    {
        CallSnapshot? call = await cluster.Outside.Call(id).GetAsync();
        if (call is not { Status: CallStatus.Ended, Outcome: { } outcome })
            throw world.Break("P4", $"{id} was taken and is {call?.Status.ToString() ?? "gone"}");

        // An attempt that was never placed is not listed.
        bool isLastUnplaced = outcome == Outcome.Failed && call.Tries > call.Attempts.Count && (call.Attempts is not [.., var last] || last.Reason != call.Reason);
        CheckEnd(id, outcome, call.Attempts.Select(a => a.Number).DefaultIfEmpty().Max() + (isLastUnplaced ? 1 : 0));
        return One(outcome);
    }

    /// <summary>A call ended as its last attempt did, and not before it had the attempts it deserves.</summary>
    private void CheckEnd(CallId id, Outcome outcome, int attempts)
    {
        AskedCall asked = book.Calls[id];
        IReadOnlyList<Create> creates = ledger.Of(id);
        bool stopped = asked.Run?.Stop is not null;
        string what = $"{id} ended {outcome} after {attempts} attempts; the carrier saw\n  {string.Join("\n  ", creates.Select(c => $"{c} {c.Placed?.Outcome}"))}";
        if (outcome == Outcome.Blocked)
        {
            if (!GuardChecks.MayBeBlocked(asked, book, app)) throw world.Break("P4", what + "\n  and nobody had anything against it");
            return;
        }

        CheckRetries(asked, creates, outcome == Outcome.Failed && attempts > creates.Count(create => create.Placed is not null), what);
        PlacedCall? last = creates.Where(c => c.Placed is not null).MaxBy(c => c.Attempt.Number)?.Placed;
        bool isCanceled = asked.Cancels.Count > 0;
        if (outcome == Outcome.Expired && !asked.MayExpire) throw world.Break("P4", what + "\n  and it has no deadline");
        if (outcome == Outcome.Expired) return;
        if (outcome == Outcome.Canceled && (stopped || isCanceled)) return;
        if (outcome == Outcome.Canceled && last?.Outcome != Outcome.Canceled) throw world.Break("P4", what + "\n  and nobody canceled it");
        if (last is not null && last.Create.Attempt.Number > attempts) throw world.Break("P9", what);
        if (last is not null && last.Create.Attempt.Number == attempts)
        {
            if (!MachineChecks.IsOutcomeOf(last, outcome)) throw world.Break("P9", what);
            bool deserves = last.Now.Retryable && asked.Retry.RetryOn.Contains(outcome) && attempts < asked.Retry.MaxAttempts;
            if (deserves && !stopped && !isCanceled && !asked.MayExpire) throw world.Break("P4", what + "\n  and it deserved another attempt");
            return;
        }

        bool refused = creates.Any(c => c.Fate == Fate.Refused && c.Refusal == outcome);
        if (!refused && outcome != Outcome.Failed) throw world.Break("P9", what);
    }

    /// <summary>Each retry that was taken has dialed anew, and nothing else has gone beyond the attempts that the call had.</summary>
    /// <param name="isLastUnplaced">The last attempt failed because none of its dials got through, so the carrier need not have seen it.</param>
    private void CheckRetries(AskedCall asked, IReadOnlyList<Create> creates, bool isLastUnplaced, string what)
    {
        if (!isLastUnplaced && asked.RetriesTaken.Exists(at => !creates.Any(create => create.SentAt > at))) throw world.Break("P4", what + "\n  and its retry was never dialed");
        int placed = creates.Count(create => create.Placed is not null);
        if (placed > asked.Retry.MaxAttempts + asked.RetriesSent.Count) throw world.Break("P2", what + $"\n  of {asked.Retry.MaxAttempts} attempts and {asked.RetriesSent.Count} retries");
    }

    private static CallCounts One(Outcome outcome) => outcome switch
    {
        Outcome.Completed => new CallCounts { Total = 1, Completed = 1 },
        Outcome.Busy => new CallCounts { Total = 1, Busy = 1 },
        Outcome.NoAnswer => new CallCounts { Total = 1, NoAnswer = 1 },
        Outcome.Failed => new CallCounts { Total = 1, Failed = 1 },
        Outcome.Canceled => new CallCounts { Total = 1, Canceled = 1 },
        Outcome.Expired => new CallCounts { Total = 1, Expired = 1 },
        Outcome.Blocked => new CallCounts { Total = 1, Blocked = 1 },
        Outcome.Voicemail => new CallCounts { Total = 1, Voicemail = 1 },
        Outcome.NoAgent => new CallCounts { Total = 1, NoAgent = 1 },
        _ => new CallCounts { Total = 1, Rejected = 1 },
    };

    private static CallCounts Add(CallCounts a, CallCounts b, int times = 1) => new()
    {
        Total = a.Total + (times * b.Total),
        Ready = a.Ready + (times * b.Ready),
        Delayed = a.Delayed + (times * b.Delayed),
        Live = a.Live + (times * b.Live),
        Completed = a.Completed + (times * b.Completed),
        Busy = a.Busy + (times * b.Busy),
        NoAnswer = a.NoAnswer + (times * b.NoAnswer),
        Failed = a.Failed + (times * b.Failed),
        Canceled = a.Canceled + (times * b.Canceled),
        Rejected = a.Rejected + (times * b.Rejected),
        Expired = a.Expired + (times * b.Expired),
        Blocked = a.Blocked + (times * b.Blocked),
        Voicemail = a.Voicemail + (times * b.Voicemail),
        NoAgent = a.NoAgent + (times * b.NoAgent),
    };
}
