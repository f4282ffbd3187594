using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.PagedLists;
using CallQueue.Runs;

namespace CallQueue.Businesses.Queues;

/// <summary>
/// One waiting call as stored in pages; member names are short because there may be millions. A call whose own record
/// has its spec (<see cref="Kept"/>) has here only the fields that the pump needs.
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

    /// <summary>When it was queued again, as a number of the lease counter, which distinguishes it from an older entry of its name that has a tombstone; 0 for a call that was never moved.</summary>
    [JsonPropertyName("m"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long Since { get; init; }

    /// <summary>Whether it needs a session of the agent server; null: that follows from its script. Noted only where an agent server is asked.</summary>
    [JsonPropertyName("g"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? Agent { get; init; }

    /// <summary>Its unique name within the queue: a call of a run and a single call may share a name.</summary>
    [JsonIgnore] public string Key => Run == 0 ? Name! : KeyOf(Run, Index);

    [JsonIgnore] public bool HasOwnHours => Rules is { Window: not null } or { TimeZone: not null } or { Deadline: not null };

    /// <summary>The fields that the queue needs once the call's own record has the spec.</summary>
    public QueuedCall AsKept() => Kept ? this : this with { Kept = true, Script = null, Data = null };

    /// <summary>Pages that may have a call: of a run by its place, or alone (0) by its name.</summary>
    public static PageFilter FilterOf(string name, int run, int index) =>
        run != 0 ? PageFilter.AnyOf(string.Create(CultureInfo.InvariantCulture, $"\"u\":{run},\"i\":{index},"))
        : PageFilter.StoredPartOf(name) is { } stored ? PageFilter.AnyOf(stored)
        : PageFilter.None;

    /// <summary>The <see cref="Key"/> of a run's call.</summary>
    public static string KeyOf(int run, int index) => string.Create(CultureInfo.InvariantCulture, $"{run}~{index}");

    /// <summary>Writes a list of them.</summary>
    public static PageFormat<QueuedCall> Format { get; } = new(CallQueueJson.Default.ListQueuedCall, Weigh);

    /// <summary>About how many bytes it takes on a page.</summary>
    public static int Weigh(QueuedCall call) => 48 + (call.Name?.Length ?? 0) + (call.Rules is null ? 0 : Weigh(call.Rules))
        + (call.Data is { } data ? Encoding.UTF8.GetByteCount(data) : 0) + (call.Script is { } script ? Weigh(script) : 0);

    private static int Weigh(CallRules rules) => 160 + (rules.Window?.Week?.Sum(day => 48 * day.Count) ?? 0) + (16 * (rules.Window?.Closed?.Count ?? 0)) + (rules.VoicemailMessage?.Length ?? 0);

    private static int Weigh(CallScript script) => 64 + (script.Message?.Length ?? 0) + (script.AnswerUrl?.Length ?? 0)
        + (script.Variables?.Sum(v => v.Key.Length + v.Value.Length + 8) ?? 0);
}

/// <summary>A call that waits for <paramref name="At"/>.</summary>
internal sealed record DelayedCall([property: JsonPropertyName("a")] DateTimeOffset At, [property: JsonPropertyName("c")] QueuedCall Call)
{
    /// <summary>Writes a list of them.</summary>
    public static PageFormat<DelayedCall> Format { get; } = new(CallQueueJson.Default.ListDelayedCall, delayed => 40 + QueuedCall.Weigh(delayed.Call));
}
