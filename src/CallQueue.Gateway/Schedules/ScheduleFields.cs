using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Requests;
using CallQueue.Validation;

namespace CallQueue.Schedules;

/// <summary>The fields of schedules.</summary>
internal static class ScheduleFields
{
    public static NameField Id { get; } = new("id") { Description = "The schedule's id, at most 100 characters.", Without = "an id is generated" };

    public static TextField Cron { get; } = new("cron", ScheduleSpec.CronLength)
    {
        Description = "When to call.",
        Form = "five cron fields: minute, hour, day of month, month, day of week (0 or 7 = Sunday); six with seconds first; or a name such as @daily",
    };

    public static ParsedField<DayMatch> DayMatch { get; } = new(
        "day_match", word => ScheduleWords.ParseDays(word), ScheduleWords.DayMatches, () => Shapes.OneOf("either", "both"))
    {
        Description = "Which days match when day of month and day of week are both given: either of them, as in Unix cron, or both.", Default = "either",
    };

    public static ParsedField<SkippedTime> Skipped { get; } = new(
        "skipped_time", word => ScheduleWords.ParseSkipped(word), ScheduleWords.SkippedTimes, () => Shapes.OneOf("next_valid", "skip"))
    {
        Description = "What happens when daylight saving skips the time.", Default = "next_valid",
    };

    public static ParsedField<DoubledTime> Doubled { get; } = new(
        "doubled_time", word => ScheduleWords.ParseDoubled(word), ScheduleWords.DoubledTimes, () => Shapes.OneOf("once", "both"))
    {
        Description = "What happens when daylight saving repeats the time. Expressions with every hour, a range or steps of hours continue through both.", Default = "once",
    };

    public static ParsedField<MisfirePolicy> Misfire { get; } = new(
        "misfire", word => ScheduleWords.ParseMisfire(word), ScheduleWords.Misfires, () => Shapes.OneOf("run_once", "run_all", "skip"))
    {
        Description = "What happens with occurrences that were missed during an outage.", Default = "run_once",
    };

    public static WholeField MisfireLimit { get; } = new("misfire_limit", new Limits<int>(1, ScheduleSpec.MaxMisfires))
    {
        Description = "The most occurrences that run_all submits.", Unit = "occurrences", Default = ScheduleSpec.UsualMisfires,
    };

    public static ParsedField<OverlapPolicy> Overlap { get; } = new(
        "overlap", word => ScheduleWords.ParseOverlap(word), ScheduleWords.Overlaps, () => Shapes.OneOf("queue", "skip", "cancel_earlier"))
    {
        Description = "What happens while an earlier occurrence is in progress.", Default = "queue",
    };

    public static TextField PhoneNumber { get; } = new("phone_number", CallFields.NumberLength)
    {
        Description = "The one person to call. Send phone_number or people, not both.", Form = "E.164, such as +12025550101", Without = "people",
    };

    public static FieldTable Person { get; } = new(
        "ScheduledPersonBody", "One of the people.", [CallFields.PhoneNumber],
        [.. CallFields.Origin, .. CallFields.Settings, CallFields.CampaignId, CallFields.Metadata], CallFields.ScheduledAt, CallFields.CustomCallId) { Unknown = UnknownFields.Stored };

    public static ListField People { get; } = new("people", ScheduleSpec.MostPeople, Person)
    {
        Description = "The people to call, as one run for each occurrence. Send phone_number or people, not both.", Without = "phone_number",
    };

    public static FieldTable Common { get; } = new(
        "ScheduledCallBody", "What the calls of a schedule have in common.", [], [.. CallFields.Settings, CallFields.Metadata], CallFields.CustomCallId) { Unknown = UnknownFields.Stored };

    public static ObjectField Call { get; } = new("call", Common) { Description = "What the calls have in common.", Without = "the business's settings" };

    private static IReadOnlyList<Field> Rest { get; } = [DayMatch, CallFields.TimeZone, Skipped, Doubled, Misfire, MisfireLimit, Overlap, PhoneNumber, .. CallFields.Origin, People, Call, Tenant.InBody];

    private static IReadOnlyDictionary<Field, string> ZoneNote { get; } = new Dictionary<Field, string> { [CallFields.TimeZone] = "Here it is the time zone of cron; without it, UTC applies." };

    /// <summary>The body of POST /api/schedules.</summary>
    public static FieldTable New { get; } = new("NewScheduleBody", "A new schedule: one person, or a list of people who are called as a run.", [Cron], [Id, .. Rest])
    {
        Notes = ZoneNote,
        Example = """
            {"id":"daily-reminder","cron":"0 9 * * 1","timezone":"Europe/Berlin","misfire":"run_once","overlap":"skip","phone_number":"+12025550101",
             "call":{"message":"Your weekly reminder.","priority":"high","max_retries":2,"metadata":{"campaign":"spring"}}}
            """,
    };

    /// <summary>The body of PUT /api/schedules/{id}.</summary>
    public static FieldTable Replaced { get; } = new("ScheduleBody", "A schedule: one person, or a list of people who are called as a run.", [Cron], Rest)
    {
        Unknown = UnknownFields.AsShown,
        Notes = ZoneNote,
        Example = """
            {"cron":"30 8 * * *","skipped_time":"next_valid","doubled_time":"once","misfire":"run_all","misfire_limit":3,
             "people":[{"phone_number":"+12025550101","call_config":{"variables":{"name":"Ada"}}}],"call":{"message":"Good morning, {{name}}."}}
            """,
    };

    /// <summary>The body of PATCH /api/schedules/{id}.</summary>
    public static FieldTable Changed { get; } = Replaced.AsChange("ScheduleChangeBody", "Fields of a schedule to change.", """{"cron":"30 8 * * *","misfire":"skip"}""");
}
