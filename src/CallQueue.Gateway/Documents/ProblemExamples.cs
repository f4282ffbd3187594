using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Documents;

/// <summary>An example of a problem for each status.</summary>
internal static class ProblemExamples
{
    private static readonly Dictionary<int, (string Type, string Title, string Detail)> All = new()
    {
        [StatusCodes.Status400BadRequest] = ("malformed-json", "The body is not valid JSON for this endpoint", "the document must be a JSON object"),
        [StatusCodes.Status401Unauthorized] = ("no-key", "An API key is required", "send it as X-Api-Key or as Authorization: Bearer"),
        [StatusCodes.Status403Forbidden] = ("operators-only", "An operator key is required", "the key is valid for one business only"),
        [StatusCodes.Status404NotFound] = ("not-found", "Not found", "there is no call 'order-17'"),
        [StatusCodes.Status409Conflict] = ("conflict", "The id already exists", "call 'order-17' already exists with different content; choose another id, or repeat the first request unchanged"),
        [StatusCodes.Status413PayloadTooLarge] = ("too-large", "The body is too large", "the body is larger than 524288 bytes"),
        [StatusCodes.Status415UnsupportedMediaType] = ("unsupported-media-type", "The body must be JSON", "send Content-Type: application/json"),
        [StatusCodes.Status422UnprocessableEntity] = ("invalid-field", "Validation failed; nothing was accepted", "phone_number: is missing"),
        [StatusCodes.Status429TooManyRequests] = ("too-many-requests", "Too many requests", "send the request again after Retry-After"),
        [StatusCodes.Status500InternalServerError] = ("internal", "Unexpected error", "the server's log has the details"),
        [StatusCodes.Status503ServiceUnavailable] = ("storage", "The storage does not respond", "nothing was lost; send the same request again after Retry-After"),
    };

    /// <exception cref="KeyNotFoundException">No answer has that status as a problem; add it.</exception>
    public static JsonObject Of(int status)
    {
        (string type, string title, string detail) = All[status];
        return new JsonObject { ["type"] = $"/problems/{type}", ["title"] = title, ["status"] = status, ["detail"] = detail };
    }
}
