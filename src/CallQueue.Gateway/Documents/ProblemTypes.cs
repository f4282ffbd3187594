using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Documents;

/// <summary>What each problem type means, and what to do about it. A test goes through all of <see cref="Refusals"/>.</summary>
internal static class ProblemTypes
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["malformed-json"] = "The body is no JSON, or not the kind of JSON this endpoint takes. The detail says where reading ended.",
        ["bad-request"] = "The request broke off, or is no proper HTTP. Send it again.",
        ["not-found"] = "There is no such thing, or it belongs to another business: the two can't be told apart on purpose.",
        ["conflict"] = "The id is taken by something with other content.",
        ["wrong-state"] = "Where the thing stands does not allow what was asked of it; nothing was changed. The detail says where it stands.",
        ["under-way"] = "A request with the same Idempotency-Key is being carried out. Send it again after Retry-After.",
        ["no-key"] = "This needs an API key, and none or a wrong one was shown. Send it as X-Api-Key, as Authorization: Bearer, or as the password of any user name.",
        ["no-secret"] = "This needs the internal secret in X-Internal-Secret, and none or a wrong one was shown.",
        ["local-only"] = "There are no API keys yet, so only programs on the same machine are served.",
        ["operators-only"] = "This is for operators; the key that was shown opens one business.",
        ["cross-site"] = "A browser sent its credentials on behalf of a page of another site. Send the key as X-Api-Key or as Authorization: Bearer.",
        ["too-many-requests"] = "Too many requests with this key, or too many wrong keys from this address. Come back after Retry-After.",
        ["too-large"] = "The body, or one part of it, is over its limit. Send several smaller ones.",
        ["unsupported-media-type"] = "Send the body as Content-Type: application/json.",
        ["invalid-field"] = "One or more fields are wrong. Nothing of the request was taken. errors names each field, and its index in a list (0 is the first).",
        ["not-genuine"] = "The signature of a webhook is missing or wrong. Nothing of it was looked at.",
        ["storage"] = "The store does not answer. Nothing was lost and nothing half done: send the same request again after Retry-After.",
        ["internal"] = "Something unforeseen. The server's log knows more.",
    };

    public static IReadOnlyCollection<string> All => Meanings.Keys;

    public static IResult Page(string type) => Meanings.TryGetValue(type, out string? meaning)
        ? TypedResults.Text($"{type}\n\n{meaning}\n")
        : Refusals.NotFound("problem type", type);
}
