namespace CallQueue.Timing;

/// <summary>Of several times, each of which may be missing, the earliest.</summary>
internal static class Earliest
{
    /// <returns>Null when all are missing.</returns>
    public static DateTimeOffset? Of(params ReadOnlySpan<DateTimeOffset?> times)
    {
        DateTimeOffset? earliest = null;
        foreach (DateTimeOffset? time in times) if (earliest is null || time < earliest) earliest = time;
        return earliest;
    }
}
