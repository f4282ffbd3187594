using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.Windows;

namespace CallQueue.Schedules;

/// <summary>A schedule and its state.</summary>
/// <param name="People">The list of people; absent in lists of schedules.</param>
/// <param name="PeopleCount">How many people each occurrence calls.</param>
/// <param name="NextFireTimes">The next ten, with the offset of the schedule's zone; none while it is paused.</param>
/// <param name="Warnings">What to know about the schedule; absent when there is nothing.</param>
/// <param name="LastResults">The last ten occurrences that were submitted and the last fifty that were not, the newest first.</param>
internal sealed record ScheduleView(
    string Id, string BusinessId, bool Paused, string Cron, string? DayMatch, string? Timezone, string? SkippedTime, string? DoubledTime, string? Misfire,
    int? MisfireLimit, string? Overlap, string? PhoneNumber,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<JsonObject>? People,
    int PeopleCount, JsonObject? Call, DateTimeOffset CreatedAt, IReadOnlyList<DateTimeOffset> NextFireTimes, IReadOnlyList<OccurrenceView> LastResults,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings)
{
    public static ScheduleView Of(ScheduleId id, ScheduleSnapshot schedule, bool withPeople = true)
    {
        var body = ScheduleBody.Of(schedule.Spec);
        return new ScheduleView(
            id.Name, id.Business.Value, schedule.Paused, body.Cron, body.DayMatch, body.Timezone, body.SkippedTime, body.DoubledTime, body.Misfire,
            body.MisfireLimit, body.Overlap, body.PhoneNumber, withPeople ? body.People : null, schedule.Spec.People?.Count ?? 1, body.Call,
            schedule.CreatedAt, [.. schedule.NextTimes.Select(at => TimeZones.In(body.Timezone!, at))], [.. schedule.Results.Select(OccurrenceView.Of)],
            schedule.EarlierCron is { } earlier ? [Warning(earlier, body.Cron)] : null);
    }

    private static string Warning(string earlier, string cron) => earlier == cron
        ? $"'{cron}' is from a version in which day of month and day of week both had to match; it still fires so (day_match: both). To fire when either matches, set day_match: either"
        : $"cron was '{earlier}', which an earlier version read as '{cron}'; it still fires so. To fire as '{earlier}' says, set cron to that again";
}

/// <summary>One occurrence.</summary>
/// <param name="Id">The id of its call or run, which has its progress.</param>
/// <param name="Status">pending, fired, skipped or failed.</param>
/// <param name="Manual">It was triggered manually.</param>
/// <param name="At">When it was submitted, skipped or rejected; null while it is pending.</param>
/// <param name="Reason">Why it was skipped or rejected.</param>
internal sealed record OccurrenceView(string Id, string Status, DateTimeOffset ScheduledFor, bool Manual, DateTimeOffset? At, string? Reason)
{
    public static OccurrenceView Of(Occurrence occurrence) => new(
        occurrence.Name, ScheduleWords.Of(occurrence.Status), occurrence.ScheduledFor, occurrence.IsManual, occurrence.At, occurrence.Reason);
}

/// <summary>A page of a business's schedules.</summary>
/// <param name="Next">The next page; absent at the end.</param>
internal sealed record SchedulePage(
    IReadOnlyList<ScheduleView> Schedules, int Total, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next);
