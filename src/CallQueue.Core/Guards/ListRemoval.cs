namespace CallQueue.Guards;

/// <summary>A number that was taken off a do-not-call list: kept for as long as the list.</summary>
/// <param name="Reason">Why it was removed, at most <see cref="LongestReason"/> characters.</param>
/// <param name="By">Who removed it: the id of a key, or operator.</param>
/// <param name="RemovedAt">When (UTC), to the second.</param>
/// <param name="Listed">The entry as it was.</param>
public sealed record ListRemoval(PhoneNumber Number, string Reason, string By, DateTimeOffset RemovedAt, ListedNumber Listed)
{
    /// <summary>The longest reason of a removal, in characters.</summary>
    public const int LongestReason = 200;
}

/// <summary>Take numbers off a do-not-call list, and keep who did it and why.</summary>
/// <param name="Reason">Why; not empty.</param>
/// <param name="By">Who: the id of a key, or operator.</param>
public sealed record RemoveNumbers(IReadOnlyList<PhoneNumber> Numbers, string Reason, string By, DateTimeOffset At);
