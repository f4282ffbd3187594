using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls.Attempts;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Runs;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;
using CallQueue.Simulation.Workloads;

namespace CallQueue.Simulation.Promises;

/// <summary>Looks at one business from outside, again and again [P6, P7, P10].</summary>
internal sealed class SnapshotChecks(World world, Scenario scenario, Cluster cluster, Ledger ledger, BusinessBook book)
{
    private readonly Chance chance = world.Chance.Fork();
    private readonly Dictionary<string, CallCounts> known = new(StringComparer.Ordinal);
    private DateTimeOffset? idleSince;
    private int idleAtCreate;
    private DateTimeOffset lastLookAt;
    private DateTimeOffset? dueSince;

    public BusinessSnapshot? Last { get; private set; }

    /// <summary>Until the next look: longer and longer while nothing changes.</summary>
    public TimeSpan Pause { get; private set; } = TimeSpan.FromSeconds(1);

    public BusinessId Business => book.Plan.Id;

    public void Begin() => world.Outside.Run(async () =>
    {
        while (true)
        {
            await LookAsync();
            await world.Delay(idleSince is null && dueSince is null ? Pause : TimeSpan.FromSeconds(1));
        }
    });

    /// <summary>One look; null when nobody answered.</summary>
    public async Task<BusinessSnapshot?> LookAsync()
    {
        DateTimeOffset asked = world.Now;
        CheckAlarm(asked);
        BusinessSnapshot snapshot;
        try
        {
            snapshot = await cluster.Outside.Business(Business).GetAsync();
        }
        catch (Exception e) when (e is UnavailableException or NodeLostException)
        {
            return null;
        }

        bool fresh = asked > cluster.StaleUntil;
        Check("business", snapshot.Counts, fresh);
        foreach (RunSnapshot run in snapshot.Runs) Check("run " + run.Name, run.Counts, fresh);
        if (snapshot.Counts.Live != snapshot.Live.Count) throw Broken("P6", $"{snapshot.Counts.Live} live by count, {snapshot.Live.Count} leases", snapshot);
        CheckStopped(snapshot);
        CheckFilled(snapshot, asked);
        CheckFreed(snapshot, asked);
        CheckFreedUntold(snapshot, asked);
        CheckDue(snapshot, asked);
        bool same = Last is not null && Last.Counts == snapshot.Counts;
        Pause = same ? TimeSpan.FromSeconds(Math.Min(300, Pause.TotalSeconds * 1.3)) : chance.Seconds(0.5, 6);
        if (world.Tracing && !same)
            world.Trace($"{Business} ready {snapshot.Counts.Ready} delayed {snapshot.Counts.Delayed} live {snapshot.Counts.Live} ended {snapshot.Counts.Ended}/{snapshot.Counts.Total}, next {snapshot.NextAt:dd HH:mm:ss.fff}, holds [{string.Join(", ", snapshot.Holds)}]");
        Last = snapshot;
        return snapshot;
    }

    /// <summary>Total = ready + delayed + live + ended; what has ended, stays ended.</summary>
    private void Check(string what, CallCounts counts, bool fresh)
    {
        if (counts.Total != counts.Ready + counts.Delayed + counts.Live + counts.Ended || counts.Ready < 0 || counts.Delayed < 0 || counts.Live < 0)
            throw world.Break("P6", $"{Business} {what}: {counts} does not add up");
        if (!fresh || book.HasRetries) return;
        if (known.TryGetValue(what, out CallCounts? before))
        {
            foreach (Outcome outcome in Enum.GetValues<Outcome>())
                if (counts.Of(outcome) < before.Of(outcome)) throw world.Break("P6", $"{Business} {what}: {outcome} went back: {before} then {counts}");
        }

        known[what] = counts;
    }

    /// <summary>What the carrier rejects of another business stops nobody here.</summary>
    private void CheckStopped(BusinessSnapshot snapshot)
    {
        bool isStopped = snapshot.Holds.Any(hold => hold.Kind == HoldKind.TrunkStopped);
        if (isStopped && !ledger.AccountEverStopped && !ledger.EverRejected.Contains(Business))
            throw Broken("P7", "is stopped, and the carrier has rejected neither the account nor this business", snapshot);
    }

    /// <summary>In good weather a free slot with a ready call is filled at once.</summary>
    private void CheckFilled(BusinessSnapshot snapshot, DateTimeOffset asked)
    {
        bool idle = snapshot.Counts.Ready > 0 && snapshot.Live.Count < snapshot.Settings.Slots && MayDial(snapshot)
            && scenario.IsCalm(asked, Scenario.Aftermath) && asked > cluster.StaleUntil;
        bool watched = asked - lastLookAt < TimeSpan.FromSeconds(5); // An instance woken by this look has not pumped yet.
        lastLookAt = asked;
        if (!idle || !watched || idleAtCreate != ledger.Creates.Count || idleSince is null)
        {
            (idleSince, idleAtCreate) = (idle ? asked : null, ledger.Creates.Count);
            return;
        }

        if (asked - idleSince > TimeSpan.FromSeconds(2))
            throw Broken("P7", $"ready calls and free slots since {idleSince:HH:mm:ss.fff}, and nothing is dialed", snapshot);
    }

    /// <summary>In good weather a slot is free as soon as a webhook has told of its call's end.</summary>
    private void CheckFreed(BusinessSnapshot snapshot, DateTimeOffset asked)
    {
        if (asked <= cluster.StaleUntil) return;
        foreach (LeaseSnapshot lease in snapshot.Live)
        {
            if (ledger.Of(new CallId(Business, lease.Call)) is not [.., { Placed.EndToldAt: { } toldAt } last] || last.SentAt < lease.LeasedAt) continue;
            if (scenario.IsCalm(toldAt, Scenario.Aftermath) && asked - toldAt > TimeSpan.FromSeconds(3))
                throw Broken("P7", $"lease {lease.Lease} is held although its end was told at {toldAt:HH:mm:ss.fff}", snapshot);
        }
    }

    /// <summary>In good weather a slot is free within a minute of its call's end, told or not.</summary>
    private void CheckFreedUntold(BusinessSnapshot snapshot, DateTimeOffset asked)
    {
        if (asked <= cluster.StaleUntil) return;
        foreach (LeaseSnapshot lease in snapshot.Live)
        {
            if (ledger.Of(new CallId(Business, lease.Call)) is not [.., { Placed.EndedAt: { } endedAt } last] || last.SentAt < lease.LeasedAt) continue;
            if (scenario.IsCalm(endedAt, Scenario.Aftermath) && scenario.IsCalm(asked, Scenario.Aftermath) && asked - endedAt > TimeSpan.FromSeconds(60))
                throw Broken("P10", $"lease {lease.Lease} is held although its call ended at {endedAt:HH:mm:ss.fff}", snapshot);
        }
    }

    /// <summary>In good weather nothing stays due.</summary>
    private void CheckDue(BusinessSnapshot snapshot, DateTimeOffset asked)
    {
        bool isDue = snapshot.NextAt < asked && scenario.IsCalm(asked, Scenario.Aftermath) && asked > cluster.StaleUntil;
        if (!isDue) dueSince = null;
        else if (asked - (dueSince ??= asked) > TimeSpan.FromSeconds(3))
            throw Broken("P7", $"something was due at {snapshot.NextAt:HH:mm:ss.fff} and nothing is done", snapshot);
    }

    /// <summary>In good weather a business with work is alive or has an alarm that will wake it.</summary>
    private void CheckAlarm(DateTimeOffset asked)
    {
        if (Last is not { } last || last.Paused) return;
        bool isWaiting = last.Counts.Live > 0 || last.Counts.Delayed > 0 || (last.Counts.Ready > 0 && last.Holds.Count == 0);
        if (!isWaiting) return;
        var address = new ActorAddress(LocalActors.BusinessKind, Business.Value);
        if (!scenario.IsCalm(asked, Scenario.Aftermath) || cluster.Find(address) is not null) return;
        if (cluster.Alarms.DueAt(address) is null) throw Broken("P10", "is asleep with work to do, and no alarm will wake it", last);
    }

    /// <summary>Nothing holds its calls back, by its own word or, where only slots can, by ours.</summary>
    private bool MayDial(BusinessSnapshot snapshot)
    {
        if (snapshot.Holds.Count == 0) return true;
        if (snapshot.Holds.Any(hold => hold.Kind == HoldKind.TrunkStopped)) return false; // Probes open it again; that none comes is found at the end, as a call that is stuck.
        bool isOpen = snapshot.Runs.All(run => run.Status is RunStatus.Running or RunStatus.Stopped or RunStatus.Completed);
        bool isDoubled = snapshot.Holds.Contains(new Hold(HoldKind.NumberBusy)); // A call submitted twice may stand in the queue twice.
        return book.Plan.Plain && book.IsUnpaused && !snapshot.Paused && isOpen && !isDoubled;
    }

    public PromiseBrokenException Broken(string promise, string what, BusinessSnapshot? snapshot) =>
        world.Break(promise, $"{Business}: {what}", snapshot is null ? "no snapshot" : Dump.Of(snapshot));
}
