using CallQueue.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQueue.Documents;

/// <summary>The head of the document: title, authentication, and groups.</summary>
internal static class DocumentCover
{
    public const string Bearer = "key";
    public const string Header = "keyHeader";
    public const string Cookie = "session";

    private const string Description =
        "Queues telephone calls and dials them through a carrier, within each business's limits and never the same attempt twice. "
        + "Errors are application/problem+json (RFC 9457). The type of an error is the address of a page that explains it. "
        + "Every POST may carry an Idempotency-Key: requests with the same key take effect once.";

    public static Task Apply(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo { Title = "Call queue API", Version = "v1", Description = Description };

        // Relative to the document's own address: behind a proxy the process does not have its public name.
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
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = Credential.Header, Description = "The same key, in the X-Api-Key header.",
            },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = Sessions.Cookie, Description = "A browser session, from POST /api/session.",
            },
        };
        document.Security = [.. new[] { Bearer, Header, Cookie }.Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
        return Task.CompletedTask;
    }
}
