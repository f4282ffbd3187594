using System.Text.Json.Serialization;
using CallQueue.Calls;

namespace CallQueue.Businesses;

/// <summary>A part of a business's calls.</summary>
public enum QueuePart
{
    /// <summary>Waiting for a slot, in the order in which they will run.</summary>
    Ready,

    /// <summary>Waiting for their time, the earliest first.</summary>
    Delayed,

    /// <summary>Holding a slot, the longest first.</summary>
    Live,

    /// <summary>Completed and still remembered, the newest first.</summary>
    Completed,

    /// <summary>Ended otherwise and still remembered, the newest first.</summary>
    Failed,
}

/// <summary>A page of a list of calls.</summary>
/// <param name="Start">How many to leave out: 0 begins at the first.</param>
/// <param name="Count">How many to give at most: 1 to 1,000.</param>
public sealed record ListCalls(QueuePart Part, long Start, int Count)
{
    /// <summary>The most that one page has.</summary>
    public const int MostCount = 1_000;
}

/// <summary>Calls of one part at one moment.</summary>
/// <param name="Total">How many the part has in all.</param>
public sealed record CallPage(IReadOnlyList<ListedCall> Calls, long Total);

/// <summary>A call as its business stores it.</summary>
/// <param name="Name">Its name within the business.</param>
/// <param name="Run">Its run's name; null for a call submitted alone.</param>
/// <param name="Index">Its place in the run, 0 is the first; null for a call submitted alone.</param>
/// <param name="At">When it is due (delayed), was leased (live) or ended; null for ready ones.</param>
/// <param name="Spec">What to dial; null when the call's own record has it.</param>
/// <param name="Outcome">How it ended; null when it has not ended, or when only its own record has the outcome.</param>
public sealed record ListedCall(
    QueuePart Part, string Name, string? Run, int? Index, DateTimeOffset? At, [property: JsonPropertyName("Order")] CallSpec? Spec, Outcome? Outcome = null);

/// <summary>Forget calls that ended before <paramref name="Before"/>, at most <paramref name="Limit"/> (1 to 1,000) of them, oldest first.</summary>
public sealed record CleanEnded(DateTimeOffset Before, int Limit)
{
    /// <summary>The most that one request forgets.</summary>
    public const int MostAtOnce = 1_000;
}

/// <summary>Why a call is not dialed now.</summary>
/// <param name="Status">Its state.</param>
/// <param name="Holds">Why it waits, most general first; empty when it is live or has ended.</param>
/// <param name="Position">How many calls are before it: among the ready ones, or for a delayed one those due earlier; null when it does not wait, or is further back than is looked.</param>
/// <param name="ExpectedAt">When it is expected to be dialed, estimated from the current pace; null when unknown.</param>
public sealed record CallReasons(CallStatus Status, Outcome? Outcome, IReadOnlyList<CallHold> Holds, long? Position, DateTimeOffset? ExpectedAt)
{
    /// <summary>The IANA zones in all of which its window must be open; empty without a window.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>When it may be dialed by its window: once it is due, or the next opening after that; null where it has no window.</summary>
    public DateTimeOffset? WindowOpensAt { get; init; }

    /// <summary>A call not dialed by then expires; null: never.</summary>
    public DateTimeOffset? Deadline { get; init; }
}

/// <summary>One reason that holds a call back.</summary>
/// <param name="Detail">In words, for people.</param>
/// <param name="Until">When it ends by time alone; null when it does not.</param>
public sealed record CallHold(HoldKind Kind, string Detail, DateTimeOffset? Until = null);

/// <summary>How fast a business's calls go, from what ended lately.</summary>
/// <param name="EndedPerMinute">Calls that ended, per minute, over the last five minutes.</param>
/// <param name="AverageTalk">Mean talk time of all completed calls; null before the first.</param>
/// <param name="AverageHold">Mean time that a lease lately held its slot; null before the first.</param>
public sealed record QueuePace(double EndedPerMinute, TimeSpan? AverageTalk, TimeSpan? AverageHold)
{
    public static QueuePace None { get; } = new(0, null, null);
}
