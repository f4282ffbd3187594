using System.Globalization;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>What every operation below /api has in common: who is meant, and the ways in which it may be refused.</summary>
internal static class CommonParts
{
    private static readonly (int Status, string Text)[] Refused =
    [
        (StatusCodes.Status400BadRequest, "The body is no JSON, or broke off; in the family of jobs also: a field is wrong."),
        (StatusCodes.Status401Unauthorized, "No key, or one that is not known."),
        (StatusCodes.Status403Forbidden, "Not from here, or not with this kind of key."),
        (StatusCodes.Status404NotFound, "There is no such thing, or it is another business's."),
        (StatusCodes.Status422UnprocessableEntity, "A field is wrong; nothing was taken."),
        (StatusCodes.Status429TooManyRequests, "Too many requests with this key; Retry-After says when to come back."),
        (StatusCodes.Status500InternalServerError, "Something unforeseen; the log knows more."),
        (StatusCodes.Status503ServiceUnavailable, "The store does not answer; nothing was lost, send the same request again after Retry-After."),
    ];

    private static readonly (int Status, string Text)[] RefusedBody =
    [
        (StatusCodes.Status409Conflict, "The id, or the Idempotency-Key, is taken by something else."),
        (StatusCodes.Status413PayloadTooLarge, "The body, or one part of it, is too large."),
        (StatusCodes.Status415UnsupportedMediaType, "The body is not declared as JSON."),
    ];

    public static async Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        context.Document!.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellation));
        var problem = new OpenApiSchemaReference(nameof(Problem), context.Document);
        bool hasBody = context.Description.HttpMethod is not ("GET" or "HEAD" or "DELETE");
        operation.Responses ??= [];
        foreach ((int status, string text) in hasBody ? [.. Refused, .. RefusedBody] : Refused) AddRefusal(operation.Responses, status, text, problem);

        operation.Parameters ??= [];
        operation.Parameters.Add(Text(Tenant.Header, ParameterLocation.Header, "The business; default: the key's own, or the one named default."));
        if (hasBody) operation.Parameters.Add(Text(RequestKey.Header, ParameterLocation.Header, "Makes a repetition safe: the same key again is the same request. At most 256 characters."));
    }

    private static void AddRefusal(OpenApiResponses responses, int status, string text, IOpenApiSchema problem)
    {
        string key = status.ToString(CultureInfo.InvariantCulture);
        if (responses.TryGetValue(key, out IOpenApiResponse? known))
        {
            // An endpoint that has an answer of its own for this status may still be refused before it is reached.
            known.Content?.TryAdd(Refusals.ContentType, new OpenApiMediaType { Schema = problem });
            return;
        }

        responses.Add(key, new OpenApiResponse
        {
            Description = text,
            Content = new Dictionary<string, OpenApiMediaType> { [Refusals.ContentType] = new() { Schema = problem } },
        });
    }

    private static OpenApiParameter Text(string name, ParameterLocation place, string description) => new()
    {
        Name = name, In = place, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
