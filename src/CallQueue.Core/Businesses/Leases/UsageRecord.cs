using System.Text.Json.Serialization;

namespace CallQueue.Businesses.Leases;

/// <summary>What a business has used, as stored in its root: of bounded size.</summary>
internal sealed record UsageRecord
{
    /// <summary>When the current hour ends.</summary>
    [JsonPropertyName("h")] public DateTimeOffset HourEndsAt { get; init; }

    /// <summary>When the current day ends.</summary>
    [JsonPropertyName("d")] public DateTimeOffset DayEndsAt { get; init; }

    [JsonPropertyName("hd"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int HourDials { get; init; }

    [JsonPropertyName("dd"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int DayDials { get; init; }

    /// <summary>Talk time of the day, in seconds.</summary>
    [JsonPropertyName("ds"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public double DaySeconds { get; init; }

    [JsonPropertyName("dc"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public decimal DayCost { get; init; }

    /// <summary>Dials of the last hours in which there were any, the oldest first.</summary>
    [JsonPropertyName("p")] public IReadOnlyList<int>? Past { get; init; }

    /// <summary>Which notices of the hour and the day were given.</summary>
    [JsonPropertyName("t"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Told { get; init; }

    /// <summary>Since when a jump of the rate holds the business; null: none does.</summary>
    [JsonPropertyName("j")] public DateTimeOffset? JumpedAt { get; init; }

    /// <summary>Until when its owner has confirmed the rate.</summary>
    [JsonPropertyName("c")] public DateTimeOffset? ConfirmedUntil { get; init; }
}
