using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Queues;
using CallQueue.CallerIds;
using CallQueue.Evidence;
using CallQueue.Outboxes;
using CallQueue.PagedLists;
using CallQueue.Rates;
using CallQueue.Runs;

namespace CallQueue.Businesses.State;

/// <summary>The business's root record: small and bounded by slots and active runs.</summary>
internal sealed record BusinessRoot
{
    public required long Epoch { get; init; }

    public BusinessSettings? Settings { get; init; }

    public bool Paused { get; init; }

    public long NextLease { get; init; } = 1;

    public int NextRun { get; init; } = 1;

    public CallCounts Counts { get; init; } = CallCounts.Zero;

    /// <summary>What was dialed and answered so far; null: nothing.</summary>
    public DialCounts? DialCounts { get; init; }

    public IReadOnlyList<Lease> Leases { get; init; } = [];

    /// <summary>Those of <see cref="Leases"/> that are to be started or were ordered back. Not stored.</summary>
    [JsonIgnore] public IReadOnlyList<Lease> OpenLeases { get; init; } = [];

    public IReadOnlyList<RunRecord> Runs { get; init; } = [];

    public IReadOnlyList<LaneRecord> Lanes { get; init; } = [];

    public IReadOnlyList<QueuedCall> NumberBusy { get; init; } = [];

    public DelayedRecord Delayed { get; init; } = new([], []);

    public IReadOnlyList<IReadOnlyList<RateStamp>> RateStamps { get; init; } = [];

    public RetainedRecord? Retained { get; init; }

    /// <summary>Pending deliveries to sinks; null when there never was a sink.</summary>
    public IReadOnlyList<OutboxRecord>? Outboxes { get; init; }

    public IReadOnlyList<TrashedPages> Trash { get; init; } = [];

    public DateTimeOffset? AlarmAt { get; init; }

    /// <summary>Names made of numbers below this one may have been given out; 0: none yet.</summary>
    [JsonPropertyName("numbersReserved")] public long NamesReserved { get; init; }

    /// <summary>Open requests to single calls.</summary>
    public IReadOnlyList<CallRequest>? Requests { get; init; }

    /// <summary>Tombstones of entries of the queue.</summary>
    [JsonPropertyName("struck")] public PagedListRecord<TombstoneChange>? Tombstones { get; init; }

    public PaceRecord? Pace { get; init; }

    /// <summary>There may be numbers on the business's own do-not-call list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool HasList { get; init; }

    /// <summary>The business came into being with fences: without countries of its own it may call those of its numbers. False in what earlier versions stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsFenced { get; init; }

    /// <summary>What the business has used of its hour and its day; null before its first dial.</summary>
    public UsageRecord? Usage { get; init; }

    /// <summary>What is known of the numbers of its pool of caller ids; null: nothing, or there is no pool.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public CallerIdPoolRecord? CallerIds { get; init; }

    /// <summary>Ready calls about which the app is asked.</summary>
    public IReadOnlyList<QueuedCall>? Vetting { get; init; }

    /// <summary>Which numbers were dialed lately; null when none was.</summary>
    public IReadOnlyList<HashedPartRecord<DialedNumber>>? Dials { get; init; }

    /// <summary>Finds calls that were dialed or have ended; null in records of earlier versions.</summary>
    public CallIndexRecord? Index { get; init; }

    /// <summary>The dial ledger; null before the first dial.</summary>
    public LedgerRecord? Ledger { get; init; }
}
