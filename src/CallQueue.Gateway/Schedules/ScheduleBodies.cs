using System.Text.Json.Nodes;
using CallQueue.Calls;

namespace CallQueue.Schedules;

/// <summary>A schedule as apps write it: one person, or a list of people who are called as a run.</summary>
/// <param name="Cron">Five fields: minute, hour, day of month, month, day of week (0 or 7 = Sunday); six with seconds first; or a name such as @daily.</param>
/// <param name="DayMatch">When day of month and day of week are both given: either (default, as in Unix cron) or both must match.</param>
/// <param name="Timezone">The IANA zone of the expression; default UTC.</param>
/// <param name="SkippedTime">When daylight saving skips the time: next_valid (default) or skip.</param>
/// <param name="DoubledTime">When daylight saving repeats the time: once (default) or both. Expressions with every hour, a range or steps of hours continue through both.</param>
/// <param name="Misfire">For occurrences missed during an outage: run_once (default), run_all or skip.</param>
/// <param name="MisfireLimit">The most occurrences that run_all submits, 1 to 100; default 10.</param>
/// <param name="Overlap">While an earlier occurrence is in progress: queue (default), skip or cancel_earlier.</param>
/// <param name="PhoneNumber">The one person to call.</param>
/// <param name="People">The people to call, at most 1,000.</param>
/// <param name="Call">What the calls have in common.</param>
internal sealed record ScheduleBody(
    string Cron, string? DayMatch, string? Timezone, string? SkippedTime, string? DoubledTime, string? Misfire, int? MisfireLimit, string? Overlap,
    string? PhoneNumber, IReadOnlyList<JsonObject>? People, JsonObject? Call)
{
    public static ScheduleBody Of(ScheduleSpec spec) => new(
        spec.Cron, ScheduleWords.Of(spec.DayMatch ?? default), spec.TimeZone ?? ScheduleSpec.DefaultZone, ScheduleWords.Of(spec.Skipped), ScheduleWords.Of(spec.Doubled),
        ScheduleWords.Of(spec.Misfire), spec.MisfireLimit, ScheduleWords.Of(spec.Overlap), spec.To?.Value,
        spec.People?.Select(person => ScheduleCalls.Show(person.To, person.Priority, person.Script, person.Rules, person.Data)).ToList(),
        spec.Template is { } template ? ScheduleCalls.Show(null, template.Priority, template.Script, template.Rules, spec.Data) : null);
}
