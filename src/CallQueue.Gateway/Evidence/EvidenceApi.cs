using System.Security.Cryptography;
using CallQueue.Audits;
using CallQueue.Calls;
using CallQueue.Documents;
using CallQueue.Bundles;
using CallQueue.Fields;
using CallQueue.Guards;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Evidence;

/// <summary>The dial ledger: signed bundles of its rows, and the key that signs them.</summary>
internal static class EvidenceApi
{
    /// <summary>The media type of a bundle.</summary>
    public const string JsonLines = "application/jsonl";

    private const string NamesPersons = "persons";

    private static readonly TextField Run = new("run", Identifier.MaxLength) { Description = "Only the dials of this run, also when the run itself is no longer kept.", Without = "the dials of all runs" };

    private static readonly TextField Number = new("number", CallLimits.NameLength) { Description = "Only the dials to this telephone number.", Form = "E.164, such as +12025550171", Without = "the dials to all numbers" };

    public static void MapEvidence(this RouteGroupBuilder api)
    {
        RouteGroupBuilder evidence = api.MapGroup("/evidence").WithTags("Evidence");
        evidence.MapGet("", GetAsync).Reads(Run, Number).Reads(NamesPersons, "Whether telephone numbers, references to consent and the carrier's ids are shown.", "shown", "shown", "hidden")
            .WithSummary("Get a signed bundle of the dial ledger as JSON Lines; callqueue verify checks it anywhere.")
            .Produces<string>(contentType: JsonLines).Refuses(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/erase", EraseEndpoint.PostAsync).WithTags("Evidence").TakesJson(EraseFields.Erase)
            .WithSummary("Erase one number of the business everywhere it is kept, and get a signed receipt. Do-not-call lists keep it.")
            .Produces<ErasureView>().Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        evidence.MapGet("/key", KeyAsync).WithSummary("Get the public key that signs bundles of evidence.").Produces<EvidenceKeyView>();
    }

    private static async Task<IResult> GetAsync(HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        string? run = Given(http.Request, Run.Name);
        if (run is not null && !Identifier.IsValid(run, out string? wrong)) problems.Add(Run.Name, wrong);
        problems.DefaultCountry = await DefaultCountry.OfAsync(actors, business);
        PhoneNumber? number = Given(http.Request, Number.Name) is { } text ? NumberText.Read(Number.Name, text, problems) : null;
        string? persons = Given(http.Request, NamesPersons);
        if (persons is not (null or "shown" or "hidden")) problems.Add(NamesPersons, $"must be shown or hidden{ShownValue.Got(persons)}");
        if (problems.Count > 0) return Refusals.Invalid(problems);

        // The head is read before the answer starts, so that a storage failure becomes a 503.
        var writer = new BundleWriter(actors, business, time);
        var query = new EvidenceQuery(run, number, persons != "hidden");
        return await http.ChangeAsync<IResult>(actors, business, Exported(query), async () => new Answer(writer, await writer.OpenAsync(), query));
    }

    /// <summary>Nothing is changed, but people's data leave: the audit log says who took them.</summary>
    private static Change Exported(EvidenceQuery query) => new("evidence.exported") { Target = query.Run ?? query.Number?.Masked, After = query.Shown };

    private static async Task<IResult> KeyAsync(IActors actors)
    {
        byte[] key = await actors.Signer.PublicKeyAsync();
        return TypedResults.Json(new EvidenceKeyView("ECDSA P-256 with SHA-256", PemEncoding.WriteString("PUBLIC KEY", key), Convert.ToHexStringLower(SHA256.HashData(key))), GatewayJson.Context.EvidenceKeyView);
    }

    private static string? Given(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>Writes page by page, so that one page is in memory however long the ledger is.</summary>
    private sealed class Answer(BundleWriter writer, LedgerHead head, EvidenceQuery query) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = JsonLines;
            return writer.WriteAsync(head, query, httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}

/// <summary>The installation's public key.</summary>
/// <param name="Algorithm">How bundles are signed.</param>
/// <param name="PublicKey">As PEM.</param>
/// <param name="Fingerprint">SHA-256 of the key's ASN.1 form, in lower-case hex.</param>
internal sealed record EvidenceKeyView(string Algorithm, string PublicKey, string Fingerprint);
