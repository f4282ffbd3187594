using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Requests;
using CallQueue.Runs;
using Microsoft.OpenApi;

namespace CallQueue.Lists;

/// <summary>The options of a list: in the query, in a form, or beside the calls of a JSON object.</summary>
internal static class ListOptions
{
    public static NameField RunId { get; } = new("run_id") { Description = "Name of the run.", Without = "derived from the list's content, so that the same list is the same run" };

    public static NameField BatchId { get; } = new("batch_id") { Description = "Another name of run_id.", Without = "run_id" };

    public static FlagField DryRun { get; } = new("dry_run") { Description = "Whether to store nothing and to answer what would be dialed: problems, duplicates, do-not-call hits and a forecast.", Default = false };

    public static TextField FileName { get; } = new("file_name", CallLimits.NameLength) { Description = "Name of the file. It is stored with the run.", Without = "the file name of the form" };

    public static FlagField SkipInvalid { get; } = new("skip_invalid") { Description = "Whether to skip invalid rows. Otherwise one invalid row refuses the whole list.", Default = false };

    public static FlagField AllowDuplicates { get; } = new("allow_duplicates") { Description = "Whether to accept numbers that appear more than once.", Default = false };

    public static FlagField Again { get; } = new("again") { Description = "Whether to call people again who were called lately in another run.", Default = false };

    public static ListField PhoneColumn { get; } = new("phone_column", 100)
    {
        Description = "The columns of the telephone number; the first filled one is called. It may be given more than once.", Item = () => Shapes.Text(CallLimits.NameLength), Without = "found by its header",
    };

    public static ListField Map { get; } = new("map", 100)
    {
        Description = "Which column a field is read from, as FIELD=COLUMN. It may be given more than once.", Item = () => Shapes.Text(CallLimits.NameLength), Without = "columns are found by their headers",
    };

    public static SecondsField RetryDelay { get; } = new("retry_delay", CallLimits.RetryDelay) { Description = "From the end of one attempt to the next. It needs max_retries beside it.", IsExact = true, Default = 1800 };

    public static NumberField RetryFactor { get; } = new("retry_factor", CallLimits.RetryFactor) { Description = "Each further delay is this many times the one before. It needs max_retries beside it.", Unit = "times", Default = 2 };

    public static SecondsField RingTimeout { get; } = new("ring_timeout", CallLimits.RingTimeout) { Description = "How long it may ring.", IsExact = true, Without = "the business's setting" };

    public static SecondsField MaxDuration { get; } = new("max_duration", CallLimits.MaxDuration) { Description = "A call is ended this long after the answer.", IsExact = true, Without = "the business's setting" };

    /// <summary>The people; their columns are those of a CSV list.</summary>
    public static ListField Calls { get; } = new("calls", new GatewayOptions().MaxListCalls)
    {
        Description = "The people, in the same columns as a CSV list.", Item = () => new OpenApiSchema { Type = JsonSchemaType.Object },
    };

    /// <summary>The options that the query and forms may have.</summary>
    public static IReadOnlyList<Field> All { get; } =
    [
        RunId, BatchId, DryRun, CallFields.Message, CallFields.Ssml, CallFields.Voice, CallFields.FlowName, CallFields.AnswerUrl, CallFields.RecordingEnabled, CallFields.RecordingChannels, .. MachineFields.All, CallFields.Priority, CallFields.Window,
        CallFields.TimeZone, CallFields.ScheduledAt, CallFields.Deadline, CallFields.Consent, CallFields.MaxRetries, CallFields.Country, RetryDelay, RetryFactor, RingTimeout, MaxDuration, SkipInvalid, AllowDuplicates, Again, PhoneColumn, Map, FileName,
        RunFields.AnswerRate, RunFields.TalkSeconds, RunFields.RingSeconds, RunFields.PricePerMinute,
    ];

    /// <summary>A list as a JSON object.</summary>
    public static FieldTable Body { get; } = new(
        "ListBody", "A list of people, and the options of all of them. Each option may be in the query instead.", [Calls], [.. All, CallFields.CallConfig, RunFields.Assumptions, Tenant.InBody])
    {
        Example = """
            {"run_id":"spring","message":"Hello {{name}}.","window":"09:00-21:00","timezone":"Europe/Berlin","max_retries":2,
             "calls":[{"phone":"+12025550101","name":"Ann"},{"phone":"+12025550102","name":"Bo"}]}
            """,
    };
}
