using System.Globalization;
using CallQueue.Http;

namespace CallQueue.Carriers.CallKaro;

/// <summary>
/// What a refused create means. Documented are 400 (a parameter is missing), 403 (the key), 404 (no such agent) and 500; the
/// rest is read as with other carriers. The provider's texts are passed on without the person's number.
/// </summary>
internal static class CallKaroErrors
{
    private static readonly (string Code, string Text)[] OfThisNumber =
    [
        ("DND_NUMBER", "the number is on a do-not-disturb list"),
        ("VERIFICATION_REQUIRED", "the number must be verified first"),
        ("INVALID_PHONE_NUMBER", "the number is not valid"),
    ];

    /// <summary>The answer to a create that was not a success.</summary>
    public static DialAnswer ToDialAnswer(HttpReply.Received reply)
    {
        bool refused = reply.Status is >= 400 and < 500 and not 408 and not 499;
        if (refused && reply.Status != 429 && OfThisNumber.FirstOrDefault(known => reply.Body.Contains(known.Code, StringComparison.Ordinal)) is { Text: { } text })
            return new DialAnswer.Rejected(Outcome.Failed, Reason(reply, text));
        return reply.Status switch
        {
            429 => new DialAnswer.TryLater(Reason(reply, "too many requests"), reply.RetryAfter, Throttled: true),
            401 => new DialAnswer.TrunkStopped(Reason(reply, "the API key was rejected")),
            403 when Says(reply, "api-key") || Says(reply, "api key") => new DialAnswer.TrunkStopped(Reason(reply, "the API key was rejected")),
            402 => new DialAnswer.TrunkStopped(Reason(reply, "the account has no credit")),
            // The trunk is this one agent: without it, no call can be placed.
            404 when Says(reply, "agent") => new DialAnswer.TrunkStopped(Reason(reply, "the agent does not exist")),
            _ when refused => new DialAnswer.Rejected(Outcome.Failed, Reason(reply, CarrierWords.In(reply.Body) ?? "refused")),
            _ => new DialAnswer.Unknown(Reason(reply, "may have placed the call")),
        };
    }

    private static bool Says(HttpReply.Received reply, string words) => reply.Body.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string Reason(HttpReply.Received reply, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"callkaro HTTP {reply.Status}: {text}");
}
