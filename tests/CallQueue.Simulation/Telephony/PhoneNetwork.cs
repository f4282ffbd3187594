using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Telephony;

/// <summary>
/// The carrier and the people behind it, outside all processes: what has arrived here happens, whoever crashes. Create
/// requests meet a fate by chance, calls ring, talk and end, and each change is told by webhook, more or less.
/// </summary>
internal sealed class PhoneNetwork(World world, People people, Action<PlacedCall, CarrierReport> tell)
{
    /// <summary>Longest way of a create request to the carrier.</summary>
    public static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(8);

    /// <summary>Longest time until lookups show a new call.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(8);

    private readonly Chance chance = world.Chance.Fork();

    public Ledger Ledger { get; } = new();

    public CarrierHabits Habits { get; set; } = CarrierHabits.Good;

    /// <summary>Nothing gets through: creates do not connect, lookups can't say.</summary>
    public bool Out { get; set; }

    /// <summary>The first of two accounts can't be connected to.</summary>
    public bool IsFirstDown { get; set; }

    /// <summary>The first account rejects calls until an operator mends it.</summary>
    public bool Stopped { get; set; }

    /// <summary>The business whose caller id the carrier rejects now, while it takes the calls of others; null: none.</summary>
    public BusinessId? Rejected { get; set; }

    /// <summary>Talks to those who answer; null: calls have words of their own.</summary>
    public AgentServer? Agents { get; set; }

    public required Clocks Clocks { get; init; }

    /// <summary>Called when the account stops.</summary>
    public Action OnStopped { get; init; } = () => { };

    public bool ConnectFails(TrunkId account) => chance.Of(Habits.NotConnected) | Out | (IsFirstDown && account == ScriptedCarrier.Account);

    /// <summary>Takes a create request off a process's hands; the answer comes later, or never.</summary>
    public void Send(DialRequest request, TrunkId account, Action<DialAnswer> answer)
    {
        Create create = Ledger.NoteSent(request, account, world.Now);
        if (world.Tracing) world.Trace($"sent {create}");
        bool slow = chance.Of(Habits.Slow);
        if (chance.Of(Habits.RequestLost))
        {
            create.Fate = Fate.Lost;
            return;
        }

        world.After(slow ? chance.Between(TimeSpan.Zero, LongestWay) : chance.Seconds(0.005, 0.1), () => Receive(create, answer));
    }

    /// <param name="account">Which is asked; it knows its own calls only.</param>
    /// <param name="request">What is looked up.</param>
    /// <param name="carrierTime">The carrier's time as the asking process knows it; null: it does not.</param>
    public LookupAnswer LookUp(TrunkId account, LookupRequest request, CarrierTime? carrierTime)
    {
        if (Out | chance.Of(Habits.LookupUnknown)) return new LookupAnswer.Unknown("out of reach");
        LookupWindow window = new(request, carrierTime, world.Now, ScriptedCarrier.Believable, ScriptedCarrier.Margin, DialRequest.LongestSend + LongestWay);
        if (request.Call is { } id)
            return FindOf(account, id) is { } known && world.Now >= known.ListedAt ? new LookupAnswer.Found(Shown(known)) : new LookupAnswer.Unknown("not listed yet");

        TimeSpan ahead = Clocks.Carrier - world.Now;

        // As a real carrier's list: by numbers, of which each business has its own to call from.
        IEnumerable<PlacedCall> listed = Ledger.To(request.To).Where(call => call.Create.Account == account && call.Create.Call.Business == request.Attempt.Call.Business && world.Now >= call.ListedAt);
        return window.Choose(ScriptedCarrier.NameOf(account), [.. listed.Select(call => new CallCandidate(call.Id, Shown(call), call.ArrivedAt + ahead, call.EndedAt + ahead))]);
    }

    private CarrierReport Shown(PlacedCall call)
    {
        bool behind = chance.Of(Habits.LookupBehind) && call.History.Count > 1 && world.Now - call.History[^1].At < TimeSpan.FromSeconds(20);
        return call.History[behind ? ^2 : ^1].Report;
    }

    public HangUpAnswer HangUp(TrunkId account, CarrierCallId id)
    {
        bool unknown = Out | chance.Of(Habits.HangUpUnknown);
        if (unknown && (Out || chance.Of(0.5))) return new HangUpAnswer.Unknown("out of reach");
        if (FindOf(account, id) is not { } call) return new HangUpAnswer.Unknown("no such call");
        call.ActedOnAt ??= world.Now;
        if (!call.Live) return unknown ? new HangUpAnswer.Unknown("lost") : new HangUpAnswer.Ended(call.Now);
        if (call.Now.Status == CarrierStatus.Queued)
        {
            End(call, Outcome.Canceled, null, silent: true);
            return unknown ? new HangUpAnswer.Unknown("lost") : new HangUpAnswer.Ended(call.Now);
        }

        world.After(chance.Seconds(0.05, 2), () => End(call, call.Now.Status == CarrierStatus.InProgress ? Outcome.Completed : Outcome.Canceled, null));
        return unknown ? new HangUpAnswer.Unknown("lost") : new HangUpAnswer.Ending();
    }

    public MessageAnswer LeaveMessage(TrunkId account, CarrierCallId id)
    {
        bool unknown = Out | chance.Of(Habits.HangUpUnknown);
        if (unknown && (Out || chance.Of(0.5))) return new MessageAnswer.Unknown("out of reach");
        if (FindOf(account, id) is not { } call) return new MessageAnswer.Refused("no such call");
        if (call.Create.Request.Machine?.Mode != MachineMode.Message || call.ToldMachine != true)
            throw world.Break("P14", $"a message is left for {call.Create}, whose verdict is {call.ToldMachine?.ToString() ?? "not given"}");
        call.ActedOnAt ??= world.Now;
        if (!call.Live) return new MessageAnswer.Refused("over");
        return unknown ? new MessageAnswer.Unknown("lost") : chance.Of(0.1) ? new MessageAnswer.Refused("unreadable") : new MessageAnswer.Speaking();
    }

    private PlacedCall? FindOf(TrunkId account, CarrierCallId id)
    {
        if (Ledger.Find(id) is not { } call) return null;
        return call.Create.Account == account ? call : throw world.Break("P2", $"{account} is asked about {call.Create}, which {call.Create.Account} has placed");
    }

    private void Receive(Create create, Action<DialAnswer> answer)
    {
        create.ArrivedAt = world.Now;
        bool isFirst = create.Account == ScriptedCarrier.Account;
        if (!Stopped && chance.Of(Habits.Stopped) && isFirst)
        {
            Stopped = true;
            OnStopped();
        }

        bool error = chance.Of(Habits.ServerError);
        bool throttled = chance.Of(Habits.Throttled);
        bool refused = chance.Of(people.Refused);
        bool isStopped = Stopped && isFirst;
        if (isStopped) Ledger.AccountEverStopped = true;
        else if (create.Call.Business == Rejected) Ledger.EverRejected.Add(create.Call.Business);
        DialAnswer said = isStopped ? TurnAway(create, new DialAnswer.TrunkStopped("no funds"))
            : create.Call.Business == Rejected ? TurnAway(create, new DialAnswer.TrunkStopped("caller id") { OnlyThisBusiness = true })
            : throttled ? TurnAway(create, new DialAnswer.TryLater("429", chance.Of(0.5) ? chance.Seconds(1, 5) : null, Throttled: true))
            : error && chance.Of(0.5) ? TurnAway(create, new DialAnswer.Unknown("500"))
            : refused ? Refuse(create)
            : Accept(create, error);
        if (world.Tracing) world.Trace($"arrived {create.Attempt.Call} attempt {create.Attempt.Number}: {said}");
        world.Mix((ulong)create.Fate + ((ulong)create.Order << 8));
        if (chance.Of(Habits.AnswerLost)) return;
        world.After(chance.Of(Habits.Slow) ? chance.Seconds(1, 20) : chance.Seconds(0.005, 0.2), () => answer(said));
    }

    private static DialAnswer TurnAway(Create create, DialAnswer answer)
    {
        create.Fate = Fate.TurnedAway;
        return answer;
    }

    private DialAnswer.Rejected Refuse(Create create)
    {
        create.Fate = Fate.Refused;
        create.Refusal = chance.Of(0.8) ? Outcome.Failed : Outcome.Rejected;
        return new DialAnswer.Rejected(create.Refusal.Value, "refused");
    }

    private DialAnswer Accept(Create create, bool error)
    {
        PlacedCall call = Ledger.NoteArrived(create, world.Now);
        call.ListedAt = world.Now + (chance.Of(Habits.LookupBehind) ? chance.Between(TimeSpan.Zero, LongestLag) : TimeSpan.Zero);
        Live(call);
        return error ? new DialAnswer.Unknown("502") : new DialAnswer.Accepted(call.Id);
    }

    private void Live(PlacedCall call)
    {
        double roll = chance.Fraction();
        TimeSpan ring = chance.Seconds(0.5, 12);
        if (ring > call.Create.Request.RingTimeout) ring = call.Create.Request.RingTimeout;
        TimeSpan first = chance.Seconds(0.05, 1.5);
        if (chance.Of(0.8)) world.After(first, () => Move(call, CarrierStatus.Ringing));
        if ((roll -= people.Completed) < 0)
        {
            TimeSpan talk = chance.Seconds(0.5, people.Talk);
            if (talk > call.Create.Request.MaxDuration) talk = call.Create.Request.MaxDuration;
            world.After(first + ring, () => Answer(call));
            world.After(first + ring + talk, () => End(call, Outcome.Completed, talk));
            if (call.Create.Request.Machine is not null) Listen(call, first + ring, talk);
        }
        else if ((roll -= people.Busy) < 0) world.After(first + ring / 4, () => End(call, Outcome.Busy, null));
        else if ((roll -= people.NoAnswer) < 0) world.After(first + call.Create.Request.RingTimeout, () => End(call, Outcome.NoAnswer, null));
        else if ((roll -= people.Failed) < 0) world.After(first, () => End(call, Outcome.Failed, null));
        else world.After(first + ring, () => End(call, Outcome.Rejected, null));
    }

    private void Answer(PlacedCall call)
    {
        Move(call, CarrierStatus.InProgress);
        if (Agents is null || !call.Live || !AgentServer.IsFor(call)) return;
        call.AgentMet = Agents.Takes();
        tell(call, new CarrierReport(call.Id, CarrierStatus.InProgress) { AgentMet = call.AgentMet });
    }

    /// <summary>The verdict: mostly while it goes on, else before the answer is reported, after the end, two times, or not at all; and at times wrong.</summary>
    private void Listen(PlacedCall call, TimeSpan answered, TimeSpan talk)
    {
        bool machine = chance.Of(people.Machines);
        double roll = chance.Fraction();
        if (roll < 0.1) return;
        TimeSpan at = answered + (roll < 0.2 ? -chance.Seconds(0, 0.04) : roll < 0.35 ? talk + chance.Seconds(0.05, 5) : talk * chance.Fraction());
        for (int times = roll > 0.85 ? 2 : 1; times > 0; times--) world.After(at, () => Judge(call, machine));
    }

    private void Judge(PlacedCall call, bool machine)
    {
        call.ToldMachine = machine;
        tell(call, new CarrierReport(call.Id, CarrierStatus.InProgress, AnsweredBy: machine ? AnsweredBy.Machine : chance.Of(0.8) ? AnsweredBy.Human : AnsweredBy.Unknown));
    }

    private void Move(PlacedCall call, CarrierStatus status)
    {
        if (!call.Live || call.Now.Status >= status) return;
        var report = new CarrierReport(call.Id, status);
        call.History.Add((world.Now, report));
        if (!call.Create.Request.NoProgress) tell(call, report);
    }

    private void End(PlacedCall call, Outcome outcome, TimeSpan? talk, bool silent = false)
    {
        if (!call.Live) return;
        bool retryable = outcome != Outcome.Failed || chance.Of(0.7);
        var report = new CarrierReport(call.Id, CarrierStatus.Ended, outcome, outcome.ToString(), retryable, talk);
        if (world.Tracing) world.Trace($"ended {call.Create.Attempt.Call} attempt {call.Create.Attempt.Number}: {outcome}");
        world.Mix((ulong)outcome + ((ulong)call.Create.Order << 8));
        Ledger.NoteEnded(call, world.Now, report);
        if (!silent) tell(call, report);
    }
}
