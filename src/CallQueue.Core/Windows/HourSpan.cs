namespace CallQueue.Windows;

/// <summary>
/// Hours of a day on the clock on the wall: from <paramref name="Start"/> up to, not including, <paramref name="End"/>. An end
/// not after the start is the next day's: 20:00-02:00; 00:00 as an end is midnight: 18:00-24:00, and 00:00-24:00 is all day.
/// </summary>
public readonly record struct HourSpan(TimeOnly Start, TimeOnly End)
{
    internal bool IsOvernight => End <= Start;

    /// <summary>Whether it is ambiguous, empty or a whole day: 09:00-09:00.</summary>
    internal bool IsEmpty => Start == End && Start != TimeOnly.MinValue;
}
