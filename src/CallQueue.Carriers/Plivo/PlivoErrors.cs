using System.Globalization;
using CallQueue.Http;

namespace CallQueue.Carriers.Plivo;

/// <summary>
/// What a refused create means. Plivo has no error codes, only HTTP statuses and texts; the texts are passed on without the
/// person's number. Only credentials (401) and money (402) stop the trunk (docs/carrier-facts.md#plivo-errors).
/// </summary>
internal static class PlivoErrors
{
    /// <summary>The answer to a create that was not a success.</summary>
    /// <param name="reply">Plivo's response.</param>
    /// <param name="ownCallerId">True when the caller id is the account's own number: then all calls of the business would be rejected.</param>
    public static DialAnswer ToDialAnswer(HttpReply.Received reply, bool ownCallerId)
    {
        DialAnswer TrunkStopped(string text) => new DialAnswer.TrunkStopped(Reason(reply, text));
        DialAnswer BusinessStopped(string text) => new DialAnswer.TrunkStopped(Reason(reply, text)) { OnlyThisBusiness = true };
        DialAnswer Rejected(string text) => new DialAnswer.Rejected(Outcome.Failed, Reason(reply, text));
        DialAnswer CallerIdRejected(string text) => new DialAnswer.Rejected(Outcome.Failed, Reason(reply, text)) { IsOfCallerId = true };
        bool refused = reply.Status is >= 400 and < 500 and not 408 and not 499;
        return reply.Status switch
        {
            429 => new DialAnswer.TryLater(Reason(reply, "too many requests"), reply.RetryAfter, Throttled: true),
            _ when refused && HasConcurrencyLimit(reply.Body) =>
                new DialAnswer.TryLater(Reason(reply, "5030: too many live calls on the account"), reply.RetryAfter, Throttled: true),
            401 => TrunkStopped("the credentials were rejected"),
            402 => TrunkStopped("the account has no credit"),
            403 when reply.Body.Contains("barred", StringComparison.OrdinalIgnoreCase) => Rejected("the account may not call that destination"),
            400 when reply.Body.Contains("not associated with your account", StringComparison.OrdinalIgnoreCase) =>
                ownCallerId ? BusinessStopped("the caller id does not belong to the account") : CallerIdRejected("the caller id does not belong to the account"),
            _ when refused => Rejected(CarrierWords.In(reply.Body) ?? "refused"),
            // A support page says that a call is not queued after an error; the documentation does not guarantee it.
            _ => new DialAnswer.Unknown(Reason(reply, "may have placed the call")),
        };
    }

    private static string Reason(HttpReply.Received reply, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"plivo HTTP {reply.Status}: {text}");

    /// <summary>Whether the text has the code 5030, and not as a part of a longer number or word.</summary>
    private static bool HasConcurrencyLimit(ReadOnlySpan<char> body)
    {
        bool isStart = true;
        for (int at = body.IndexOf("5030", StringComparison.Ordinal); at >= 0; at = body.IndexOf("5030", StringComparison.Ordinal))
        {
            bool begins = at == 0 ? isStart : !IsPart(body[at - 1]);
            body = body[(at + 4)..];
            if (begins && (body.IsEmpty || !IsPart(body[0]))) return true;
            isStart = false;
        }

        return false;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
