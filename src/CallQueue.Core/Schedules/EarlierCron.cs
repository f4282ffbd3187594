using System.Globalization;

namespace CallQueue.Schedules;

/// <summary>
/// No I/O: expressions that were stored before version 0.2, in today's syntax. That version read a range that runs backwards from its
/// smaller to its larger value (<c>SAT-SUN</c> was every day, <c>FRI-MON</c> Monday to Friday), took any beginning of a name
/// (<c>S</c> was Sunday), and let a step go beyond its range. Where both kinds of days were restricted, both had to match.
/// </summary>
internal static class EarlierCron
{
    private const string All = "*";

    /// <summary>The expression as it has fired until now, and how its days are to be matched for that.</summary>
    public static (string Cron, DayMatch Days) Rewrite(string cron)
    {
        string[] fields = cron.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5) return (cron, DayMatch.Either);
        string[] now = [.. fields.Select((text, place) => Rewrite(text, CronField.All[place + 1]))];
        string written = now.SequenceEqual(fields) ? cron : string.Join(' ', now);
        return (written, Cron.RestrictsBoth(["0", .. now]) ? DayMatch.Both : DayMatch.Either);
    }

    private static string Rewrite(string text, CronField field)
    {
        string[] items = [.. text.Split(',').Select(item => Rewrite(item, field, isAlone: !text.Contains(',', StringComparison.Ordinal)))];
        return items.Contains(All) ? All : string.Join(',', items);
    }

    private static string Rewrite(string item, CronField field, bool isAlone)
    {
        (string range, string? step) = item.Split('/') is [var before, var after] ? (before, after) : (item, null);
        if (range == All && (step is null || isAlone)) return StepFits(step, field.Max - field.Min) ? item : Written(field.Min);
        string[] ends = range == All ? [Written(field.Min), Written(field.Max)] : range.Split('-');
        if (ends.Length > 2 || ends.Any(end => ValueOf(end, field) is null)) return item;
        int first = ends.Min(end => ValueOf(end, field)!.Value), last = ends.Max(end => ValueOf(end, field)!.Value);
        bool isUnchanged = range != All && ends.All(end => field.ValueOf(end) is not null) && ValueOf(ends[0], field) == first;
        if (!StepFits(step, (ends.Length == 1 ? field.Max : last) - first)) return Written(first);
        if (isUnchanged) return item;
        if (step is null && first == field.Min && last == field.Max) return All;
        return $"{Written(first)}{(ends.Length == 1 ? "" : $"-{Written(last)}")}{(step is null ? "" : $"/{step}")}";
    }

    /// <summary>A number, or any beginning of a name: the first that begins so.</summary>
    private static int? ValueOf(string text, CronField field)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return number;
        int at = text.Length == 0 || field.Names is null ? -1 : Array.FindIndex(field.Names, name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : at + field.Min;
    }

    private static bool StepFits(string? step, int length) => step is null || (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int every) && every <= length);

    private static string Written(int value) => value.ToString(CultureInfo.InvariantCulture);
}
