using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Requests;
using CallQueue.Validation;

namespace CallQueue.Runs;

/// <summary>The fields of the runs family [S0].</summary>
internal static class RunFields
{
    public static NameField RunId { get; } = new("run_id") { Description = "The id of the run." };

    /// <summary>The body of POST /api/outbound/stop-queue [S0].</summary>
    public static FieldTable StopQueue { get; } = new("StopQueueBody", "The run to stop.", [RunId], [CallFields.HangUpLive, Tenant.InBody])
    {
        Unknown = UnknownFields.Ignored,
        Example = """{"run_id":"campaign-7","hang_up_live":false}""",
    };

    public static TextField Who { get; } = new("who", 200)
    {
        Description = $"Whom to call: {AgainWords.Everybody}, {AgainWords.Unreached} (busy, no_answer, voicemail, no_agent, failed, canceled or expired), or one or more outcomes with commas between.", Default = AgainWords.Unreached,
    };

    public static NameField NewRun { get; } = new("run_id") { Description = "The id of the new run. The same id again adds nothing.", Without = "one is generated, from the Idempotency-Key if there is one" };

    /// <summary>The body of POST /api/runs/{id}/again.</summary>
    public static FieldTable Again { get; } = new("AgainBody", "Who is called again, and the id of the new run.", [], [Who, NewRun, Tenant.InBody])
    {
        Example = """{"who":"unreached","run_id":"spring-2"}""",
    };

    public static NumberField AnswerRate { get; } = new("answer_rate", new Limits<double>(0, 1)) { Description = "The share of dials that somebody answers.", Unit = "share", Default = 0.5 };

    public static NumberField TalkSeconds { get; } = new("talk_seconds", new Limits<double>(1, 14_400)) { Description = "How long an answered call lasts on average.", Unit = "seconds", Default = 60 };

    public static NumberField RingSeconds { get; } = new("ring_seconds", new Limits<double>(0, 60)) { Description = "How long it rings on average before somebody answers.", Unit = "seconds", Default = 10 };

    public static NumberField PricePerMinute { get; } = new("price_per_minute", new Limits<double>(0, 1_000))
    {
        Description = "The carrier's price of a started minute.", Unit = "your currency", Without = "no cost is calculated",
    };

    public static ParsedField<WrittenTime> StartAt { get; } = new("start_at", text => WrittenTime.Parse(text), InstantText.Problem, Shapes.Instant)
    {
        Description = "When the run is submitted.", Form = "ISO 8601; without an offset, in the timezone beside it, else in the business's, else in UTC", Without = "now",
    };

    public static FieldTable Assumed { get; } = new(
        "AssumedBody", "Assumptions about the people, and the price of a minute.", [], [AnswerRate, TalkSeconds, RingSeconds, PricePerMinute, StartAt]);

    public static ObjectField Assumptions { get; } = new("plan", Assumed) { Description = "The assumptions of the forecast.", Without = "the default of each assumption" };

    /// <summary>The body of POST /api/runs/plan.</summary>
    public static FieldTable Plan { get; } = new(
        "PlanBody", "A bulk, as POST /api/calls/bulk-queue accepts it, with assumptions about its people.", CallFields.QueueBulk.Required,
        [Assumptions, .. CallFields.QueueBulk.Fields.Except(CallFields.QueueBulk.Required)])
    {
        Unknown = UnknownFields.Ignored,
        Notes = CallFields.QueueBulk.Notes,
        Example = """
            {"plan":{"answer_rate":0.4,"talk_seconds":45,"price_per_minute":0.014},"window":"09:00-21:00","timezone":"Europe/Berlin",
             "calls":[{"phone_number":"+12025550101","priority":"high","max_retries":2},{"phone_number":"+12025550102"}]}
            """,
    };
}
