using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NCrontab;

namespace CallQueue.Schedules;

/// <summary>
/// No I/O: a cron expression of five fields (minute, hour, day of month, month, day of week with 0 = Sunday), read on the
/// clock on the wall. Where day of month and day of week are both restricted, both must match.
/// </summary>
internal sealed class Cron
{
    /// <summary>The longest expression, in characters.</summary>
    public const int MaxLength = 256;

    /// <summary>29 February on a given weekday repeats after 40 years at most; an expression without a match by then never fires.</summary>
    public const int LongestGapInYears = 41;

    private static readonly string[] Fields = ["minute", "hour", "day of month", "month", "day of week"];
    private static readonly char[] Blanks = [' ', '\t'];
    private static readonly DateTime AnyDay = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private readonly CrontabSchedule _times;

    private Cron(CrontabSchedule times) => _times = times;

    /// <summary>Parses an expression; if it is invalid, <paramref name="problem"/> names the field and the reason.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Cron? cron, [NotNullWhen(false)] out string? problem)
    {
        cron = null;
        string[] fields = (text ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        problem = text is { Length: > MaxLength } ? $"must be at most {MaxLength} characters"
            : fields.Length != Fields.Length ? $"must have five fields ({string.Join(", ", Fields)}), such as '0 9 * * 1'; got '{text}'. Seconds and names such as @daily are not supported"
            : Enumerable.Range(0, Fields.Length).Select(place => FindProblem(fields, place)).FirstOrDefault(found => found is not null);
        if (problem is not null) return false;

        var parsed = new Cron(CrontabSchedule.Parse(string.Join(' ', fields)));
        if (parsed.NextLocal(AnyDay, AnyDay.AddYears(LongestGapInYears)) is null)
        {
            problem = $"'{text}' never fires: no month has such a day";
            return false;
        }

        cron = parsed;
        return true;
    }

    /// <summary>The first matching minute after <paramref name="after"/> and before <paramref name="before"/>; null when there is none.</summary>
    public DateTime? NextLocal(DateTime after, DateTime before)
    {
        DateTime next = _times.GetNextOccurrence(after, before);
        return next > after && next < before ? next : null;
    }

    /// <summary>Each field is checked alone, so that the problem can name it.</summary>
    private static string? FindProblem(string[] fields, int place)
    {
        string[] alone = ["*", "*", "*", "*", "*"];
        alone[place] = fields[place];
        if (fields[place].Split(',').Any(IsBackwards)) return $"{Fields[place]} '{fields[place]}' is a range that runs backwards; write the smaller value first";
        if (fields[place].Split(',').Any(part => part.Split('/') is [_, var step] && step.Trim('0').Length == 0)) return $"{Fields[place]} '{fields[place]}' has a step of 0; write a step of at least 1";
        string? problem = CrontabSchedule.TryParse<string?>(string.Join(" ", alone), _ => null, error => error().Message);
        return problem is null ? null : $"{Fields[place]} '{fields[place]}' is wrong: {problem}";
    }

    /// <summary>The library reads 22-2 as 2-22, which is never intended.</summary>
    private static bool IsBackwards(string part) =>
        part.Split('/')[0].Split('-') is [var first, var last] && Number(first) > Number(last);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
