using CallQueue.Calls;
using CallQueue.Fields;

namespace CallQueue.Webhooks;

/// <summary>The fields of an agent provider's message. Its carrier reads them in several spellings, so here they are only described.</summary>
internal static class WebhookFields
{
    public static StoredField CallId { get; } = new("call_id") { Description = "The provider's id of the call.", Without = "none" };

    public static StoredField Status { get; } = new("status") { Description = "The state of the call in the provider's words: initiated, ringing, answered, completed, busy, no_answer, failed and the like.", Without = "the message has no news" };

    public static StoredField Metadata { get; } = new(KeptData.Metadata) { Description = "call, attempt and token, as they were sent with the call. Without the token nothing changes.", Without = "call, attempt and token are in the query" };

    /// <summary>The body of POST /api/webhooks/call.</summary>
    public static FieldTable Call { get; } = new("ProviderWebhookBody", "The progress of a call.", [], [CallId, Status, Metadata])
    {
        Unknown = UnknownFields.Ignored,
        Example = """{"call_id":"p-1","status":"no_answer","metadata":{"call":"default~c1","attempt":1,"token":"0123456789abcdef01234567"}}""",
    };
}
