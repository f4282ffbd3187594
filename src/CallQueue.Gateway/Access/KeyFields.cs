using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Keys;
using CallQueue.Requests;
using CallQueue.Validation;
using Microsoft.OpenApi;

namespace CallQueue.Access;

/// <summary>The fields of keys and sessions.</summary>
internal static class KeyFields
{
    private const int MaxKeyLength = 1_000;
    private const int MaxRoleLength = 20;

    public static TextField Name { get; } = new("name", KeyBook.MaxNameLength) { Description = "What the key is for." };

    public static NameField Business { get; } = new(Tenant.Field) { Description = "The business that the key opens. Send business_id or operator, not both.", Without = "operator" };

    public static FlagField Operator { get; } = new("operator") { Description = "Whether the key has full access.", Default = false };

    public static TextField Role { get; } = new("role", MaxRoleLength)
    {
        Words = KeyRoles.Words, Without = "operator with operator true, else business",
        Description = "What the key may do. submit_only submits calls and reads nothing; read_only reads and changes nothing.",
    };

    public static FlagField MayRemoveOptOuts { get; } = new("may_remove_opt_outs")
    {
        Description = "Whether a key with the role business may take people off its do-not-call list, with a reason that is kept. Operator keys may without it.", Default = false,
    };

    public static ParsedField<DateTimeOffset> ExpiresAt { get; } = new("expires_at", InstantText.Parse, InstantText.Problem, Shapes.Instant)
    {
        Description = "When the key ends by itself.", Form = "ISO 8601", Without = "never",
    };

    public static ListField AllowedFrom { get; } = new("allowed_from", KeyTerms.MaxNetworks)
    {
        Item = () => new OpenApiSchema { Type = JsonSchemaType.String }, Form = "IP addresses, or networks in CIDR notation", Without = "from everywhere",
        Description = "The networks that the key may be used from. Compared with the address of the connection, or behind a proxy of TRUSTED_PROXIES with the client's.",
    };

    /// <summary>The body of POST /api/keys.</summary>
    public static FieldTable New { get; } = new("NewKeyBody", "A key to create: for one business, or with full access.", [Name], [Business, Operator, Role, MayRemoveOptOuts, ExpiresAt, AllowedFrom])
    {
        Unknown = UnknownFields.Ignored, Example = """{"name":"crm","business_id":"clinic","role":"submit_only","expires_at":"2027-01-31T00:00:00Z","allowed_from":["10.0.0.0/8"]}""",
    };

    public static SecondsField Overlap { get; } = new("overlap_seconds", new Limits<TimeSpan>(TimeSpan.Zero, KeyBook.MaxOverlap))
    {
        Description = "How long the former secret goes on working.", Default = 86_400,
    };

    /// <summary>The body of POST /api/keys/{id}/rotate.</summary>
    public static FieldTable Rotation { get; } = new("KeyRotationBody", "How a key gets another secret.", [], [Overlap]) { Unknown = UnknownFields.Ignored, Example = """{"overlap_seconds":3600}""" };

    public static TextField ApiKey { get; } = new("api_key", MaxKeyLength) { Description = "The key." };

    /// <summary>The body of POST /api/session.</summary>
    public static FieldTable Session { get; } = new("SessionBody", "The key of the session to open.", [ApiKey], [])
    {
        Unknown = UnknownFields.Ignored, Example = """{"api_key":"cq_0123456789abcdef_the-secret-part"}""",
    };
}
