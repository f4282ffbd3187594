namespace CallQueue.Guards;

/// <summary>The result of an upload.</summary>
/// <param name="Received">Numbers in the request.</param>
/// <param name="Added">Those that were not on the list yet.</param>
internal sealed record NumbersAdded(int Received, int Added);

/// <summary>The result of removing numbers.</summary>
/// <param name="Received">Numbers in the request.</param>
/// <param name="Removed">Those that were on the list.</param>
internal sealed record NumbersRemoved(int Received, int Removed);

/// <summary>A number on a list.</summary>
internal sealed record ListedNumberView(string PhoneNumber, string? Reason, DateTimeOffset AddedAt)
{
    public static ListedNumberView Of(ListedNumber listed) => new(listed.Number.Value, listed.Reason, listed.AddedAt);
}

/// <summary>The removals of a number from a list, the first first.</summary>
internal sealed record RemovalsView(string PhoneNumber, IReadOnlyList<RemovalView> Removals)
{
    public static RemovalsView Of(PhoneNumber number, IReadOnlyList<ListRemoval> removals) => new(number.Value, [.. removals.Select(RemovalView.Of)]);
}

/// <summary>One removal.</summary>
/// <param name="Reason">Why it was removed.</param>
/// <param name="RemovedBy">The id of the key that removed it, or operator.</param>
/// <param name="ListedReason">Why it had been listed; null without a reason.</param>
internal sealed record RemovalView(string Reason, string RemovedBy, DateTimeOffset RemovedAt, string? ListedReason, DateTimeOffset ListedAt)
{
    public static RemovalView Of(ListRemoval removal) => new(removal.Reason, removal.By, removal.RemovedAt, removal.Listed.Reason, removal.Listed.AddedAt);
}

/// <summary>A page of a list.</summary>
/// <param name="Total">Numbers on the list.</param>
/// <param name="Next">The address of the next page; null when none does.</param>
internal sealed record ListedNumbersPage(IReadOnlyList<ListedNumberView> Numbers, long Total, string? Next);
