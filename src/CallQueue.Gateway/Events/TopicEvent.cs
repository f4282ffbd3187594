using System.Text.Json.Serialization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Runs;
using CallQueue.Trunks;

namespace CallQueue.Events;

/// <summary>The newest state of a topic, complete by itself: an event replaces the one before it. What its topic does not show is absent.</summary>
/// <param name="Topic">business:ID, run:BUSINESS/ID or trunks.</param>
/// <param name="Leases">The calls that hold a slot, the longest first, at most <see cref="LeaseView.Most"/>.</param>
/// <param name="Problems">Why nothing dials, and what else needs somebody.</param>
/// <param name="Runs">The business's runs that have calls waiting or live.</param>
/// <param name="Run">The run; absent when there is none of that name.</param>
internal sealed record TopicEvent(
    string Topic,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BusinessView? Business = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LeaseView>? Leases = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RunView>? Runs = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RunView? Run = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TrunkView>? Trunks = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemView>? Problems = null);

/// <summary>A slot and the call that holds it.</summary>
/// <param name="Status">dialing, ringing or in_progress; of a business with many calls only dialing and dialed.</param>
/// <param name="LeasedAt">Since when the call holds the slot.</param>
internal sealed record LeaseView(
    string CallId, string? RunId, string PhoneNumber, string Status, string? CallSid, DateTimeOffset LeasedAt, DateTimeOffset? DialedAt, DateTimeOffset? AnsweredAt)
{
    /// <summary>The most that an event lists.</summary>
    public const int Most = 100;

    /// <param name="call">What its own record says; null when it was not read.</param>
    public static LeaseView Of(LeaseSnapshot lease, CallFacts? call) => new(
        lease.Call, lease.Run, lease.To.Value, call?.Words.Call ?? (lease.DialedAt is null ? "dialing" : "dialed"), call?.CarrierCall,
        lease.LeasedAt, call?.DialedAt ?? lease.DialedAt, call is { Attempts.Count: > 0 } ? call.Attempts[^1].AnsweredAt : null);
}

/// <summary>Why calls are not dialed, or something else that needs somebody.</summary>
/// <param name="Kind">A word of held_by; delivery: an app does not get its notifications; trunk: a carrier account accepts no calls.</param>
/// <param name="Of">What has the problem: the receiver or the carrier account; null: the topic itself.</param>
/// <param name="Detail">In words; null without details.</param>
/// <param name="Until">When it ends or is tried again by itself; null when nobody can say.</param>
internal sealed record ProblemView(string Kind, string? Of, string? Detail, DateTimeOffset? Until);
