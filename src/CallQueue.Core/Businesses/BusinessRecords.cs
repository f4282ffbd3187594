using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using CallQueue.Calls;
using CallQueue.Outboxes;
using CallQueue.Runs;

namespace CallQueue.Businesses;

/// <summary>
/// One waiting call, as it lies in pages; member names are short because there may be millions. A call whose own record
/// keeps its order (<see cref="Kept"/>) carries here only what the pump must know.
/// </summary>
internal sealed record QueuedCall
{
    /// <summary>The run's ordinal within the business; 0 for a call submitted alone.</summary>
    [JsonPropertyName("u")] public int Run { get; init; }

    /// <summary>Its place in the run.</summary>
    [JsonPropertyName("i")] public int Index { get; init; }

    /// <summary>The name of a call submitted alone; null in runs.</summary>
    [JsonPropertyName("n")] public string? Name { get; init; }

    [JsonPropertyName("t")] public required PhoneNumber To { get; init; }

    [JsonPropertyName("p")] public Priority? Priority { get; init; }

    [JsonPropertyName("s")] public CallScript? Script { get; init; }

    [JsonPropertyName("r")] public CallRules? Rules { get; init; }

    [JsonPropertyName("d")] public string? Data { get; init; }

    [JsonPropertyName("k"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Kept { get; init; }

    /// <summary>Its submitter chose its name.</summary>
    [JsonPropertyName("c"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Chosen { get; init; }

    /// <summary>When it was put here anew, as a number of the lease counter: tells it from what lies struck under its name; 0 for one never moved.</summary>
    [JsonPropertyName("m"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long Since { get; init; }

    /// <summary>Its name among all that may lie in the queue: two calls may share a name, one of a run and one alone.</summary>
    [JsonIgnore] public string Key => Run == 0 ? Name! : KeyOf(Run, Index);

    [JsonIgnore] public bool HasOwnHours => Rules is { Window: not null } or { TimeZone: not null } or { Deadline: not null };

    /// <summary>What the queue must know of it once its own record keeps the order.</summary>
    public QueuedCall AsKept() => Kept ? this : this with { Kept = true, Script = null, Data = null };

    /// <summary>The <see cref="Key"/> of a run's call.</summary>
    public static string KeyOf(int run, int index) => string.Create(CultureInfo.InvariantCulture, $"{run}~{index}");

    /// <summary>About how many bytes it takes on a page.</summary>
    public static int Weigh(QueuedCall call) => 48 + (call.Name?.Length ?? 0) + (call.Rules is null ? 0 : Weigh(call.Rules))
        + (call.Data is { } data ? Encoding.UTF8.GetByteCount(data) : 0) + (call.Script is { } script ? Weigh(script) : 0);

    private static int Weigh(CallRules rules) => 160 + (rules.Window?.Week?.Sum(day => 48 * day.Count) ?? 0) + (16 * (rules.Window?.Closed?.Count ?? 0));

    private static int Weigh(CallScript script) => 64 + (script.Message?.Length ?? 0) + (script.AnswerUrl?.Length ?? 0)
        + (script.Variables?.Sum(v => v.Key.Length + v.Value.Length + 8) ?? 0);
}

/// <summary>A call that waits for <paramref name="At"/>.</summary>
internal sealed record DelayedCall([property: JsonPropertyName("a")] DateTimeOffset At, [property: JsonPropertyName("c")] QueuedCall Call);

/// <summary>A call, or a run, that has ended.</summary>
internal sealed record EndedThing([property: JsonPropertyName("n")] string Name, [property: JsonPropertyName("a")] DateTimeOffset At)
{
    /// <summary>How it ended; null for a run.</summary>
    [JsonPropertyName("o")] public Outcome? Outcome { get; init; }
}

/// <summary>One slot lent to one call.</summary>
internal sealed record Lease
{
    public required long Id { get; init; }

    public required QueuedCall Call { get; init; }

    /// <summary>The call's name within the business.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset LeasedAt { get; init; }

    /// <summary>When the carrier had surely received the create request; null while that is open: it counts against every rate.</summary>
    public DateTimeOffset? DialedAt { get; init; }

    /// <summary>The call has taken the lease over and keeps the order itself.</summary>
    public bool Started { get; init; }

    /// <summary>The order to withdraw it, until the call has answered.</summary>
    public WithdrawCall? Withdraw { get; init; }

    /// <summary>Why its call is to end without a dial; null: it is to be dialed.</summary>
    public string? Blocked { get; init; }
}

/// <summary>An active run as its business keeps it.</summary>
internal sealed record RunRecord
{
    public required int Ordinal { get; init; }

    public required string Name { get; init; }

    public required int Total { get; init; }

    public required string Fingerprint { get; init; }

    public required PageRange Template { get; init; }

    public bool HasOwnHours { get; init; }

    /// <summary>Its deadline has passed: what waited was counted as expired.</summary>
    public bool Expired { get; init; }

    public RunStatus Status { get; init; }

    /// <summary>Held back, perhaps while its parts were still coming.</summary>
    public bool Held { get; init; }

    public int Received { get; init; }

    public long Stamp { get; init; }

    public CallCounts Counts { get; init; } = CallCounts.Zero;

    /// <summary>Ends that the run has acknowledged.</summary>
    public long ToldEnds { get; init; }

    /// <summary>Ends that it has not.</summary>
    public IReadOnlyList<RunResult> Ends { get; init; } = [];

    /// <summary>When a part of it last arrived.</summary>
    public DateTimeOffset FilledAt { get; init; }
}

internal sealed record LaneRecord(int Run, Priority Priority, PagedListRecord<QueuedCall> Front, PagedListRecord<QueuedCall> Back);

/// <summary>Delayed calls due within [<paramref name="From"/>, <paramref name="From"/> + <paramref name="Width"/>).</summary>
/// <param name="Taken">Calls of it, in due order, that are no longer waiting (once it has been opened).</param>
internal sealed record BucketRecord(DateTimeOffset From, TimeSpan Width, int Taken, PagedListRecord<DelayedCall> Calls);

internal sealed record DelayedRecord(IReadOnlyList<DelayedCall> Soon, IReadOnlyList<BucketRecord> Buckets);

internal sealed record RateStamp(long Ticks, int Count);

internal sealed record RetainedRecord(
    PagedListRecord<EndedThing> Completed, PagedListRecord<EndedThing> Failed,
    PagedListRecord<EndedThing> Named, PagedListRecord<EndedThing> Runs, IReadOnlyList<ForgetOrder> Forgetting)
{
    /// <summary>Calls with chosen names that ended otherwise than completed.</summary>
    public PagedListRecord<EndedThing>? NamedFailed { get; init; }

    /// <summary>Ends that no longer count: their calls were opened again.</summary>
    public PagedListRecord<StruckChange>? Reopened { get; init; }
}

/// <summary>Something whose record is to be deleted.</summary>
internal sealed record ForgetOrder(string Name, bool IsRun);

/// <summary>The business's root record: small and bounded by slots and active runs.</summary>
internal sealed record BusinessRoot
{
    public required long Epoch { get; init; }

    public BusinessSettings? Settings { get; init; }

    public bool Paused { get; init; }

    public long NextLease { get; init; } = 1;

    public int NextRun { get; init; } = 1;

    public CallCounts Counts { get; init; } = CallCounts.Zero;

    public IReadOnlyList<Lease> Leases { get; init; } = [];

    public IReadOnlyList<RunRecord> Runs { get; init; } = [];

    public IReadOnlyList<LaneRecord> Lanes { get; init; } = [];

    public IReadOnlyList<QueuedCall> NumberBusy { get; init; } = [];

    public DelayedRecord Delayed { get; init; } = new([], []);

    public IReadOnlyList<IReadOnlyList<RateStamp>> RateStamps { get; init; } = [];

    public RetainedRecord? Retained { get; init; }

    /// <summary>What sinks have not been told; null when there never was a sink.</summary>
    public IReadOnlyList<OutboxRecord>? Outboxes { get; init; }

    public IReadOnlyList<TrashedPages> Trash { get; init; } = [];

    public DateTimeOffset? AlarmAt { get; init; }

    /// <summary>Names made of numbers below this one may have been given out; 0: none yet.</summary>
    public long NumbersReserved { get; init; }

    /// <summary>What was asked of single calls and is not answered yet.</summary>
    public IReadOnlyList<CallRequest>? Requests { get; init; }

    /// <summary>Which calls lie struck in the queue.</summary>
    public PagedListRecord<StruckChange>? Struck { get; init; }

    public PaceRecord? Pace { get; init; }

    /// <summary>There may be numbers on the business's own do-not-call list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool HasList { get; init; }

    /// <summary>Ready calls about which the app is asked.</summary>
    public IReadOnlyList<QueuedCall>? Vetting { get; init; }
}
