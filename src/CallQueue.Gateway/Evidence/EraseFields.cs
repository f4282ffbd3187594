using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Guards;
using CallQueue.Requests;

namespace CallQueue.Evidence;

/// <summary>The fields of an erasure.</summary>
internal static class EraseFields
{
    public static TextField Number { get; } = new(NumberText.Field, CallLimits.NameLength) { Description = "The number to erase.", Form = "E.164, such as +12025550171" };

    /// <summary>The body of POST /api/erase.</summary>
    public static FieldTable Erase { get; } = new("EraseBody", "A person to erase.", [Number], [.. CallFields.Origin, Tenant.InBody]) { Example = """{"phone_number":"+12025550171"}""" };
}
