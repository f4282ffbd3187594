using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Requests;
using CallQueue.Windows;

namespace CallQueue.Calls;

/// <summary>The fields of a call: as single requests, bulks and templates have them.</summary>
internal static class CallFields
{
    /// <summary>The longest telephone number as it is written, in characters.</summary>
    public const int NumberLength = 64;

    public static TextField PhoneNumber { get; } = new("phone_number", NumberLength)
    {
        Description = "The telephone number to call, in any usual spelling. Without a country code it belongs to country, else to the business's default_country.", Form = "E.164, such as +12025550101",
    };

    public static StoredField Country { get; } = new("country")
    {
        Description = "Where a telephone number without country code belongs: an ISO 3166 code such as US, or a calling code such as 44. It is stored and returned.", Without = "the business's default_country",
    };

    public static StoredField PhoneCode { get; } = new("phone_code")
    {
        Description = "The same as country, under VICIdial's name: a calling code such as 44. It is stored and returned.", Without = "country",
    };

    /// <summary>Where the telephone number beside them belongs: the first that is given counts.</summary>
    public static IReadOnlyList<StoredField> Origin { get; } = [Country, PhoneCode];

    public static NameField CustomCallId { get; } = new(KeptData.CustomCallId)
    {
        Description = "An id of your own for the call. A repeated request with the same id and content queues nothing again. Letters, digits and . - _ : @ + are allowed.",
        Without = "an id is generated",
    };

    public static ParsedField<WrittenTime> ScheduledAt { get; } = new(KeptData.ScheduledAt, text => WrittenTime.Parse(text), InstantText.Problem, Shapes.Instant)
    {
        Description = "Do not dial before this time, which may be at most ten years ahead.", Form = "ISO 8601; without an offset, in the timezone beside it, else in the business's, else in UTC", Without = "now",
    };

    public static ParsedField<Priority> Priority { get; } = new("priority", text => PriorityText.Parse(text), PriorityText.Problem, Shapes.Priority)
    {
        Description = "Calls of a higher priority are dialed first. The numbers 0 (urgent) to 3 (low) mean the same.", Default = "normal",
    };

    public static TextField Message { get; } = new("message", CallLimits.MessageLength)
    {
        Description = "The text that is spoken when the person answers. {{first_name}} is replaced by the variable or field of that name, in any case and with _, - or blanks; {{first_name|there}} has a default.", Without = "the answer_url or the flow_name of call_config decides",
    };

    public static FlagField Ssml { get; } = new("ssml") { Description = "Whether the message is SSML. Its voice must be one that speaks SSML.", Default = false };

    public static WholeField MaxRetries { get; } = new("max_retries", CallLimits.Retries)
    {
        Description = "How often to call again when the person was not reached.", Unit = "attempts after the first", Without = "the business's setting",
    };

    public static FieldTable WindowDays { get; } = WindowFields.Table;

    public static TextOrObjectField Window { get; } = new("window", WindowText.MaxLength, WindowDays)
    {
        Description = "The local hours in which the person may be called: 09:00-21:00, or mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25, or an object of lists by weekday.",
        Form = "local time", Without = "the business's setting",
    };

    public static TextField TimeZone { get; } = new("timezone", CallLimits.NameLength)
    {
        Description = "The time zone of the window, and of times without an offset. Names of Windows are understood; abbreviations such as EST and offsets are rejected.", Form = "IANA time zone, such as Europe/Berlin", Without = "the number's own zone",
    };

    public static ParsedField<WrittenTime> Deadline { get; } = new(KeptData.Deadline, text => WrittenTime.Parse(text), InstantText.Problem, Shapes.Instant)
    {
        Description = "A call that is not dialed by this time ends as expired.", Form = "ISO 8601; without an offset, in the timezone beside it, else in the business's, else in UTC", Without = "none",
    };

    public static TextField Consent { get; } = new("consent", CallLimits.ConsentLength)
    {
        Description = "What you have as proof of the person's consent, such as the id of a signed form. It is recorded, encrypted, with each dial in the dial ledger.", Without = "no reference is recorded",
    };

    public static TextField Voice { get; } = new("voice", CallLimits.NameLength) { Description = "The voice that speaks the message, as the carrier names it.", Without = "the carrier's" };

    public static NameField From { get; } = new("from") { Description = "The caller id, with its country code: a number that the carrier account may show.", Form = "E.164, such as +12025550199", Without = "the business's caller_ids or number" };

    public static SecondsField MaxDuration { get; } = new("max_duration", CallLimits.MaxDuration)
    {
        Description = "A call is ended this long after the answer.", Without = "the business's setting",
    };

    public static FlagField RecordingEnabled { get; } = new("recording_enabled") { Description = "Whether the carrier records the call.", Default = false };

    public static TextField RecordingChannels { get; } = new("recording_channels", CallLimits.NameLength)
    {
        Description = "dual records each side in a channel of its own, mono both in one. Twilio only.", Words = ["mono", "dual"], Default = "mono",
    };

    public static TextField FlowName { get; } = new("flow_name", CallLimits.NameLength) { Description = "The flow of the agent server that talks to the person.", Without = "none" };

    public static TextField AnswerUrl { get; } = new("answer_url", CallLimits.UrlLength) { Description = "Where the carrier gets its instructions when the person answers.", Form = "absolute http or https URL", Format = "uri", Without = "this server answers" };

    public static TextsField Variables { get; } = new(KeptData.Variables, CallLimits.VariablesBytes)
    {
        Description = "Values for the places in the message, and for the agent. Names and values together: at most 32 KB.", Without = "none",
    };

    public static FieldTable Config { get; } = new("CallConfigBody", "What happens when the person answers.", [], [Voice, From, MaxDuration, RecordingEnabled, RecordingChannels, FlowName, AnswerUrl, Variables, .. MachineFields.All])
    {
        Unknown = UnknownFields.Stored,
    };

    public static ObjectField CallConfig { get; } = new(KeptData.CallConfig, Config) { Description = "What happens when the person answers.", Without = "the message is spoken" };

    public static StoredField CampaignId { get; } = new(KeptData.CampaignId) { Description = "An id of your campaign. It is stored and returned.", Without = "none" };

    public static StoredField Metadata { get; } = new(KeptData.Metadata) { Description = "Any JSON of yours. It is stored and returned; with the other stored fields at most 32 KB, and at most 32 levels deep.", Without = "none" };

    /// <summary>What calls, bulks and templates have in common, as <see cref="CallSettings"/> reads it.</summary>
    public static IReadOnlyList<Field> Settings { get; } = [Priority, Message, Ssml, MaxRetries, Window, TimeZone, Deadline, Consent, CallConfig];

    /// <summary>One call of a list.</summary>
    public static FieldTable Item { get; } = new(
        "BulkCallBody", "One call of a list.", [PhoneNumber], [.. Origin, CustomCallId, ScheduledAt, .. Settings, CampaignId, Metadata]) { Unknown = UnknownFields.Stored };

    /// <summary>The body of POST /api/calls/queue [S3.16].</summary>
    public static FieldTable QueueCall { get; } = new(
        "QueueCallBody", "One call.", [PhoneNumber], [.. Origin, CustomCallId, ScheduledAt, .. Settings, CampaignId, Metadata, Tenant.InBody])
    {
        Unknown = UnknownFields.Stored,
        Example = CallExample,
    };

    public static NameField BatchId { get; } = new("batch_id")
    {
        Description = "An id of your own for the run. A repeated request with the same id and content queues nothing again. Letters, digits and . - _ : @ + are allowed.",
        Without = "an id is generated",
    };

    /// <summary>The calls of a bulk; more than this are rejected by <see cref="GatewayOptions.MaxCalls"/>, which a deployment sets.</summary>
    public static ListField Calls { get; } = new("calls", new GatewayOptions().MaxCalls, Item, min: 1) { Description = "The calls. All of them are accepted, or none if one is invalid." };

    /// <summary>The body of POST /api/calls/bulk-queue [S3.20].</summary>
    public static FieldTable QueueBulk { get; } = new(
        "QueueBulkBody", "Many calls, which become one run. The other fields are defaults for each call.", [Calls], [BatchId, ScheduledAt, .. Settings, Metadata, Tenant.InBody])
    {
        Unknown = UnknownFields.Stored,
        Notes = BulkNotes,
        Example = $$"""{"batch_id":"campaign-7","window":"mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00","timezone":"Europe/Berlin","calls":[{{CallExample}}]}""",
    };

    public static FlagField HangUpLive { get; } = new("hang_up_live") { Description = "Whether calls that are ringing or in progress are ended at the carrier too.", Default = false };

    /// <summary>The body of a cancel or a stop.</summary>
    public static FieldTable Cancel { get; } = new("CancelBody", "How to cancel.", [], [HangUpLive, Tenant.InBody]) { Unknown = UnknownFields.Ignored, Example = """{"hang_up_live":true}""" };

    /// <summary>The body of a move.</summary>
    public static FieldTable Move { get; } = new("PriorityBody", "The new priority.", [Priority], [Tenant.InBody]) { Unknown = UnknownFields.Ignored, Example = """{"priority":"urgent"}""" };

    /// <summary>The body of a command without other fields.</summary>
    public static FieldTable Command { get; } = new("OrderBody", "The business of the command.", [], [Tenant.InBody]) { Unknown = UnknownFields.Ignored, Example = """{"business_id":"default"}""" };

    private const string CallExample = """
        {"phone_number":"+12025550101","campaign_id":"spring","priority":"high","max_retries":2,"metadata":{"lead":7},
         "call_config":{"voice":"alice","max_duration":600,"flow_name":"reminder","variables":{"name":"Ada"}}}
        """;

    /// <summary>What the fields of a call mean for a whole bulk.</summary>
    private static Dictionary<Field, string> BulkNotes => new()
    {
        [ScheduledAt] = "Delays the whole run; a call's own later time applies.",
        [Deadline] = "Applies to all calls; where a call has its own, the earlier one applies.",
    };
}
