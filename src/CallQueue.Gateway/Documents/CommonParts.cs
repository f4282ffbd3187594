using System.Globalization;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>What every operation below /api has in common: the business that it applies to, and its possible errors.</summary>
internal static class CommonParts
{
    private static readonly (int Status, string Text)[] Refused =
    [
        (StatusCodes.Status400BadRequest, "The body is not valid JSON or is incomplete. In the jobs family also: validation failed."),
        (StatusCodes.Status401Unauthorized, "The API key is missing or unknown."),
        (StatusCodes.Status403Forbidden, "Not allowed from this address, or not with this kind of key."),
        (StatusCodes.Status404NotFound, "Not found, or it belongs to another business."),
        (StatusCodes.Status422UnprocessableEntity, "Validation failed; nothing was accepted."),
        (StatusCodes.Status429TooManyRequests, "Too many requests with this key. Retry-After says how long to wait."),
        (StatusCodes.Status500InternalServerError, "Unexpected error. The server's log has the details."),
        (StatusCodes.Status503ServiceUnavailable, "The storage does not respond. Nothing was lost; send the same request again after Retry-After."),
    ];

    private static readonly (int Status, string Text)[] RefusedBody =
    [
        (StatusCodes.Status409Conflict, "The id or the Idempotency-Key is already used for something else."),
        (StatusCodes.Status413PayloadTooLarge, "The body, or one part of it, is too large."),
        (StatusCodes.Status415UnsupportedMediaType, "The Content-Type is not application/json."),
    ];

    public static async Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        context.Document!.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellation));
        var problem = new OpenApiSchemaReference(nameof(Problem), context.Document);
        bool hasBody = context.Description.HttpMethod is not ("GET" or "HEAD" or "DELETE");
        operation.Responses ??= [];
        foreach ((int status, string text) in hasBody ? [.. Refused, .. RefusedBody] : Refused) AddRefusal(operation.Responses, status, text, problem);

        operation.Parameters ??= [];
        operation.Parameters.Add(Text(Tenant.Header, Identifier.MaxLength, "Business id. Default: the key's own business; for operators, default."));
        if (hasBody) operation.Parameters.Add(Text(RequestKey.Header, RequestKey.MaxLength, "Makes a repeated request safe: requests with the same key take effect once."));
    }

    private static void AddRefusal(OpenApiResponses responses, int status, string text, IOpenApiSchema problem)
    {
        string key = status.ToString(CultureInfo.InvariantCulture);
        if (responses.TryGetValue(key, out IOpenApiResponse? known))
        {
            // A request may be rejected before it reaches an endpoint that has its own answer for this status.
            known.Content?.TryAdd(Refusals.ContentType, new OpenApiMediaType { Schema = problem });
            return;
        }

        responses.Add(key, new OpenApiResponse
        {
            Description = text,
            Content = new Dictionary<string, OpenApiMediaType> { [Refusals.ContentType] = new() { Schema = problem } },
        });
    }

    private static OpenApiParameter Text(string name, int max, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = max },
    };
}
