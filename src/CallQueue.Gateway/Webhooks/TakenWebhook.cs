using System.Text.Json.Serialization;

namespace CallQueue.Webhooks;

/// <summary>The answer to POST /api/webhooks/call.</summary>
/// <param name="Success">False when the message does not belong to one of our calls.</param>
/// <param name="Applied">Whether it changed anything: false for repeated and late messages.</param>
/// <param name="RetryScheduled">Whether the person is called again after this end; the same for each repeated message.</param>
/// <param name="Result"><c>applied</c>; <c>repeated</c>: this state, or a later one, is known; <c>late</c>: the attempt was over and another followed;
/// <c>unconfirmed</c>: the carrier that places the call does not confirm its end, so it goes on until the carrier reports it;
/// <c>unknown_call</c>: no attempt of ours is named by call, attempt and token; <c>no_status</c>: the message says nothing about a call's state.</param>
/// <param name="Error">Why it was ignored; absent when it was accepted.</param>
internal sealed record TakenWebhook(
    bool Success,
    bool Applied,
    bool RetryScheduled,
    string Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    public const string AppliedResult = "applied";
    public const string RepeatedResult = "repeated";
    public const string LateResult = "late";
    public const string UnconfirmedResult = "unconfirmed";

    public static TakenWebhook NotOurs { get; } = new(false, false, false, "unknown_call", "Call not found");

    public static TakenWebhook NoNews { get; } = new(true, false, false, "no_status", "The message has no call status");
}
