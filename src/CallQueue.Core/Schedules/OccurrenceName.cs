using System.Globalization;

namespace CallQueue.Schedules;

/// <summary>
/// No I/O: the name of an occurrence's call or run, the same each time it is generated. A manual occurrence is
/// named to the millisecond, so it is never confused with a due one.
/// </summary>
internal static class OccurrenceName
{
    /// <summary>The longest name of a schedule, so that those of its occurrences are names, too.</summary>
    public const int MaxScheduleName = 100;

    public static string Of(string schedule, PendingOccurrence occurrence) => string.Create(
        CultureInfo.InvariantCulture,
        $"{schedule}@{occurrence.At.UtcDateTime.ToString(occurrence.IsManual ? "yyyyMMdd'T'HHmmssfff'Z'" : "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
}
