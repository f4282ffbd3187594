using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Requests;

namespace CallQueue.Rosters;

/// <summary>The fields of the roster's contacts.</summary>
internal static class ContactFields
{
    private const string ContactExample = """
        {"id":"ann","phone_number":"+12025550101","name":"Ann","call_enabled":true,"call_time":"20:30:00","local_tz":"Asia/Kathmandu",
         "variables":{"plan":"gold"},"max_attempts":3,"retry_delay":1800}
        """;

    public static NameField Id { get; } = new("id") { Description = "An id of your own for the contact, at most 64 characters.", Without = "the id in the path" };

    public static TextField Name { get; } = new("name", Rosters.Contact.LongestName) { Description = "The person's name. It fills {{name}}.", Without = "none" };

    public static FlagField CallEnabled { get; } = new("call_enabled") { Description = "Whether the person is called.", Default = true };

    public static ParsedField<TimeOnly> CallTime { get; } = new(
        "call_time", ContactReader.ParseTime, "must be a time of day such as 20:30:00", () => Shapes.Text(@"^\d{2}:\d{2}(:\d{2})?$"))
    {
        Description = "When the person is called each day, in their own time zone.", Form = "HH:MM:SS or HH:MM", Default = "20:30:00",
    };

    public static TextField Zone { get; } = new("local_tz", 100) { Description = "The person's time zone.", Form = "IANA time zone, such as Europe/Berlin", Without = "the business's" };

    public static TextsField Variables { get; } = new(KeptData.Variables, null) { Description = "Values for the places in the message, and for the agent.", Without = "none" };

    public static WholeField MaxAttempts { get; } = new("max_attempts", CallLimits.Attempts) { Description = "Attempts of each day's call, the first included.", Unit = "attempts", Without = "the roster's" };

    public static SecondsField RetryDelay { get; } = new("retry_delay", CallLimits.RetryDelay) { Description = "From the end of one attempt to the next.", Without = "the roster's" };

    public static TextsField Data { get; } = new(ContactReader.Data, null) { Description = "Fields of your own. They are stored and returned; unknown fields beside it are stored here too.", Without = "none" };

    private static IReadOnlyList<Field> Rest { get; } = [Name, CallEnabled, CallTime, Zone, Variables, MaxAttempts, RetryDelay, Data];

    /// <summary>A contact of an upload.</summary>
    public static FieldTable Contact { get; } = new("ContactBody", "A contact.", [Id, CallFields.PhoneNumber], [.. CallFields.Origin, .. Rest]) { Unknown = UnknownFields.Stored };

    /// <summary>The body of PUT /api/roster/contacts/{id}.</summary>
    public static FieldTable Replaced { get; } = new("ReplacedContactBody", "A contact.", [CallFields.PhoneNumber], [Id, .. CallFields.Origin, .. Rest, Tenant.InBody]) { Unknown = UnknownFields.Stored, Example = ContactExample };

    /// <summary>The body of PATCH /api/roster/contacts/{id}.</summary>
    public static FieldTable Changed { get; } = Replaced.AsChange("ContactChangeBody", "Fields of a contact to change.", """{"call_time":"19:00:00","call_enabled":true}""");

    public static ListField Contacts { get; } = new("contacts", new GatewayOptions().MaxCalls, Contact) { Description = "The contacts. They are added, or replace the contacts with the same id." };

    /// <summary>The body of POST /api/roster/contacts.</summary>
    public static FieldTable Upload { get; } = new("ContactsBody", "Contacts to add or replace. A plain list of contacts is accepted too.", [Contacts], [Tenant.InBody]) { Example = $$"""{"contacts":[{{ContactExample}}]}""" };
}
