using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CallQueue.Webhooks;

/// <summary>The answer to POST /api/webhooks/call.</summary>
/// <param name="Success">False when the message is about no call of ours.</param>
/// <param name="Applied">Whether it changed anything: false for a repetition, and for what came too late.</param>
/// <param name="RetryScheduled">Whether the person is called again after this end; the same for each repetition.</param>
/// <param name="Error">Why nothing was done; absent when it was taken.</param>
internal sealed record TakenWebhook(
    bool Success,
    bool Applied,
    bool RetryScheduled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    public static TakenWebhook NotOurs { get; } = new(false, false, false, "Call not found");

    public static TakenWebhook NoNews { get; } = new(true, false, false, "It says nothing of how a call goes");
}

/// <summary>What a provider tells, for the description of the API: more fields are fine. <paramref name="Metadata"/> holds call, attempt and token as they were sent with the call.</summary>
internal sealed record ProviderWebhookBody(string? CallId, string? Status, JsonObject? Metadata);
