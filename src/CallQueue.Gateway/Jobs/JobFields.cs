using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Requests;
using CallQueue.Schedules;
using CallQueue.Validation;

namespace CallQueue.Jobs;

/// <summary>The fields of the job family [S1].</summary>
internal static class JobFields
{
    private const string JobExample = """{"to":"+12025550101","message":"Hello, this is your reminder.","lead_id":"lead-1","priority":"normal","metadata":{"campaign":"spring"}}""";

    /// <summary>The range of an age or a delay in milliseconds.</summary>
    private static readonly Limits<long> Milliseconds = new(0, (long)CallItem.Furthest.TotalMilliseconds);

    public static TextField To { get; } = new("to", CallFields.NumberLength)
    {
        Description = "The telephone number to call, with its country code.", Form = "E.164, such as +12025550101",
    };

    public static ParsedField<WrittenTime> ScheduleAt { get; } = new("scheduleAt", text => WrittenTime.Parse(text), InstantText.Problem, Shapes.Instant)
    {
        Description = "Do not dial before this time, which may be at most ten years ahead. Send scheduleAt or delayMs, not both.", Form = "ISO 8601; without an offset, in the timezone beside it, else in the business's, else in UTC", Without = "now",
    };

    public static WholeField DelayMs { get; } = new("delayMs", Milliseconds)
    {
        Description = "Do not dial before this much time has passed. Send scheduleAt or delayMs, not both.", Unit = "milliseconds", Default = 0,
    };

    public static StoredField LeadId { get; } = new("lead_id") { Description = "An id of your lead. It is stored and returned.", Without = "none" };

    /// <summary>One job of a list.</summary>
    public static FieldTable Item { get; } = new(
        "BulkJobBody", "One call of a list.", [To], [.. CallFields.Origin, ScheduleAt, DelayMs, CallFields.CustomCallId, .. CallFields.Settings, LeadId, CallFields.Metadata]) { Unknown = UnknownFields.Stored };

    /// <summary>The body of POST /api/queue/schedule-call and schedule-delayed-call [S1.11, S1.12].</summary>
    public static FieldTable Schedule { get; } = new(
        "ScheduleCallBody", "One call.", [To],
        [.. CallFields.Origin, ScheduleAt, DelayMs, CallFields.CustomCallId, .. CallFields.Settings, LeadId, CallFields.Metadata, Tenant.InBody])
    {
        Unknown = UnknownFields.Stored,
        Example = JobExample,
    };

    public static ListField Calls { get; } = new("calls", new GatewayOptions().MaxCalls, Item, min: 1) { Description = "The calls. All of them are accepted, or none if one is invalid." };

    /// <summary>The body of POST /api/queue/schedule-bulk-calls [S1.18].</summary>
    public static FieldTable ScheduleBulk { get; } = new(
        "ScheduleBulkBody", "Many calls, which become one run. The other fields are defaults for each call.", [Calls],
        [CallFields.BatchId, ScheduleAt, DelayMs, .. CallFields.Settings, CallFields.Metadata, Tenant.InBody])
    {
        Unknown = UnknownFields.Stored,
        Notes = new Dictionary<Field, string> { [ScheduleAt] = "Delays the whole run.", [DelayMs] = "Delays the whole run." },
        Example = $$"""{"calls":[{{JobExample}}]}""",
    };

    public static TextField CronExpression { get; } = new("cronExpression", ScheduleSpec.CronLength)
    {
        Description = "When to call, in the time zone of timezone.", Form = "five cron fields: minute, hour, day of month, month, day of week (0 or 7 = Sunday); six with seconds first; or a name such as @daily",
    };

    /// <summary>The body of POST /api/queue/schedule-recurring-call [S1.15].</summary>
    public static FieldTable Recurring { get; } = new(
        "RecurringCallBody", "A recurring call.", [To, CronExpression], [.. CallFields.Origin, ScheduleFields.DayMatch, CallFields.CustomCallId, .. CallFields.Settings, LeadId, CallFields.Metadata, Tenant.InBody], ScheduleAt, DelayMs)
    {
        Unknown = UnknownFields.Stored,
        Notes = new Dictionary<Field, string> { [CallFields.TimeZone] = "It is also the time zone of cronExpression, for which the default is UTC." },
        Example = """{"to":"+12025550101","message":"Your daily reminder.","cronExpression":"0 9 * * *","priority":"normal","timezone":"Europe/Berlin"}""",
    };

    public static WholeField Grace { get; } = new("grace", Milliseconds) { Description = "Jobs are removed that ended longer ago than this.", Unit = "milliseconds", Default = 3_600_000 };

    public static WholeField Limit { get; } = new("limit", new Limits<int>(1, 100_000)) { Description = "At most so many jobs are removed.", Unit = "jobs", Default = 1000 };

    /// <summary>The body of POST /api/queue/clean [S1.27].</summary>
    public static FieldTable Clean { get; } = new("CleanBody", "What to remove.", [], [Grace, Limit, Tenant.InBody]) { Unknown = UnknownFields.Ignored, Example = """{"grace":3600000,"limit":1000}""" };
}
