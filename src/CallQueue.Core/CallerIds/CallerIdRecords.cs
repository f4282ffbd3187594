using System.Text.Json.Serialization;

namespace CallQueue.CallerIds;

/// <summary>The pool of a business as stored in its root: at most one entry for each number of the pool.</summary>
internal sealed record CallerIdPoolRecord
{
    /// <summary>When the current day ends.</summary>
    [JsonPropertyName("d")] public DateTimeOffset DayEndsAt { get; init; }

    /// <summary>When the current day was begun: dials from before it count for the day before.</summary>
    [JsonPropertyName("b")] public DateTimeOffset DayBeganAt { get; init; }

    /// <summary>The number that the last dial took.</summary>
    [JsonPropertyName("l")] public PhoneNumber? Last { get; init; }

    /// <summary>The numbers that were dialed with, or rest.</summary>
    [JsonPropertyName("n")] public IReadOnlyList<CallerIdRecord> Numbers { get; init; } = [];
}

/// <summary>One number of a pool. Member names are short, since the root is written often.</summary>
internal sealed record CallerIdRecord([property: JsonPropertyName("n")] PhoneNumber Number)
{
    /// <summary>Dials of the day, those under way included.</summary>
    [JsonPropertyName("d"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int DayDials { get; init; }

    /// <summary>Since when it rests; null: it does not.</summary>
    [JsonPropertyName("s"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? RestsSince { get; init; }

    /// <summary>Until when it rests.</summary>
    [JsonPropertyName("u"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? RestsUntil { get; init; }

    /// <summary>Why it rests, or rested last.</summary>
    [JsonPropertyName("w"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Reason { get; init; }

    /// <summary>Rests in a row because the carrier refused it; 0 since it was last accepted.</summary>
    [JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Refusals { get; init; }
}
