namespace CallQueue.Guards;

/// <summary>
/// Numbers for a do-not-call list, or to be taken off it: one, or many at once. As text/csv instead, the first line names the columns:
/// phone_number, and reason if there is one.
/// </summary>
/// <param name="PhoneNumber">One number, in E.164.</param>
/// <param name="PhoneNumbers">Many: texts, or objects with a phone_number and a reason of their own; up to 1,000,000.</param>
/// <param name="Reason">Why, for all that say nothing themselves: at most 64 characters. Not looked at when numbers are taken off.</param>
/// <param name="BusinessId">Whose list; not for everybody's.</param>
internal sealed record DoNotCallBody(string? PhoneNumber, IReadOnlyList<string>? PhoneNumbers, string? Reason, string? BusinessId);

/// <summary>Somebody does not want to be called.</summary>
internal sealed record OptOutBody(string PhoneNumber, string? BusinessId);

/// <summary>What became of an upload.</summary>
/// <param name="Received">Numbers in the request.</param>
/// <param name="Added">Those that were not on the list yet.</param>
internal sealed record NumbersAdded(int Received, int Added);

/// <summary>What became of taking numbers off.</summary>
/// <param name="Received">Numbers in the request.</param>
/// <param name="Removed">Those that were on the list.</param>
internal sealed record NumbersRemoved(int Received, int Removed);

/// <summary>A number on a list.</summary>
internal sealed record ListedNumberView(string PhoneNumber, string? Reason, DateTimeOffset AddedAt)
{
    public static ListedNumberView Of(ListedNumber listed) => new(listed.Number.Value, listed.Reason, listed.AddedAt);
}

/// <summary>Some of a list.</summary>
/// <param name="Total">Numbers on the list.</param>
/// <param name="Next">The address of the page that follows; null when none does.</param>
internal sealed record ListedNumbersPage(IReadOnlyList<ListedNumberView> Numbers, long Total, string? Next);
