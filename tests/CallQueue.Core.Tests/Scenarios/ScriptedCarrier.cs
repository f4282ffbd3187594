using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Hosting;

namespace CallQueue.Scenarios;

/// <summary>What becomes of one create request.</summary>
/// <param name="Answer">What the carrier answers; null: accepted.</param>
/// <param name="IsPlaced">Whether the person's telephone rings, whatever was answered.</param>
/// <param name="Outcome">How a placed call ends.</param>
/// <param name="Talk">How long a placed call lasts after two seconds of ringing.</param>
/// <param name="IsSilent">The carrier sends no webhooks; it answers lookups.</param>
internal sealed record Fate(DialAnswer? Answer = null, bool IsPlaced = true, Outcome Outcome = Outcome.Completed, TimeSpan Talk = default, bool IsSilent = false)
{
    /// <summary>The webhook of its end gets lost; those before it arrive.</summary>
    public bool IsEndLost { get; init; }

    /// <summary>The verdicts of machine detection, one a second from the answer on; none: it never comes.</summary>
    public IReadOnlyList<string> Verdicts { get; init; } = [];

    /// <summary>What the carrier answers to leaving a message, in order; then it speaks.</summary>
    public IReadOnlyList<MessageAnswer> Messages { get; init; } = [];

    public static Fate Talks(double seconds = 20) => new(Talk: TimeSpan.FromSeconds(seconds));

    public static Fate Ends(Outcome outcome) => new(Outcome: outcome);

    public static Fate NotReached { get; } = new(new DialAnswer.TryLater("connection refused"), IsPlaced: false);

    public static Fate Throttled(double retryAfter) => new(new DialAnswer.TryLater("429", TimeSpan.FromSeconds(retryAfter), Throttled: true), IsPlaced: false);

    public static Fate Refused { get; } = new(new DialAnswer.Rejected(Outcome.Failed, "not a number"), IsPlaced: false);

    public static Fate Unauthorized { get; } = new(new DialAnswer.TrunkStopped("401"), IsPlaced: false);

    public static Fate CallerIdRejected { get; } = new(new DialAnswer.TrunkStopped("caller id") { OnlyThisBusiness = true }, IsPlaced: false);

    public static Fate LostButPlaced { get; } = new(new DialAnswer.Unknown("timeout"), IsSilent: true, Talk: TimeSpan.FromSeconds(40));

    public static Fate LostAndAbsent { get; } = new(new DialAnswer.Unknown("timeout"), IsPlaced: false);
}

/// <summary>One create request as the carrier saw it.</summary>
internal sealed record Dial(DateTimeOffset At, DialRequest Request, Fate Fate)
{
    public CarrierCallId Id { get; } = new($"CA-{Request.Attempt.Token}");

    public CarrierReport Report { get; set; } = null!;

    public DateTimeOffset? EndedAt { get; set; }

    public bool IsLive => Fate.IsPlaced && Report.Status != CarrierStatus.Ended;

    public string Call => Request.Attempt.Call.Name;
}

/// <summary>A carrier that does what it is told and writes everything down.</summary>
internal sealed class ScriptedCarrier(Func<DialRequest, int, Fate> script, string account = "main") : ICarrier, ICarriers
{
    private static readonly TimeSpan AnswersAfter = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Rings = TimeSpan.FromSeconds(2);

    public ScenarioHost Host { get; set; } = null!;

    public string Name => "scripted";

    public TrunkId Trunk => new($"scripted:{account}");

    /// <summary>The carrier after this one in the order of preference; null: there is none.</summary>
    public ScriptedCarrier? Next { get; init; }

    public IReadOnlyList<ICarrier> All => Next is null ? [this] : [this, Next];

    public TimeSpan AbsenceBelievedAfter => TimeSpan.FromSeconds(30);

    /// <summary>It does not answer lookups.</summary>
    public bool CannotSay { get; set; }

    /// <summary>It finds no call when asked, and gives up in the end what it was asked about.</summary>
    public bool IsBlind { get; set; }

    /// <summary>It knows calls by their numbers only, as real carriers do: a lookup without an id may find anybody's.</summary>
    public bool FindsByNumbers { get; set; }

    /// <summary>How far its clock is ahead of ours.</summary>
    public TimeSpan ClockAhead { get; set; }

    public CarrierTime? TimeAt(DateTimeOffset now) => new CarrierTime(now + ClockAhead, TimeSpan.Zero);

    public List<Dial> Dials { get; } = [];

    public List<CarrierCallId> HangUps { get; } = [];

    /// <summary>The messages that it was asked to leave.</summary>
    public List<CallScript> Left { get; } = [];

    /// <summary>When each lookup arrived.</summary>
    public List<DateTimeOffset> LookedUpAt { get; } = [];

    /// <summary>The caller id of each lookup.</summary>
    public List<PhoneNumber?> LookedUpFrom { get; } = [];

    private readonly List<Dial> _placed = [];

    public int Lookups { get; private set; }

    /// <summary>The most calls of one business that were live together.</summary>
    public int MostLive { get; private set; }

    /// <summary>Whether two calls to one number, or two of one call, were ever live together.</summary>
    public bool EverTwice { get; private set; }

    public ICarrier For(BusinessId business) => this;

    public ICarrier? Find(TrunkId trunk) => All.FirstOrDefault(carrier => carrier.Trunk == trunk);

    public async Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        var dial = new Dial(Host.Now, request, script(request, Dials.Count));
        dial.Report = new CarrierReport(dial.Id, CarrierStatus.Queued);
        Dials.Add(dial);
        if (dial.Fate.IsPlaced) _ = LiveAsync(dial);
        _placed.RemoveAll(d => !d.IsLive);
        _placed.Add(dial);
        List<Dial> live = [.. _placed.Where(d => d.IsLive && d.Request.Attempt.Call.Business == request.Attempt.Call.Business)];
        MostLive = Math.Max(MostLive, live.Count);
        EverTwice |= live.GroupBy(d => d.Request.To).Any(same => same.Count() > 1) || live.GroupBy(d => d.Call).Any(same => same.Count() > 1);
        await Task.Delay(AnswersAfter, Host.Time, cancellation);
        return dial.Fate.Answer ?? new DialAnswer.Accepted(dial.Id);
    }

    public async Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation)
    {
        Lookups++;
        LookedUpAt.Add(Host.Now);
        LookedUpFrom.Add(request.From);
        await Task.Delay(AnswersAfter, Host.Time, cancellation);
        if (CannotSay) return new LookupAnswer.Unknown("503");
        if (IsBlind) return GiveUp(request);
        bool IsIt(Dial d) => !FindsByNumbers ? d.Request.Attempt.Token == request.Attempt.Token
            : request.Call is { } id ? d.Id == id
            : d.Request.To == request.To && !request.OtherCalls.Contains(d.Id);
        if (Dials.Find(d => d.Fate.IsPlaced && IsIt(d)) is { } dial) return new LookupAnswer.Found(dial.Report);
        return Host.Now > request.SentAt + AbsenceBelievedAfter ? new LookupAnswer.Absent() : new LookupAnswer.Unknown("too early to say");
    }

    public async Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation)
    {
        HangUps.Add(call);
        await Task.Delay(AnswersAfter, Host.Time, cancellation);
        Dial dial = Dials.First(d => d.Id == call);
        if (dial.IsLive) dial.Report = new CarrierReport(call, CarrierStatus.Ended, Outcome.Canceled, "hung up");
        return new HangUpAnswer.Ended(dial.Report);
    }

    public async Task<MessageAnswer> LeaveMessageAsync(CarrierCallId call, AttemptRef attempt, CallScript message, CancellationToken cancellation)
    {
        Left.Add(message);
        await Task.Delay(AnswersAfter, Host.Time, cancellation);
        Fate fate = Dials.First(d => d.Id == call).Fate;
        return Left.Count <= fate.Messages.Count ? fate.Messages[Left.Count - 1] : new MessageAnswer.Speaking();
    }

    private LookupAnswer GiveUp(LookupRequest request) => Host.Now > request.SentAt + AbsenceBelievedAfter
        ? new LookupAnswer.Found(new CarrierReport(request.Call ?? new CarrierCallId("unknown"), CarrierStatus.Ended, Outcome.Failed, "given up", Retryable: false))
        : new LookupAnswer.Unknown("nobody can say");

    private async Task LiveAsync(Dial dial)
    {
        if (dial.Fate.Outcome == Outcome.Completed)
        {
            await StepAsync(dial, Rings, new CarrierReport(dial.Id, CarrierStatus.Ringing));
            await StepAsync(dial, TimeSpan.FromMilliseconds(1), new CarrierReport(dial.Id, CarrierStatus.InProgress));
            if (dial.Request.Machine is not null)
                foreach (string verdict in dial.Fate.Verdicts) await StepAsync(dial, TimeSpan.FromSeconds(1), new CarrierReport(dial.Id, CarrierStatus.InProgress, AnsweredBy: verdict));
        }

        await StepAsync(dial, Rings + dial.Fate.Talk, new CarrierReport(dial.Id, CarrierStatus.Ended, dial.Fate.Outcome, "script", Duration: dial.Fate.Talk));
    }

    private async Task StepAsync(Dial dial, TimeSpan after, CarrierReport report)
    {
        await Task.Delay(after, Host.Time);
        if (!dial.IsLive) return;
        dial.Report = report;
        if (report.Status == CarrierStatus.Ended) dial.EndedAt = Host.Now;
        bool isEnd = report.Status == CarrierStatus.Ended;
        if (dial.Fate.IsSilent || (dial.Fate.IsEndLost && isEnd) || (dial.Request.NoProgress && !isEnd && report.AnsweredBy is null)) return;
        try
        {
            await Host.Actors.Call(dial.Request.Attempt.Call).OnCarrierEventAsync(new CarrierEvent(dial.Request.Attempt, report));
        }
        catch (UnavailableException)
        {
            // A carrier sends such a webhook again some day; here it is lost.
        }
    }
}
