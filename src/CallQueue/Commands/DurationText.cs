using System.Buffers;
using System.Globalization;

namespace CallQueue.Commands;

/// <summary>Durations as people type them: <c>90s</c>, <c>30m</c>, <c>1.5h</c>, <c>2d</c>, <c>250ms</c>, <c>1h30m</c>; a bare number is seconds.</summary>
internal static class DurationText
{
    public const string Problem = "must be a duration such as 45s, 30m, 1.5h or 1h30m";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> AfterUnit = SearchValues.Create("0123456789. ");

    /// <summary>The longest duration: a year.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        ReadOnlySpan<char> rest = (text ?? "").AsSpan().Trim();
        if (rest.IsEmpty) return false;
        if (TryNumber(rest, out double seconds)) return TryAdd(ref duration, seconds);
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !TryNumber(rest[..digits], out double amount)) return false;
            rest = rest[digits..];
            int letters = rest.IndexOfAny(AfterUnit) is var end && end < 0 ? rest.Length : end;
            if (SecondsIn(rest[..letters]) is not { } unit || !TryAdd(ref duration, amount * unit)) return false;
            rest = rest[letters..].TrimStart();
        }

        return true;
    }

    /// <summary>For people: <c>0:07</c>, <c>12:30</c>, <c>3:05:00</c>.</summary>
    public static string Clock(TimeSpan time) => time < TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static bool TryAdd(ref TimeSpan duration, double seconds)
    {
        if (seconds > (Longest - duration).TotalSeconds) return false;
        duration += TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static double? SecondsIn(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 0.001,
        "s" or "sec" => 1,
        "m" or "min" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => null,
    };
}
