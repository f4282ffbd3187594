using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Requests;

namespace CallQueue.Guards;

/// <summary>The fields of do-not-call lists.</summary>
internal static class NumberFields
{
    private const string Form = "E.164, such as +12025550171";

    public static TextField PhoneNumber { get; } = new(NumberText.Field, CallLimits.NameLength) { Description = "One number, with its country code. Send phone_number or phone_numbers, not both.", Form = Form, Without = "phone_numbers" };

    public static TextField Reason { get; } = new("reason", ListedNumber.LongestReason) { Description = "Why the number is listed. At the top it applies to numbers without their own.", Without = "none" };

    /// <summary>Why numbers are removed.</summary>
    public static TextField RemovalReason { get; } = new("reason", ListRemoval.LongestReason) { Description = "Why the numbers are removed. It is required, here or in the query, and kept with who removed them and when.", Without = "the reason of the query" };

    /// <summary>The same in the query.</summary>
    public static TextField ReasonInQuery { get; } = new("reason", ListRemoval.LongestReason) { Description = "Why the number is removed. It is kept with who removed it and when.", Without = "the reason in the body" };

    public static FieldTable Listed { get; } = new("ListedNumberBody", "A number with its reason.", [], [PhoneNumber, Reason, .. CallFields.Origin]);

    public static ListField PhoneNumbers { get; } = new("phone_numbers", 1_000_000, Listed)
    {
        Description = "Many numbers: strings, or objects with a reason.", Item = () => Shapes.Text(CallLimits.NameLength), Without = "phone_number",
    };

    /// <summary>Numbers to add to a do-not-call list or to remove from it.</summary>
    public static FieldTable List { get; } = new(
        "DoNotCallBody", "Numbers: one, or many at once. As text/csv instead, the first line names the columns: phone_number, and reason if there is one.", [], [PhoneNumber, PhoneNumbers, Reason, .. CallFields.Origin, Tenant.InBody])
    {
        Notes = new Dictionary<Field, string> { [Tenant.InBody] = "It is not allowed for the deployment's list." },
        Example = """{"phone_numbers":["+12025550171","+12025550172"],"reason":"complaint"}""",
    };

    /// <summary>Numbers to remove from a do-not-call list.</summary>
    public static FieldTable Removal { get; } = new(
        "DoNotCallRemovalBody", "Numbers to remove: one, or many at once, and why. As text/csv instead, the first line names the columns: phone_number; the reason is in the query then.", [],
        [PhoneNumber, PhoneNumbers, RemovalReason, .. CallFields.Origin, Tenant.InBody])
    {
        Notes = new Dictionary<Field, string> { [Tenant.InBody] = "It is not allowed for the deployment's list." },
        Example = """{"phone_numbers":["+12025550171","+12025550172"],"reason":"consent given again on 2026-11-30"}""",
    };

    public static TextField OptedOut { get; } = new(NumberText.Field, CallLimits.NameLength) { Description = "The number of the person who does not want to be called.", Form = Form };

    /// <summary>The body of POST /api/opt-out.</summary>
    public static FieldTable OptOut { get; } = new("OptOutBody", "A person who does not want to be called.", [OptedOut], [.. CallFields.Origin, Tenant.InBody]) { Example = """{"phone_number":"+12025550173"}""" };
}
