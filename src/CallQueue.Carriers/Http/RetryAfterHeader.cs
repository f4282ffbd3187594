using System.Globalization;
using System.Net.Http.Headers;

namespace CallQueue.Http;

/// <summary>
/// Reads <c>Retry-After</c> (RFC 9110, 10.2.3): seconds or a date. A date is compared with the carrier's own <c>Date</c>, so that a
/// wrong clock here changes nothing. What makes no sense (below zero, a date in the past, anything else) counts as absent, and
/// the longest wait is <see cref="Longest"/>.
/// </summary>
internal static class RetryAfterHeader
{
    /// <summary>A longer wait than any throttle of a carrier; after it, asking once more costs one request.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <param name="headers">Of the response.</param>
    /// <param name="now">Our time (UTC), for a response without <c>Date</c>.</param>
    /// <returns>Above zero and at most <see cref="Longest"/>; null: by our own backoff.</returns>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.NonValidated.TryGetValues("Retry-After", out HeaderStringValues values)) return null;
        string text = values.ToString().Trim();
        return Seconds(text) ?? (headers.RetryAfter?.Date is { } date ? Bounded((date - (headers.Date ?? now)).TotalSeconds) : null);
    }

    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) ? Bounded(seconds) : null;

    private static TimeSpan? Bounded(double seconds) =>
        !(seconds > 0) ? null : seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
}
