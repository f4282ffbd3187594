using System.Diagnostics.CodeAnalysis;
using Cronos;

namespace CallQueue.Schedules;

/// <summary>
/// No I/O: a cron expression, read on the clock on the wall: five fields (minute, hour, day of month, month, day of week), six with
/// seconds first, or a name such as <c>@daily</c>. Ranges may run over the end (<c>FRI-MON</c>), 0 and 7 are Sunday, and
/// <c>L</c>, <c>W</c> and <c>#</c> are read as Cronos reads them.
/// </summary>
internal sealed class Cron
{
    /// <summary>The longest expression, in characters.</summary>
    public const int MaxLength = 256;

    /// <summary>29 February on a given weekday repeats after 40 years at most; an expression without a match by then never fires.</summary>
    public const int LongestGapInYears = 41;

    private const int Hour = 2, DayOfMonth = 3, Month = 4, DayOfWeek = 5;
    private const string Form = "must have five fields (minute, hour, day of month, month, day of week) such as '0 9 * * MON-FRI', six with seconds first, or be a name such as @daily";

    private static readonly char[] Blanks = [' ', '\t'];
    private static readonly DateTime AnyDay = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, string> Macros = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@every_second"] = "* * * * * *", ["@every_minute"] = "* * * * *", ["@hourly"] = "0 * * * *", ["@daily"] = "0 0 * * *", ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0", ["@monthly"] = "0 0 1 * *", ["@yearly"] = "0 0 1 1 *", ["@annually"] = "0 0 1 1 *",
    };

    private readonly CronExpression[] _any;

    private Cron(CronExpression[] any, bool isHourly) => (_any, IsHourly) = (any, isHourly);

    /// <summary>
    /// Whether the hours are an asterisk, a range, steps or all of them. Such a schedule comes at intervals, and goes on through an hour
    /// that comes twice; one at single hours is for a time of the day.
    /// </summary>
    public bool IsHourly { get; }

    /// <summary>Parses an expression; if it is invalid, <paramref name="problem"/> names the field and the reason.</summary>
    public static bool TryParse(string? text, DayMatch days, [NotNullWhen(true)] out Cron? cron, [NotNullWhen(false)] out string? problem)
    {
        (cron, problem) = Parse(text ?? "", days);
        return problem is null;
    }

    /// <summary>The fields, seconds first; null when the text has another form.</summary>
    public static string[]? Split(string text)
    {
        string written = Macros.GetValueOrDefault(text.Trim(), text);
        string[] fields = written.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length switch { 5 => ["0", .. fields], 6 => fields, _ => null };
    }

    /// <summary>Whether both kinds of days are restricted, so that it matters whether either or both must match.</summary>
    public static bool RestrictsBoth(IReadOnlyList<string> fields) => !CronField.IsOpen(fields[DayOfMonth]) && !CronField.IsOpen(fields[DayOfWeek]);

    /// <summary>The first matching second after <paramref name="after"/> and before <paramref name="before"/>; null when there is none.</summary>
    public DateTime? NextLocal(DateTime after, DateTime before)
    {
        DateTime? next = null;
        foreach (CronExpression one in _any)
        {
            if (Next(one, after) is { } found && found < (next ?? before)) next = found;
        }

        return next;
    }

    private static (Cron? Cron, string? Problem) Parse(string text, DayMatch days)
    {
        if (text.Length > MaxLength) return (null, $"must be at most {MaxLength} characters");
        if (text.TrimStart().StartsWith('@') && !Macros.ContainsKey(text.Trim())) return (null, $"'{text}' is an unknown name; write one of {string.Join(", ", Macros.Keys)}, or five fields");
        if (Split(text) is not { } fields) return (null, $"{Form}; got '{text}'");
        for (int place = 0; place < fields.Length; place++)
        {
            fields[place] = CronField.All[place].WithShortNames(fields[place]);
            if (FindProblem(fields, place) is { } wrong) return (null, wrong);
        }

        string[][] all = days == DayMatch.Either && RestrictsBoth(fields) ? [Open(fields, DayOfWeek), Open(fields, DayOfMonth)] : [fields];
        var cron = new Cron([.. all.Select(Expression)], ComesHourly(fields[Hour]));
        int never = Array.FindIndex(cron._any, one => Next(one, AnyDay) is not { } next || next > AnyDay.AddYears(LongestGapInYears));
        return never < 0 ? (cron, null)
            : all.Length == 1 ? (null, $"'{text}' never fires: no month has such a day")
            : (null, $"'{text}' has a {CronField.All[never == 0 ? DayOfMonth : DayOfWeek].Name} that never fires in month '{fields[Month]}'");
    }

    /// <summary>Each field is checked alone, so that the problem can name it.</summary>
    private static string? FindProblem(string[] fields, int place)
    {
        CronField field = CronField.All[place];
        string text = fields[place];
        if (field.FindStepProblem(text) is { } step) return $"{field.Name} '{text}' {step}";
        string[] alone = ["*", "*", "*", "*", "*", "*"];
        alone[place] = text;
        try
        {
            Expression(alone);
            return null;
        }
        catch (CronFormatException e)
        {
            return $"{field.Name} '{text}' is wrong: {e.Message[(e.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]}";
        }
        catch (MissingSeedException)
        {
            return $"{field.Name} '{text}' leaves the value to chance (H); write a number";
        }
    }

    private static bool ComesHourly(string hours) => hours.AsSpan().ContainsAny("*/-") || hours.Split(',').Distinct().Count() == 24;

    private static string[] Open(string[] fields, int place) => [.. fields.Select((field, i) => i == place ? "*" : field)];

    private static CronExpression Expression(string[] fields) => CronExpression.Parse(string.Join(' ', fields), CronFormat.IncludeSeconds);

    /// <summary>The library takes instants in UTC; given the clock on the wall as such, it answers with that clock.</summary>
    private static DateTime? Next(CronExpression one, DateTime after) =>
        one.GetNextOccurrence(DateTime.SpecifyKind(after, DateTimeKind.Utc)) is { } next ? DateTime.SpecifyKind(next, DateTimeKind.Unspecified) : null;
}
