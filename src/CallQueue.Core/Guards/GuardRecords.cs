using System.Text.Json.Serialization;

namespace CallQueue.Guards;

/// <summary>A guard's root record.</summary>
internal sealed record NumberGuardRoot
{
    /// <summary>Numbers on each page of the list; empty before the first.</summary>
    public IReadOnlyList<int> Counts { get; init; } = [];

    /// <summary>Everything here is under the right spelling of its number; false in what versions before 0.2 stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsRespelled { get; init; }
}

/// <summary>A page of the list, as <see cref="ListPage"/> reads it.</summary>
internal sealed record ListPageRecord
{
    /// <summary>Twelve bytes each, in ascending order: see <see cref="ListPage"/>.</summary>
    [JsonPropertyName("n")] public required byte[] Numbers { get; init; }

    /// <summary>The reasons that they name by place.</summary>
    [JsonPropertyName("r")] public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>How often the page was changed since it is counted; the dial ledger says which version a number was checked against.</summary>
    [JsonPropertyName("v"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long Version { get; init; }
}

/// <summary>A page of dials that count against caps.</summary>
internal sealed record DialPageRecord([property: JsonPropertyName("d")] IReadOnlyList<DialNote> Dials);

/// <summary>One dial, noted before it was placed.</summary>
/// <param name="Number">The digits.</param>
/// <param name="At">By when the carrier had certainly received it, if it was placed.</param>
internal sealed record DialNote(
    [property: JsonPropertyName("n")] long Number, [property: JsonPropertyName("l")] long Lease, [property: JsonPropertyName("a")] DateTimeOffset At);
