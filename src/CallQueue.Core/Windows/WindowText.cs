using System.Globalization;
using System.Text;

namespace CallQueue.Windows;

/// <summary>Windows as people write them: <c>mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25</c>.</summary>
public static class WindowText
{
    /// <summary>The problem of a text that is not a window.</summary>
    public const string Problem = "must look like 09:00-21:00, or mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25";

    /// <summary>The longest text that is read.</summary>
    public const int MaxLength = 8_000;

    private const string ClosedWord = "closed";

    /// <summary>The days as they are written, Monday first.</summary>
    public static IReadOnlyList<string> Days { get; } = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The window, or the problem of the text.</summary>
    internal static (CallingWindow? Window, string? Problem) Parse(string? text)
    {
        if (text is null || text.Length > MaxLength) return (null, Problem);
        var builder = new WindowBuilder();
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries))
            if (ParsePart(part, builder) is { } problem) return (null, problem);
        return builder.Build();
    }

    internal static string Write(CallingWindow window)
    {
        var text = new StringBuilder();
        if (window.Week is null) text.Append(Write(new HourSpan(window.Start, window.End)));
        else WriteWeek(window.Week, text);
        if (window.Closed is { Count: > 0 } closed)
            text.Append(CultureInfo.InvariantCulture, $"; {ClosedWord} {string.Join(",", closed.Select(date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))}");
        return text.ToString();
    }

    internal static HourSpan? ParseSpan(string text)
    {
        string[] ends = text.Split('-', StringSplitOptions.TrimEntries);
        return ends.Length == 2 && ParseTime(ends[0]) is { } start && ParseTime(ends[1]) is { } end ? new HourSpan(start, end) : null;
    }

    internal static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    private static string? ParsePart(string part, WindowBuilder builder)
    {
        if (part.Length == 0) return Problem;
        if (!char.IsAsciiLetter(part[0])) return builder.AddEveryDay(part);
        int blank = part.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) return Problem;
        (string name, string rest) = (part[..blank].ToLowerInvariant(), part[(blank + 1)..].Trim());
        if (name == ClosedWord) return builder.AddClosed(rest.Split(',', StringSplitOptions.TrimEntries));
        foreach (string days in name.Split(','))
        {
            if (ParseDays(days) is not { } range) return $"has an unknown day '{days}'; write mon, tue, wed, thu, fri, sat or sun";
            if (builder.AddDays(range, rest) is { } problem) return problem;
        }

        return null;
    }

    /// <summary>The days of <c>mon</c>, <c>mon-fri</c> or <c>sat-mon</c>, 0 is Monday.</summary>
    private static IEnumerable<int>? ParseDays(string text)
    {
        string[] ends = text.Split('-');
        (int first, int last) = (DayOf(ends[0]), DayOf(ends[^1]));
        if (ends.Length > 2 || first < 0 || last < 0) return null;
        return Enumerable.Range(0, ((last - first + 7) % 7) + 1).Select(i => (first + i) % 7);
    }

    private static int DayOf(string name)
    {
        for (int day = 0; day < Days.Count; day++) if (Days[day] == name) return day;
        return -1;
    }

    /// <summary>Days in a row that have the same hours are written together.</summary>
    private static void WriteWeek(IReadOnlyList<IReadOnlyList<HourSpan>> week, StringBuilder text)
    {
        for (int day = 0; day < 7;)
        {
            int last = day;
            while (last + 1 < 7 && week[last + 1].SequenceEqual(week[day])) last++;
            if (week[day].Count > 0)
            {
                if (text.Length > 0) text.Append("; ");
                text.Append(Days[day]);
                if (last > day) text.Append('-').Append(Days[last]);
                text.Append(' ').AppendJoin(',', week[day].Select(Write));
            }

            day = last + 1;
        }
    }

    private static string Write(HourSpan span) => string.Create(
        CultureInfo.InvariantCulture, $"{Write(span.Start)}-{(span.End == TimeOnly.MinValue ? "24:00" : Write(span.End))}");

    private static string Write(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static TimeOnly? ParseTime(string text) =>
        text == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time
        : null;
}
