using System.Text.Json.Serialization;

namespace CallQueue.Webhooks;

/// <summary>The answer to POST /api/webhooks/call.</summary>
/// <param name="Success">False when the message does not belong to one of our calls.</param>
/// <param name="Applied">Whether it changed anything: false for repeated and late messages.</param>
/// <param name="RetryScheduled">Whether the person is called again after this end; the same for each repeated message.</param>
/// <param name="Error">Why it was ignored; absent when it was accepted.</param>
internal sealed record TakenWebhook(
    bool Success,
    bool Applied,
    bool RetryScheduled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    public static TakenWebhook NotOurs { get; } = new(false, false, false, "Call not found");

    public static TakenWebhook NoNews { get; } = new(true, false, false, "The message has no call status");
}
