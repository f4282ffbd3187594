using System.Globalization;

namespace CallQueue.Schedules;

/// <summary>No I/O: one field of a cron expression: its values, their names, and the parts of its text.</summary>
/// <param name="Name">As problems name it.</param>
/// <param name="Names">The full names of the values from <paramref name="Min"/> on, in lower case; null: numbers only.</param>
internal sealed record CronField(string Name, int Min, int Max, string[]? Names = null)
{
    private const int ShortestName = 3;

    /// <summary>The fields of an expression with seconds, in order.</summary>
    public static IReadOnlyList<CronField> All { get; } =
    [
        new("second", 0, 59), new("minute", 0, 59), new("hour", 0, 23), new("day of month", 1, 31),
        new("month", 1, 12, ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]),
        new("day of week", 0, 6, ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]),
    ];

    /// <summary>Whether the text leaves the field open, as Vixie cron decides it: it begins with an asterisk, or is a question mark.</summary>
    public static bool IsOpen(string text) => text[0] is '*' or '?';

    /// <summary>The text with names of months and days in three letters, which is the only form that the parser reads.</summary>
    public string WithShortNames(string text)
    {
        if (Names is null) return text;
        var parts = new List<string>();
        for (int at = 0; at < text.Length;)
        {
            int end = at;
            while (end < text.Length && char.IsAsciiLetter(text[end]) == char.IsAsciiLetter(text[at])) end++;
            string part = text[at..end];
            parts.Add(char.IsAsciiLetter(part[0]) && part.Length > ShortestName && Find(part) is { } name ? name[..ShortestName] : part);
            at = end;
        }

        return string.Concat(parts);
    }

    /// <summary>Why a step of the field can't be meant; null when there is none, or when the parser decides.</summary>
    public string? FindStepProblem(string text)
    {
        foreach (string item in text.Split(','))
        {
            if (item.Length == 0) return "has an empty item; remove the comma";
            if (item.Split('/') is not [var range, var every]) continue;
            if (every.Length == 0 || !every.All(char.IsAsciiDigit)) return $"has the step '{every}'; write a whole number after the slash";
            if (every.Trim('0').Length == 0) return "has a step of 0; write a step of at least 1";
            if (LengthOf(range) is { } length && (Number(every) is not { } step || step > length))
                return $"has a step that is larger than its range, so it matches only {FirstOf(range)}; write {FirstOf(range)}, or a step of at most {Math.Max(length, 1)}";
        }

        return null;
    }

    /// <summary>The value of a number or of a name of at least three letters; null when it is neither. 7 is Sunday.</summary>
    public int? ValueOf(string text) => Number(text) ?? (Find(text) is { } name ? Array.IndexOf(Names!, name) + Min : null);

    /// <summary>How far it is from the first to the last value of a range; a range may run over the end. Null when it is not a range.</summary>
    private int? LengthOf(string range)
    {
        if (range is "*" or "?") return Max - Min;
        string[] ends = range.Split('-');
        if (ends.Length > 2 || ValueOf(ends[0]) is not { } first) return null;
        if (ends.Length == 1) return Math.Max(Max - first, 0);
        return ValueOf(ends[1]) is not { } last ? null : last >= first ? last - first : last + (Max - Min + 1) - first;
    }

    private string FirstOf(string range) => range is "*" or "?" ? Min.ToString(CultureInfo.InvariantCulture) : range.Split('-')[0];

    private string? Find(string text) =>
        text.Length < ShortestName ? null : Names?.FirstOrDefault(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase));

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
