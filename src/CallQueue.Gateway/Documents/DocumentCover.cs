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

    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        ["Businesses"] = "Tenants: their settings, their state, pause and resume.",
        ["Calls"] = "Queue calls, get their state and its reasons, cancel, retry and move them.",
        ["Evidence"] = "The dial ledger: who was dialed when, why that was allowed, and how it ended, signed; and erasing one person.",
        ["Do not call"] = "Numbers that are never called: each business's list and the deployment's.",
        ["Health"] = "Whether everything that dialing depends on works.",
        ["Jobs"] = "Calls as jobs of one queue, in the field names of existing apps.",
        ["Audit log"] = "Who changed what: settings, keys, stops, pauses, do-not-call entries, uploads.",
        ["Keys"] = "API keys, for operators.",
        ["Trunks"] = "Carrier accounts, for operators: whether they take calls, and reopening one.",
        ["Messages"] = "Messages of messengers, which become call backs.",
        ["Queues"] = "The state of the queues, and what is due now.",
        ["Roster"] = "People who are called once a day, each at their own time.",
        ["Runs"] = "Batches of calls: submit lists, get progress and results, stop, pause, resume, forecast.",
        ["Schedules"] = "Recurring calls and runs.",
        ["Session"] = "Sessions of browsers.",
        ["Events"] = "One stream of server-sent events for everything that a page shows.",
        ["Webhooks"] = "Webhooks of agent providers and carriers.",
    };

    public static Task Apply(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Call queue API", Version = "v1", Description = Description,
            Contact = new OpenApiContact { Name = "The operator of this server" },
            // The repository has no licence file, and the operator of a server is not known here: neither an address nor a licence is made up.
            License = new OpenApiLicense { Name = "No licence is granted; all rights reserved", Identifier = "LicenseRef-None" },
        };

        // Relative to the document's own address: behind a proxy the process does not have its public name.
        document.Servers = [new OpenApiServer { Url = "/", Description = "The server that this document was read from." }];
        foreach (OpenApiTag tag in document.Tags ?? new HashSet<OpenApiTag>()) tag.Description = Groups.GetValueOrDefault(tag.Name ?? "");
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
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = SessionCookie.PlainName, Description = "A browser session, from POST /api/session. Where PUBLIC_URL is https, the cookie's name begins with __Host-.",
            },
        };
        document.Security = [.. new[] { Bearer, Header, Cookie }.Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
        return Task.CompletedTask;
    }
}
