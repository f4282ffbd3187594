using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using CallQueue.Http;

namespace CallQueue.Carriers.Twilio;

/// <summary>
/// The meaning of a rejected create request. Only what Twilio's error list names as a problem of money or credentials stops the
/// trunk, and HTTP 401 and 402, which mean nothing else; any other 4xx fails its own call (docs/carrier-facts.md#twilio-errors).
/// The texts of known codes are ours, those of others the carrier's, without the person's number.
/// </summary>
/// <param name="carrier">The carrier's name.</param>
/// <param name="known">What its codes mean.</param>
/// <param name="notInThatState">Codes that say that a call can't be changed in its state: benign when ending it.</param>
internal sealed class TwilioErrors(string carrier, FrozenDictionary<int, (TwilioErrors.Kind Kind, string Text)> known, IReadOnlyList<int> notInThatState)
{
    /// <summary>Twilio's own.</summary>
    public static TwilioErrors OfTwilio { get; } = new("twilio", new Dictionary<int, (Kind Kind, string Text)>
    {
        [21201] = (Kind.Call, "the request has no To"),
        [21213] = (Kind.Call, "the request has no From"),
        [21205] = (Kind.Call, "the answer URL is not valid"),
        [21609] = (Kind.Call, "the status callback URL is not valid"),
        [21206] = (Kind.Call, "the digits to send are not valid"),
        [21208] = (Kind.Call, "the ring timeout is not valid"),
        [21209] = (Kind.Call, "the callback method is not valid"),
        [21234] = (Kind.Call, "the machine detection value is not valid"),
        [32018] = (Kind.Call, "the document is too long"),
        [21211] = (Kind.Call, "the number is not valid"),
        [21217] = (Kind.Call, "the number is not plausible"),
        [21214] = (Kind.Call, "the number can't be reached"),
        [21401] = (Kind.Call, "the number is not valid"),
        [21215] = (Kind.Call, "the account may not call that country"),
        [21203] = (Kind.Call, "the account may not call that country"),
        [13227] = (Kind.Call, "the account may not call that country"),
        [21216] = (Kind.Call, "the number is blocked"),
        [13225] = (Kind.Call, "the number is blocked"),
        [21202] = (Kind.Call, "the number is a premium number"),
        [21219] = (Kind.Call, "a trial account may call verified numbers only"),
        [21210] = (Kind.CallerId, "the caller id is not verified"),
        [21212] = (Kind.CallerId, "the caller id is not valid"),
        [20003] = (Kind.Account, "the credentials were rejected, the account is closed, or the region is a different one"),
        [70051] = (Kind.Account, "the credentials were rejected, or the API key has no permission to place calls"),
        [10001] = (Kind.Account, "the account is not active; it may be out of funds"),
        [20005] = (Kind.Account, "the account is not active; it may be out of funds"),
        [90010] = (Kind.Account, "the account is not active"),
        [20403] = (Kind.Account, "the account is suspended or closed"),
        [20006] = (Kind.Call, "access was denied"),
        [20404] = (Kind.Call, "not found"),
        [20429] = (Kind.Throttled, "too many requests at once"),
        [10004] = (Kind.Throttled, "too many live calls on the account"),
        [20500] = (Kind.Ambiguous, "server error"),
        [20503] = (Kind.Ambiguous, "server error"),
    }.ToFrozenDictionary(), [21220]);

    /// <summary>What a refusal concerns: one call, its caller id, the account, the pace, or nothing that is certain.</summary>
    internal enum Kind { Call, CallerId, Account, Throttled, Ambiguous }

    /// <summary>The answer to a create that was not a success.</summary>
    /// <param name="reply">The carrier's response.</param>
    /// <param name="ownCallerId">True when the caller id is the account's own number: then all calls of the business would be rejected.</param>
    public DialAnswer ToDialAnswer(HttpReply.Received reply, bool ownCallerId)
    {
        int? code = CodeOf(reply.Body);
        (Kind kind, string text) = code is { } number && known.TryGetValue(number, out var meaning) ? meaning : (ByStatus(reply.Status), CarrierWords.In(reply.Body) ?? "refused");
        // A 5xx may have placed the call, with any code in it.
        if (reply.Status >= 500 && kind != Kind.Throttled) kind = Kind.Ambiguous;
        string reason = string.Create(CultureInfo.InvariantCulture, $"{carrier} {code?.ToString(CultureInfo.InvariantCulture) ?? "-"} (HTTP {reply.Status}): {text}");
        return kind switch
        {
            Kind.Throttled => new DialAnswer.TryLater(reason, reply.RetryAfter, Throttled: true),
            Kind.Account => new DialAnswer.TrunkStopped(reason),
            Kind.CallerId when ownCallerId => new DialAnswer.TrunkStopped(reason) { OnlyThisBusiness = true },
            Kind.Call or Kind.CallerId => new DialAnswer.Rejected(Outcome.Failed, reason) { IsOfCallerId = kind == Kind.CallerId },
            _ => new DialAnswer.Unknown(reason),
        };
    }

    /// <summary>Whether a change was refused because the call is over, or not in a state for it.</summary>
    public bool SaysNotInThatState(string body) => CodeOf(body) is { } code && notInThatState.Contains(code);

    // SignalWire lists what is wrong with a create; the first is as good as any.
    private static int? CodeOf(string body) => JsonAnswer.ParseObject(body) is not JsonElement error ? null
        : error.Int("code") ?? (error.Items("errors") is [{ ValueKind: JsonValueKind.Object } first, ..] ? first.Int("code") : null);

    // 401 and 402 mean credentials and payment to HTTP itself. 408 comes from a proxy that may have passed it on.
    private static Kind ByStatus(int status) => status switch
    {
        429 => Kind.Throttled,
        401 or 402 => Kind.Account,
        408 or 499 => Kind.Ambiguous,
        >= 400 and < 500 => Kind.Call,
        _ => Kind.Ambiguous,
    };
}
