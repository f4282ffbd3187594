namespace CallQueue.Guards;

/// <summary>
/// Numbers to add to a do-not-call list or to remove from it: one, or many at once. As text/csv instead, the first line names the columns:
/// phone_number, and reason if there is one.
/// </summary>
/// <param name="PhoneNumber">One number. Without country code it belongs to country, else to the business's default_country.</param>
/// <param name="PhoneNumbers">Many: strings, or objects with phone_number, reason and country; up to 1,000,000.</param>
/// <param name="Reason">The reason for numbers without their own: at most 64 characters. Ignored when numbers are removed.</param>
/// <param name="BusinessId">The business of the list; not allowed for the deployment's list.</param>
internal sealed record DoNotCallBody(string? PhoneNumber, IReadOnlyList<string>? PhoneNumbers, string? Reason, string? BusinessId, string? Country = null);

/// <summary>A person does not want to be called.</summary>
internal sealed record OptOutBody(string PhoneNumber, string? BusinessId, string? Country = null);

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

/// <summary>A page of a list.</summary>
/// <param name="Total">Numbers on the list.</param>
/// <param name="Next">The address of the next page; null when none does.</param>
internal sealed record ListedNumbersPage(IReadOnlyList<ListedNumberView> Numbers, long Total, string? Next);
