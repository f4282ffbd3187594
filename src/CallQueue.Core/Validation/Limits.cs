using System.Globalization;

namespace CallQueue.Validation;

/// <summary>The range of a setting, both ends included. Stated once, here in Core; every reader of input asks for it.</summary>
public readonly record struct Limits<T>(T Min, T Max) where T : struct, IComparable<T>
{
    public bool Allow(T value) => value.CompareTo(Min) >= 0 && value.CompareTo(Max) <= 0;

    /// <summary>As shown in problems: <c>0 to 10000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Min} to {Max}");
}

/// <summary>Ranges of time in the units in which they are written.</summary>
public static class TimeLimits
{
    /// <summary>In whole seconds.</summary>
    public static Limits<long> InSeconds(this Limits<TimeSpan> limits) => new((long)Math.Ceiling(limits.Min.TotalSeconds), (long)limits.Max.TotalSeconds);

    /// <summary>In seconds and their fractions.</summary>
    public static Limits<double> InExactSeconds(this Limits<TimeSpan> limits) => new(limits.Min.TotalSeconds, limits.Max.TotalSeconds);

    /// <summary>In whole days.</summary>
    public static Limits<long> InDays(this Limits<TimeSpan> limits) => new((long)Math.Ceiling(limits.Min.TotalDays), (long)limits.Max.TotalDays);
}
