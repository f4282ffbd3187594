using System.Text.Json.Serialization;
using CallQueue.Rates;

namespace CallQueue.Guards;

/// <summary>A number on a do-not-call list.</summary>
/// <param name="Reason">Why, at most <see cref="LongestReason"/> characters; null without one.</param>
/// <param name="AddedAt">When it was put there (UTC), to the second.</param>
public sealed record ListedNumber(PhoneNumber Number, string? Reason, DateTimeOffset AddedAt)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 64;
}

/// <summary>May this number be dialed?</summary>
/// <param name="Lease">Under which: names the dial.</param>
/// <param name="Caps">How often it may be called; null: as often as they like.</param>
public sealed record ClearNumber(PhoneNumber Number, long Lease, IReadOnlyList<RateRule>? Caps);

/// <summary>Whether a number may be dialed now.</summary>
/// <param name="Listed">It is on the list and must never be dialed.</param>
/// <param name="Reason">Why it is listed; null without one.</param>
/// <param name="CappedUntil">It has reached its contact cap until then (UTC); null when it has not.</param>
public sealed record Clearance(bool Listed = false, string? Reason = null, DateTimeOffset? CappedUntil = null)
{
    /// <summary>It may be dialed.</summary>
    public static Clearance Clear { get; } = new();

    /// <summary>The version of the part of the list that was read: it grows with each change; 0 while nothing was ever listed there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long ListVersion { get; init; }

    /// <summary>Calls to the number that were counted against its caps before this one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Called { get; init; }

    /// <summary>Whether it may be dialed now.</summary>
    [JsonIgnore] public bool IsClear => !Listed && CappedUntil is null;
}
