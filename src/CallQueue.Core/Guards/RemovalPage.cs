using System.Text.Json.Serialization;

namespace CallQueue.Guards;

/// <summary>No I/O: the removals of the numbers of one page, in the order in which they happened. None is ever dropped.</summary>
internal sealed class RemovalPage(RemovalPageRecord? record)
{
    private readonly IReadOnlyList<RemovalNote> _removals = record?.Removals ?? [];

    /// <summary>The removals of a number, the first first.</summary>
    public IReadOnlyList<ListRemoval> Of(PhoneNumber number)
    {
        long digits = NumberPlace.DigitsOf(number);
        return [.. _removals.Where(removal => removal.Number == digits).Select(removal => removal.ToRemoval(number))];
    }

    /// <summary>
    /// The page with these removals added; null when all of them are noted. A removal that a crash has interrupted is noted once: its entry is
    /// still the same.
    /// </summary>
    public RemovalPageRecord? With(IEnumerable<ListedNumber> listed, RemoveNumbers request)
    {
        List<RemovalNote> added = [.. listed.Select(entry => RemovalNote.Of(entry, request)).Where(note => !_removals.Any(known => known.IsOfSameEntry(note)))];
        return added.Count == 0 ? null : new RemovalPageRecord([.. _removals, .. added]);
    }
}

/// <summary>A page of removals.</summary>
internal sealed record RemovalPageRecord([property: JsonPropertyName("r")] IReadOnlyList<RemovalNote> Removals);

/// <summary>One removal as it is stored. Times are seconds since 1970.</summary>
/// <param name="Number">The digits.</param>
/// <param name="At">When it was removed.</param>
/// <param name="Why">Why it was removed.</param>
/// <param name="ListedAt">When it had been listed.</param>
/// <param name="Listed">Why it had been listed; null without a reason.</param>
internal sealed record RemovalNote(
    [property: JsonPropertyName("n")] long Number,
    [property: JsonPropertyName("a")] long At,
    [property: JsonPropertyName("w")] string Why,
    [property: JsonPropertyName("b")] string By,
    [property: JsonPropertyName("l")] long ListedAt,
    [property: JsonPropertyName("r")] string? Listed)
{
    public static RemovalNote Of(ListedNumber entry, RemoveNumbers request) => new(
        NumberPlace.DigitsOf(entry.Number), request.At.ToUnixTimeSeconds(), request.Reason, request.By, entry.AddedAt.ToUnixTimeSeconds(), entry.Reason);

    public bool IsOfSameEntry(RemovalNote other) => (Number, At, ListedAt) == (other.Number, other.At, other.ListedAt);

    public ListRemoval ToRemoval(PhoneNumber number) => new(
        number, Why, By, DateTimeOffset.FromUnixTimeSeconds(At), new ListedNumber(number, Listed, DateTimeOffset.FromUnixTimeSeconds(ListedAt)));
}
