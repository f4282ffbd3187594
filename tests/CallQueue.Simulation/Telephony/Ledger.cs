using CallQueue.Calls.Attempts;
using CallQueue.Carriers;

namespace CallQueue.Simulation.Telephony;

/// <summary>What became of a create request.</summary>
internal enum Fate
{
    /// <summary>On its way.</summary>
    Sent,

    /// <summary>Never arrived.</summary>
    Lost,

    /// <summary>The person is being called.</summary>
    Placed,

    /// <summary>Refused for good.</summary>
    Refused,

    /// <summary>Not placed, to be tried again.</summary>
    TurnedAway,
}

/// <summary>One create request, from the moment it left a process.</summary>
internal sealed class Create(DialRequest request, TrunkId account, DateTimeOffset sentAt, int order)
{
    public AttemptRef Attempt => request.Attempt;

    public CallId Call => request.Attempt.Call;

    public PhoneNumber To => request.To;

    public DialRequest Request => request;

    /// <summary>The carrier account that it was sent to.</summary>
    public TrunkId Account => account;

    public DateTimeOffset SentAt => sentAt;

    /// <summary>Its place among all creates, 0 is the first.</summary>
    public int Order => order;

    public DateTimeOffset? ArrivedAt { get; set; }

    public Fate Fate { get; set; } = Fate.Sent;

    /// <summary>The outcome that a refusal named.</summary>
    public Outcome? Refusal { get; set; }

    public PlacedCall? Placed { get; set; }

    public override string ToString() => $"{Attempt.Call} attempt {Attempt.Number} token {Attempt.Token} to {To.Value} sent {SentAt:dd HH:mm:ss.fff} {Fate}";
}

/// <summary>One call that the carrier made: the truth about it.</summary>
internal sealed class PlacedCall(Create create, CarrierCallId id, DateTimeOffset arrivedAt)
{
    public Create Create => create;

    public CarrierCallId Id => id;

    /// <summary>Live from here up to, not including, <see cref="EndedAt"/>.</summary>
    public DateTimeOffset ArrivedAt => arrivedAt;

    /// <summary>The states so far with their times, the last being the present one.</summary>
    public List<(DateTimeOffset At, CarrierReport Report)> History { get; } = [];

    public CarrierReport Now => History[^1].Report;

    public DateTimeOffset? EndedAt { get; set; }

    public Outcome? Outcome { get; set; }

    public bool Live => EndedAt is null;

    /// <summary>A voice agent has taken the call; false: it was answered, and none did. Null: not answered, or no agent is asked.</summary>
    public bool? AgentMet { get; set; }

    /// <summary>A machine has answered, as the carrier's verdict said to whoever got it; null: no verdict was given.</summary>
    public bool? ToldMachine { get; set; }

    /// <summary>When the call took the verdict that it is a machine, while it was live; null: never.</summary>
    public DateTimeOffset? MachineTakenAt { get; set; }

    /// <summary>When the carrier was first asked to end it or to leave a message.</summary>
    public DateTimeOffset? ActedOnAt { get; set; }

    /// <summary>When a webhook about its end was first delivered; null: none was.</summary>
    public DateTimeOffset? EndToldAt { get; set; }

    /// <summary>From when on the carrier's lookups show it.</summary>
    public DateTimeOffset ListedAt { get; set; }
}

/// <summary>Everything that reached the carrier, in order. The checks believe this and nothing else.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<CallId, List<Create>> byCall = [];
    private readonly Dictionary<CarrierCallId, PlacedCall> byId = [];
    private readonly Dictionary<PhoneNumber, List<PlacedCall>> byNumber = [];

    public List<Create> Creates { get; } = [];

    public List<PlacedCall> Placed { get; } = [];

    public List<PlacedCall> Live { get; } = [];

    /// <summary>The carrier has rejected a call of whoever it was, because of the account.</summary>
    public bool AccountEverStopped { get; set; }

    /// <summary>Businesses of which the carrier has rejected a call because of their own caller id.</summary>
    public HashSet<BusinessId> EverRejected { get; } = [];

    public event Action<Create>? Sent;

    public event Action<PlacedCall>? Arrived;

    public event Action<PlacedCall>? Ended;

    public IReadOnlyList<Create> Of(CallId call) => byCall.TryGetValue(call, out List<Create>? creates) ? creates : [];

    /// <summary>The calls that were placed to a number.</summary>
    public IReadOnlyList<PlacedCall> To(PhoneNumber number) => byNumber.GetValueOrDefault(number) ?? [];

    public PlacedCall? Find(CarrierCallId id) => byId.GetValueOrDefault(id);

    public Create NoteSent(DialRequest request, TrunkId account, DateTimeOffset at)
    {
        var create = new Create(request, account, at, Creates.Count);
        Creates.Add(create);
        if (!byCall.TryGetValue(create.Call, out List<Create>? creates)) byCall[create.Call] = creates = [];
        creates.Add(create);
        Sent?.Invoke(create);
        return create;
    }

    public PlacedCall NoteArrived(Create create, DateTimeOffset at)
    {
        var id = new CarrierCallId($"CA{Placed.Count:d6}");
        var placed = new PlacedCall(create, id, at);
        create.Fate = Fate.Placed;
        create.Placed = placed;
        Placed.Add(placed);
        Live.Add(placed);
        byId.Add(id, placed);
        if (!byNumber.TryGetValue(create.To, out List<PlacedCall>? same)) byNumber[create.To] = same = [];
        same.Add(placed);
        placed.History.Add((at, new CarrierReport(id, CarrierStatus.Queued)));
        Arrived?.Invoke(placed);
        return placed;
    }

    public void NoteEnded(PlacedCall call, DateTimeOffset at, CarrierReport report)
    {
        call.History.Add((at, report));
        call.EndedAt = at;
        call.Outcome = report.Outcome;
        Live.Remove(call);
        Ended?.Invoke(call);
    }
}
