using CallQueue.Windows;

namespace CallQueue.Inputs;

/// <summary>A time as it is written: an instant, or without an offset the date and time on the clocks of a zone that is named elsewhere.</summary>
/// <param name="Utc">The instant; of a local time, its date and time as if they were UTC's.</param>
/// <param name="IsLocal">It has no offset.</param>
internal readonly record struct WrittenTime(DateTimeOffset Utc, bool IsLocal)
{
    /// <summary>Null when the text is not a time: <see cref="InstantText.Problem"/>.</summary>
    public static WrittenTime? Parse(string text) => InstantText.Parse(text) is { } at ? new WrittenTime(at, InstantText.ParseLocal(text) is not null) : null;

    /// <summary>The instant, for a local time on the clocks of <paramref name="zone"/>; null: UTC.</summary>
    public DateTimeOffset In(string? zone) => IsLocal && zone is not null ? TimeZones.At(zone, Utc.UtcDateTime) : Utc;
}
