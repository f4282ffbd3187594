using CallQueue.Problems;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Documents;

/// <summary>What each problem type means, and what to do about it. A test goes through all of <see cref="Refusals"/>.</summary>
internal static class ProblemTypes
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["malformed-json"] = "The body is not valid JSON, or not the kind of JSON that this endpoint accepts. The detail says at which position.",
        ["bad-request"] = "The request is incomplete or not valid HTTP. Send it again.",
        ["not-found"] = "Not found, or it belongs to another business. The answer is deliberately the same for both.",
        ["conflict"] = "The id already exists with different content.",
        ["called-recently"] = "People of the list were called within the last hours, in any run. Nothing was accepted. Send again=true to call them, or remove them; errors names them by line.",
        ["wrong-state"] = "The operation is not allowed in the current state. Nothing was changed. The detail says what the current state is.",
        ["preview-outdated"] = "The preview that the request names has expired, or its run has changed so that the command would touch what the preview did not show. Nothing was changed. Preview again.",
        ["under-way"] = "A request with the same Idempotency-Key is still in progress. Send it again after Retry-After.",
        ["no-key"] = "An API key is required, and the request has none or a wrong one. Send it as X-Api-Key, as Authorization: Bearer, or as the password of any user name.",
        ["no-secret"] = "The internal secret is required in X-Internal-Secret, and the request has none or a wrong one.",
        ["local-only"] = "The server was started without API keys, so only programs on its own machine have access, without a proxy between. The detail says why this request is not one of theirs. Start the server without --no-keys and send a key.",
        ["operators-only"] = "An operator key is required. The key that was sent is valid for one business only.",
        ["role"] = "The key's role (submit_only or read_only) does not include this operation. Send a key with another role.",
        ["address"] = "The key may be used from certain networks only, and the request came from another address. Behind a proxy that is the proxy's address, unless TRUSTED_PROXIES names the proxy.",
        ["not-signed-in"] = "The sign-in through the identity provider failed or took too long. Start it again.",
        ["no-role"] = "The identity provider knows the person, but names no role for this installation, or a role without its business.",
        ["cross-site"] = "A browser sent its credentials for a page of another site. Send the key as X-Api-Key or as Authorization: Bearer.",
        ["too-many-requests"] = "Too many requests with this key, too many wrong keys from this address, or too many requests without a key from it. Send the request again after Retry-After.",
        ["quota-used-up"] = "A quota of the business or of the operator's key is used up; nothing was done. The detail names the quota and the setting of it. Send the request again after Retry-After.",
        ["too-large"] = "The body, or one part of it, is over its limit. Send several smaller ones.",
        ["unsupported-media-type"] = "Send the body as Content-Type: application/json. Lists of people may also be CSV, JSON Lines or a form.",
        ["invalid-field"] = "Validation failed: one or more fields are invalid, and nothing was accepted. errors names each field and, in lists, its index (0 is the first).",
        ["not-genuine"] = "The signature of a webhook is missing or wrong. The webhook was ignored.",
        ["carrier"] = "The carrier does not respond, or its answer can't be used. Send the same request again after Retry-After.",
        ["storage"] = "The storage does not respond. Nothing was lost and nothing is half done. Send the same request again after Retry-After.",
        ["internal"] = "Unexpected error. The server's log has the details.",
    };

    public static IReadOnlyCollection<string> All => Meanings.Keys;

    public static IResult Page(string type) => Meanings.TryGetValue(type, out string? meaning)
        ? TypedResults.Text($"{type}\n\n{meaning}\n")
        : Refusals.NotFound("problem type", type);
}
