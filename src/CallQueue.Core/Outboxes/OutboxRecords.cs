using System.Text.Json.Serialization;
using CallQueue.Businesses.Queues;
using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.PagedLists;
using CallQueue.Runs;

namespace CallQueue.Outboxes;

/// <summary>
/// One pending end of a sink as stored in pages; member names are short because there may be millions.
/// It has enough data to be delivered even when the record of its call or run was deleted.
/// </summary>
internal sealed record OutboxEntry
{
    [JsonPropertyName("n")] public required string Name { get; init; }

    [JsonPropertyName("a")] public required DateTimeOffset At { get; init; }

    /// <summary>How a call ended; null: it is a run.</summary>
    [JsonPropertyName("o")] public Outcome? Outcome { get; init; }

    [JsonPropertyName("t")] public PhoneNumber? To { get; init; }

    /// <summary>A call's place in its run; null outside runs.</summary>
    [JsonPropertyName("i")] public int? Index { get; init; }

    [JsonPropertyName("c"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Attempts { get; init; }

    [JsonPropertyName("w")] public string? Reason { get; init; }

    /// <summary>How a run ended; null: it is a call.</summary>
    [JsonPropertyName("u")] public RunStatus? Run { get; init; }

    [JsonPropertyName("k")] public CallCounts? Counts { get; init; }

    /// <summary>A notice of the business's usage; null: it is a call or a run.</summary>
    [JsonPropertyName("q")] public UsageNotice? Usage { get; init; }

    /// <summary>A recording that can be heard; null: it is something else.</summary>
    [JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public RecordingNotice? Recording { get; init; }

    public static OutboxEntry Of(RecordingNotice notice) => new() { Name = notice.Call, At = notice.At, To = notice.To, Recording = notice with { To = null } };

    public static OutboxEntry Of(UsageNotice notice, DateTimeOffset now) => new() { Name = $"{notice.Measure}.{notice.Percent}", At = now, Usage = notice };

    public static OutboxEntry Of(QueuedCall call, string name, LeaseEnd.Final end, DateTimeOffset now) => new()
    {
        Name = name, At = now, Outcome = end.Outcome, To = call.To, Index = call.Run == 0 ? null : call.Index, Attempts = end.Attempts, Reason = end.Reason,
    };

    /// <summary>A call that was canceled while it waited.</summary>
    public static OutboxEntry Canceled(string name, PhoneNumber to, int? index, int attempts, DateTimeOffset now) =>
        new() { Name = name, At = now, Outcome = CallQueue.Outcome.Canceled, To = to, Index = index, Attempts = attempts, Reason = "canceled" };

    public static OutboxEntry Of(ActiveRun run, DateTimeOffset now) => new() { Name = run.Name, At = now, Run = run.Status, Counts = run.Tally.Counts };

    /// <summary>Writes a list of them.</summary>
    public static PageFormat<OutboxEntry> Format { get; } = new(CallQueueJson.Default.ListOutboxEntry, Weigh);

    /// <summary>About how many bytes it takes on a page.</summary>
    public static int Weigh(OutboxEntry entry) => 112 + entry.Name.Length + (entry.Reason?.Length ?? 0) + (entry.Counts is null ? 0 : 128) + (entry.Usage is null ? 0 : 128) + (entry.Recording is null ? 0 : 128);
}

/// <summary>An end that failed, and waits for its own time while others continue.</summary>
/// <param name="Since">When it first failed.</param>
internal sealed record ParkedEntry(OutboxEntry Entry, int Tries, DateTimeOffset Since, DateTimeOffset NextAt);

/// <summary>The pending ends of one sink, as stored in the root.</summary>
internal sealed record OutboxRecord
{
    public required string Sink { get; init; }

    /// <summary>Ends put in, ever.</summary>
    public long Added { get; init; }

    public required PagedListRecord<OutboxEntry> Waiting { get; init; }

    public IReadOnlyList<ParkedEntry> Parked { get; init; } = [];

    /// <summary>Times in a row that the sink took nothing.</summary>
    public int Tries { get; init; }

    /// <summary>The earliest next delivery; null: at once.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public string? Problem { get; init; }

    public DateTimeOffset? ProblemAt { get; init; }

    /// <summary>The total number of ends that were given up.</summary>
    public long GivenUp { get; init; }
}
