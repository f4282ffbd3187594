using System.Text.Json.Serialization;

namespace CallQueue.Calls;

/// <summary>One person to reach, complete: what was asked, with the run's and the business's settings filled in.</summary>
public sealed record CallSpec
{
    public required PhoneNumber To { get; init; }

    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>The run's name; null for a call submitted alone.</summary>
    public string? Run { get; init; }

    /// <summary>Not dialed before this instant (UTC); only for calls submitted alone, null else.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public CallScript Script { get; init; } = new();

    public CallRules Rules { get; init; } = new();

    /// <summary>The submitter's own JSON (metadata, lead id, unknown fields), stored and returned as it came.</summary>
    public string? Data { get; init; }

    /// <summary>The place in a trace of the request that submitted it (<c>traceparent</c>); null: it is not traced.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Trace { get; init; }

    /// <summary>What is spoken to a machine, in the script's voice; null when nothing is left for one.</summary>
    public CallScript? ForMachine() => Rules is { Machine: MachineMode.Message, VoicemailMessage: { Length: > 0 } text }
        ? new CallScript { Message = text, Voice = Script.Voice, Variables = Script.Variables }
        : null;
}

/// <summary>
/// One person to reach, as submitted. Members left null are taken from the run's template.
/// </summary>
public sealed record NewCall
{
    public required PhoneNumber To { get; init; }

    public Priority? Priority { get; init; }

    public CallScript? Script { get; init; }

    public CallRules? Rules { get; init; }

    /// <summary>Not dialed before this instant (UTC); null or past: as soon as a slot is free.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>In a run: the id by which its submitter knows it, unique within the business; null without one. A call outside any run is named by it.</summary>
    public string? CustomId { get; init; }

    /// <summary>Beside <see cref="CustomId"/>: equal only for the same content, so that the same call submitted again is recognized. Null: unknown.</summary>
    public string? CustomFingerprint { get; init; }

    /// <summary>The submitter's own JSON, stored and returned as it came. At most 32 KB.</summary>
    public string? Data { get; init; }
}
