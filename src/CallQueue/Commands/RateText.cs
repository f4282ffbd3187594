using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Rates;

namespace CallQueue.Commands;

/// <summary>Rates as people type them: <c>10/60s</c>, <c>10/s</c>, <c>100/h</c>.</summary>
internal static class RateText
{
    public const string Problem = "must be dials per time, such as 10/60s, 1/s or 100/h";

    public static bool TryParse(string? text, [NotNullWhen(true)] out RateRule? rate)
    {
        rate = null;
        string[] sides = (text ?? "").Split('/', StringSplitOptions.TrimEntries);
        if (sides.Length != 2 || !int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count)) return false;
        string period = sides[1].Length > 0 && char.IsAsciiLetter(sides[1][0]) ? "1" + sides[1] : sides[1];
        if (!DurationText.TryParse(period, out TimeSpan length)) return false;
        var read = new RateRule(count, length);
        if (new BusinessSettings { Rates = [read] }.FindProblem() is not null) return false;
        rate = read;
        return true;
    }
}
