using System.Globalization;

namespace CallQueue.Inputs;

/// <summary>
/// Instants as ISO 8601 writes them, date first, so that no day can be taken for a month. Other forms that .NET would
/// read ("12:30", "11/22/2026") are refused.
/// </summary>
internal static class InstantText
{
    /// <summary>The problem of an invalid text.</summary>
    public const string Problem = "must be an ISO 8601 time such as 2026-01-31T09:00:00Z";

    private const int DateLength = 10;

    private static readonly string[] Forms =
    [
        "yyyyMMdd'T'HHmmK", "yyyyMMdd'T'HHmmssK",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The instant; a text without offset is UTC. Null when the text is not such a time.</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(
            Usual(text), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at)
            ? at
            : null;

    /// <summary>The instant as UTC with a Z; <see cref="Parse"/> reads it back.</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    /// <summary>
    /// With a capital T and Z (RFC 3339 allows small ones), and with the offset right behind the time and with its minutes: databases write
    /// 09:00:00+02, 09:00:00 +0200 and 09:00:00 UTC.
    /// </summary>
    private static string Usual(string text)
    {
        string time = text.Trim().ToUpperInvariant();
        if (time.EndsWith(" UTC", StringComparison.Ordinal)) time = $"{time[..^4]}Z";
        int blank = time.LastIndexOf(' ');
        if (blank > DateLength && time[blank + 1] is 'Z' or '+' or '-') time = time.Remove(blank, 1);
        return time.Length > DateLength && time[^3] is '+' or '-' && char.IsAsciiDigit(time[^2]) && char.IsAsciiDigit(time[^1]) ? $"{time}:00" : time;
    }

    /// <summary>The date and time of a text that names no offset; null when it has one, or is not such a time.</summary>
    public static DateTime? ParseLocal(string text) =>
        DateTime.TryParseExact(Usual(text), Forms, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime at)
        && at.Kind == DateTimeKind.Unspecified
            ? at
            : null;
}
