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
}
