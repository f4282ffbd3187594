using System.Text.Json.Serialization;

namespace CallQueue.Fences;

/// <summary>A limit of usage is nearly or fully used, or the rate has jumped.</summary>
/// <param name="Measure">dials_per_hour, dials_per_day, minutes_per_day, cost_per_day, or dial_rate for a jump.</param>
/// <param name="Percent">80 or 100; of a jump 1000.</param>
/// <param name="Limit">What is allowed; of a jump: the usual dials in an hour.</param>
/// <param name="Until">When the hour or the day ends; null for a jump, which holds until it is confirmed.</param>
public sealed record UsageNotice(
    [property: JsonPropertyName("m")] string Measure,
    [property: JsonPropertyName("p")] int Percent,
    [property: JsonPropertyName("u")] decimal Used,
    [property: JsonPropertyName("l")] decimal Limit,
    [property: JsonPropertyName("e")] DateTimeOffset? Until);
