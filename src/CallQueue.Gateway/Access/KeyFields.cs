using CallQueue.Fields;
using CallQueue.Keys;
using CallQueue.Requests;

namespace CallQueue.Access;

/// <summary>The fields of keys and sessions.</summary>
internal static class KeyFields
{
    private const int MaxKeyLength = 1_000;

    public static TextField Name { get; } = new("name", KeyBook.MaxNameLength) { Description = "What the key is for." };

    public static NameField Business { get; } = new(Tenant.Field) { Description = "The business that the key opens. Send business_id or operator, not both.", Without = "operator" };

    public static FlagField Operator { get; } = new("operator") { Description = "Whether the key has full access.", Default = false };

    /// <summary>The body of POST /api/keys.</summary>
    public static FieldTable New { get; } = new("NewKeyBody", "A key to create: for one business, or with full access.", [Name], [Business, Operator])
    {
        Unknown = UnknownFields.Ignored, Example = """{"name":"crm","business_id":"clinic"}""",
    };

    public static TextField ApiKey { get; } = new("api_key", MaxKeyLength) { Description = "The key." };

    /// <summary>The body of POST /api/session.</summary>
    public static FieldTable Session { get; } = new("SessionBody", "The key of the session to open.", [ApiKey], [])
    {
        Unknown = UnknownFields.Ignored, Example = """{"api_key":"cq_0123456789abcdef_the-secret-part"}""",
    };
}
