using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallQueue.Businesses;

/// <summary>Why calls are not dialed. Sent and shown by its word (<see cref="HoldWords"/>).</summary>
[JsonConverter(typeof(HoldKindConverter))]
public enum HoldKind
{
    /// <summary>A kind of a later version, unknown to this one.</summary>
    Other,

    /// <summary>The business is paused.</summary>
    Paused,

    /// <summary>All slots are in use.</summary>
    Slots,

    /// <summary>The business's rate limit is reached.</summary>
    Rate,

    /// <summary>The trunk has not answered yet; of one call: anything about the trunk.</summary>
    Trunk,

    /// <summary>The carrier account rejects calls until someone fixes it.</summary>
    TrunkStopped,

    /// <summary>The trunk's circuit breaker is open.</summary>
    TrunkPaused,

    /// <summary>The trunk's dial rate is reached.</summary>
    TrunkRate,

    /// <summary>The trunk's channels are in use.</summary>
    TrunkChannels,

    /// <summary>A page of the queue is being loaded.</summary>
    Loading,

    /// <summary>Outside the calling window.</summary>
    Window,

    /// <summary>Another call to the same number is live.</summary>
    NumberBusy,

    /// <summary>The app is being asked.</summary>
    Veto,

    /// <summary>The run is paused.</summary>
    RunPaused,

    /// <summary>Parts of the run are missing.</summary>
    RunIncomplete,

    /// <summary>The call is scheduled for later.</summary>
    Scheduled,

    /// <summary>The call is between two attempts.</summary>
    Retry,

    /// <summary>The number is on a do-not-call list.</summary>
    DoNotCall,

    /// <summary>The number has reached its contact cap.</summary>
    ContactCap,

    /// <summary>Other calls are before it.</summary>
    Position,

    /// <summary>The business may not call the number.</summary>
    Fence,

    /// <summary>A ceiling of the operator does not allow what the business's settings need.</summary>
    Ceiling,

    /// <summary>The dials, minutes or cost of the hour or the day are used up.</summary>
    Quota,

    /// <summary>The business calls ten times as much as usual; its owner must confirm it.</summary>
    Jump,

    /// <summary>No number of the business's pool of caller ids can be used.</summary>
    CallerIds,

    /// <summary>No agent is free to talk to the person who answers.</summary>
    Agents,
}

/// <summary>A reason why ready calls wait. It is sent and shown as text: the kind's word and, if there is one, the reason.</summary>
/// <param name="Reason">Details in words; null without details.</param>
[JsonConverter(typeof(HoldConverter))]
public readonly record struct Hold(HoldKind Kind, string? Reason = null)
{
    /// <summary>As it is shown: <c>trunk stopped: HTTP 401</c>.</summary>
    public override string ToString() => Kind == HoldKind.Other && Reason is not null ? Reason : Reason is null ? HoldWords.Of(Kind) : $"{HoldWords.Of(Kind)}: {Reason}";

    /// <summary>Reads what <see cref="ToString"/> writes; an unknown text is of kind <see cref="HoldKind.Other"/>.</summary>
    internal static Hold Read(string text)
    {
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (HoldWords.Find(text) is { } whole) return new Hold(whole);
        return colon > 0 && HoldWords.Find(text[..colon]) is { } kind ? new Hold(kind, text[(colon + 2)..]) : new Hold(HoldKind.Other, text);
    }
}

/// <summary>The words of the kinds. They are part of the messages between silos and of the REST API, so they never change.</summary>
public static class HoldWords
{
    private static readonly Dictionary<HoldKind, string> Words = new()
    {
        [HoldKind.Other] = "other",
        [HoldKind.Paused] = "paused",
        [HoldKind.Slots] = "slots",
        [HoldKind.Rate] = "rate",
        [HoldKind.Trunk] = "trunk",
        [HoldKind.TrunkStopped] = "trunk stopped",
        [HoldKind.TrunkPaused] = "trunk closed",
        [HoldKind.TrunkRate] = "trunk pace",
        [HoldKind.TrunkChannels] = "trunk channels",
        [HoldKind.Loading] = "loading",
        [HoldKind.Window] = "window",
        [HoldKind.NumberBusy] = "number busy",
        [HoldKind.Veto] = "veto",
        [HoldKind.RunPaused] = "run paused",
        [HoldKind.RunIncomplete] = "run incomplete",
        [HoldKind.Scheduled] = "scheduled",
        [HoldKind.Retry] = "retry",
        [HoldKind.DoNotCall] = "do not call",
        [HoldKind.ContactCap] = "contact cap",
        [HoldKind.Position] = "position",
        [HoldKind.Fence] = "fence",
        [HoldKind.Ceiling] = "ceiling",
        [HoldKind.Quota] = "quota",
        [HoldKind.Jump] = "jump",
        [HoldKind.CallerIds] = "caller ids",
        [HoldKind.Agents] = "agents",
    };

    private static readonly Dictionary<string, HoldKind> Kinds = Words.ToDictionary(one => one.Value, one => one.Key, StringComparer.Ordinal);

    /// <summary>The word of a kind.</summary>
    public static string Of(HoldKind kind) => Words[kind];

    internal static HoldKind? Find(string word) => Kinds.TryGetValue(word, out HoldKind kind) ? kind : null;
}

internal sealed class HoldConverter : JsonConverter<Hold>
{
    public override Hold Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Hold.Read(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Hold value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class HoldKindConverter : JsonConverter<HoldKind>
{
    public override HoldKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => HoldWords.Find(reader.GetString() ?? "") ?? HoldKind.Other;

    public override void Write(Utf8JsonWriter writer, HoldKind value, JsonSerializerOptions options) => writer.WriteStringValue(HoldWords.Of(value));
}
