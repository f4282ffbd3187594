using CallQueue.Calls.Attempts;
using CallQueue.Rates;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;
using CallQueue.Simulation.Workloads;
using NodaTime;

namespace CallQueue.Simulation.Promises;

/// <summary>What must hold whenever a create request leaves, and whenever one becomes a call [P1, P2, P3, P5, P8].</summary>
internal sealed class LedgerChecks
{
    private readonly World world;
    private readonly Scenario scenario;
    private readonly Ledger ledger;
    private readonly Book book;
    private readonly HashSet<string> tokens = new(StringComparer.Ordinal);

    public LedgerChecks(World world, Scenario scenario, Ledger ledger, Book book)
    {
        (this.world, this.scenario, this.ledger, this.book) = (world, scenario, ledger, book);
        ledger.Sent += OnSent;
        ledger.Arrived += OnArrived;
    }

    private void OnSent(Create create)
    {
        if (!book.Calls.TryGetValue(create.Call, out AskedCall? asked)) throw world.Break("P4", $"{create} was never asked for");
        if (asked.Call.To != create.To) throw world.Break("P4", $"{create} calls another number than {asked.Call.To.Value}");
        if (!tokens.Add(create.Attempt.Token)) throw world.Break("P2", $"{create} was sent twice");
        CheckAllowed(create, asked);
        if (CallingHours.Offence(asked, create.SentAt) is { } offence) throw world.Break("P8", $"{create}: {offence}");
        if (asked.NotBefore > create.SentAt) throw world.Break("P8", $"{create} before {asked.NotBefore:HH:mm:ss.fff}");
        CheckPace(create.Account);
    }

    /// <summary>[P5], and a run is dialed when it is complete.</summary>
    private void CheckAllowed(Create create, AskedCall asked)
    {
        if (asked.Business.Pauses.Exists(p => p.Forbids(create.SentAt))) throw world.Break("P5", $"{create} although its business is paused");
        if (asked.Cancels.Exists(c => c.Forbids(create.SentAt))) throw world.Break("P5", $"{create} although it was canceled");
        if (asked.Run is not { } run) return;
        if (run.LastPartSentAt is null) throw world.Break("P4", $"{create} although its run is incomplete");
        if (run.Stop?.Forbids(create.SentAt) == true) throw world.Break("P5", $"{create} although its run was stopped at {run.Stop.AnsweredAt:HH:mm:ss.fff}");

        // A paused run whose last call has ended is over: who opens a call of it again means that call, and it goes without the run.
        if (asked.RetriesSent.Count == 0 && run.Pauses.Exists(p => p.Forbids(create.SentAt))) throw world.Break("P5", $"{create} although its run is paused");
    }

    private void OnArrived(PlacedCall call)
    {
        AskedCall asked = book.Calls[call.Create.Call];
        CheckOnce(call);
        int live = 0;
        foreach (PlacedCall other in ledger.Live)
        {
            if (other.Create.Call.Business != call.Create.Call.Business) continue;
            live++;
            if (other != call && other.Create.To == call.Create.To) throw world.Break("P3", $"{call.Create} while {other.Create} is live");
        }

        int slots = asked.Business.MostSlots(world.Now - (scenario.Storms.Count > 0 ? TimeSpan.FromMinutes(6) : TimeSpan.FromMinutes(1)));
        if (live > slots) throw world.Break("P1", $"{live} live calls of {call.Create.Call.Business} with {slots} slots: {call.Create}");
        int onTrunk = ledger.Live.Count(other => other.Create.Account == call.Create.Account);
        if (onTrunk > scenario.Options.TrunkLimits.Channels)
            throw world.Break("P1", $"{onTrunk} live calls on a trunk of {scenario.Options.TrunkLimits.Channels} channels: {call.Create}");
        CheckRates(call, asked.Business.Plan);
        CheckUsage(call, asked.Business.Plan);
    }

    private void CheckOnce(PlacedCall call)
    {
        foreach (Create other in ledger.Of(call.Create.Call))
        {
            if (other == call.Create || other.Placed is not { } placed) continue;
            if (placed.Live) throw world.Break("P2", $"two live calls: {other} and {call.Create}");
            if (other.Attempt.Number == call.Create.Attempt.Number) throw world.Break("P2", $"one attempt placed twice: {other} and {call.Create}");
        }
    }

    /// <summary>Every rate, exact in every sliding period, by the times at which the carrier had the requests.</summary>
    private void CheckRates(PlacedCall call, BusinessPlan plan)
    {
        foreach (RateRule rate in plan.Settings.Rates)
        {
            int inPeriod = 0;
            for (int i = ledger.Placed.Count - 1; i >= 0 && ledger.Placed[i].ArrivedAt > call.ArrivedAt - rate.Period; i--)
                if (ledger.Placed[i].Create.Call.Business == plan.Id) inPeriod++;
            if (inPeriod > rate.Count) throw world.Break("P8", $"{inPeriod} calls of {plan.Id} within {rate.Period}, {rate.Count} allowed: {call.Create}");
        }
    }

    /// <summary>Dials of an hour and a day by the clock of the business's zone, by the times at which the carrier had the requests.</summary>
    private void CheckUsage(PlacedCall call, BusinessPlan plan)
    {
        if ((plan.Settings.Usage ?? plan.Settings.Ceilings?.Usage) is not { } limits) return;
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[plan.Settings.Rules.TimeZone ?? "UTC"];
        ZonedDateTime now = Local(call);
        (int hour, int day) = (0, 0);
        for (int i = ledger.Placed.Count - 1; i >= 0 && ledger.Placed[i].ArrivedAt > call.ArrivedAt - TimeSpan.FromHours(26); i--)
        {
            if (ledger.Placed[i].Create.Call.Business != plan.Id || Local(ledger.Placed[i]) is var at && at.Date != now.Date) continue;
            day++;
            if (Local(ledger.Placed[i]) is var same && same.Hour == now.Hour && same.Offset == now.Offset) hour++;
        }

        if (hour > limits.DialsPerHour) throw world.Break("P8", $"{hour} dials of {plan.Id} in one hour, {limits.DialsPerHour} allowed: {call.Create}");
        if (day > limits.DialsPerDay) throw world.Break("P8", $"{day} dials of {plan.Id} in one day, {limits.DialsPerDay} allowed: {call.Create}");

        ZonedDateTime Local(PlacedCall placed) => Instant.FromDateTimeOffset(placed.ArrivedAt).InZone(zone);
    }

    /// <summary>
    /// Dials per second of the trunk: permits are exact, and each is spent within a second and sent soon after, so a long
    /// stretch of good weather shows the pace with that much room.
    /// </summary>
    private void CheckPace(TrunkId account)
    {
        const int Stretch = 10;
        if (scenario.Options.TrunkLimits.DialsPerSecond is not { } pace || !IsCalmFor(Stretch)) return;
        int sent = 0;
        for (int i = ledger.Creates.Count - 1; i >= 0 && ledger.Creates[i].SentAt > world.Now - TimeSpan.FromSeconds(Stretch); i--) if (ledger.Creates[i].Account == account) sent++;
        if (sent > Math.Ceiling(pace * (Stretch + 2)) + 1) throw world.Break("P8", $"{sent} dials in {Stretch} s on a trunk of {pace} per second");
    }

    private bool IsCalmFor(int seconds) => scenario.IsCalm(world.Now, Scenario.Aftermath + TimeSpan.FromSeconds(seconds));
}
