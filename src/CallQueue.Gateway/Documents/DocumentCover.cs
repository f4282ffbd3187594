using CallQueue.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>What stands before the operations: title, how to say who is calling, what the groups are.</summary>
internal static class DocumentCover
{
    public const string Bearer = "key";
    public const string Header = "keyHeader";
    public const string Cookie = "session";

    private const string Description =
        "Queues telephone calls and dials them through a carrier: never more at once than the business may, never the same person twice. "
        + "Errors are application/problem+json (RFC 9457); their type leads to a page that explains it. "
        + "Every POST may carry an Idempotency-Key: the same key again is the same request.";

    public static Task Apply(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo { Title = "Call queue API", Version = "v1", Description = Description };

        // Relative to where the document was read: behind a proxy the process does not know its own name.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key of a business or of an operator.",
            },
            [Header] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = Credential.Header, Description = "The same key, in a header of its own.",
            },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = Sessions.Cookie, Description = "A browser's session, from POST /api/session.",
            },
        };
        document.Security = [.. new[] { Bearer, Header, Cookie }.Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
        return Task.CompletedTask;
    }
}
