using System.Text.Json;
using CallQueue.Access;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Documents;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Fences;

/// <summary>The ceilings that operators set on a business. A business reads them and can't change them.</summary>
internal static class CeilingsApi
{
    public static void MapCeilings(this RouteGroupBuilder api)
    {
        RouteGroupBuilder one = api.MapGroup("/businesses/{id}/ceilings").WithTags("Businesses");
        one.MapGet("", GetAsync).WithSummary("Get what the operator allows a business at most.")
            .Produces<CeilingsView>().Refuses(StatusCodes.Status404NotFound);
        one.MapPut("", (string id, HttpContext http, IActors actors, CallQueueOptions options) => ChangeAsync(id, http, actors, options, isPatch: false))
            .ForOperators().TakesJson(CeilingsFields.Ceilings).WithSummary("Replace the ceilings of a business. They take effect at once.")
            .Produces<CeilingsView>().Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        one.MapPatch("", (string id, HttpContext http, IActors actors, CallQueueOptions options) => ChangeAsync(id, http, actors, options, isPatch: true))
            .ForOperators().TakesJson(CeilingsFields.Changed).WithSummary("Change some ceilings of a business. null removes a ceiling.")
            .Produces<CeilingsView>().Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<IResult> GetAsync(string id, HttpContext http, IActors actors) =>
        Tenant.InPathAsync(id, http, async business => Show((await actors.Business(business).GetAsync()).Settings.Ceilings));

    private static Task<IResult> ChangeAsync(string id, HttpContext http, IActors actors, CallQueueOptions options, bool isPatch) => Tenant.InPathAsync(id, http, async business =>
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        return await Rewrite.UntilTakenAsync(async () =>
        {
            BusinessSettings known = (await actors.Business(business).GetAsync()).Settings;
            var problems = new FieldProblems();
            using JsonDocument? merged = isPatch
                ? MergePatch.Apply(JsonSerializer.SerializeToNode(CeilingsView.Of(known.Ceilings ?? new BusinessCeilings()), GatewayJson.Context.CeilingsView), body.RootElement)
                : null;
            BusinessCeilings ceilings = ValidText.Read(() => CeilingsReader.Read(new JsonFields(merged?.RootElement ?? body.RootElement, CeilingsFields.Ceilings, null, problems), known.DefaultCountry, options.Prices is not null));
            if (problems.Count == 0 && ceilings.FindProblem() is { } problem) problems.Add(problem);
            if (problems.Count > 0) return Refusals.Invalid(problems);
            BusinessCeilings? kept = ceilings == new BusinessCeilings() ? null : ceilings;
            (string? before, string? after) = JsonChanges.Of(CeilingsView.Of(known.Ceilings ?? new BusinessCeilings()), CeilingsView.Of(ceilings), GatewayJson.Context.CeilingsView);
            return await http.ChangeAsync<IResult?>(actors, business, new Change("ceilings.changed") { Before = before, After = after }, async () => await actors.Business(business).ReplaceSettingsAsync(new ReplaceSettings(known with { Ceilings = kept }, known)) switch
            {
                SettingsAnswer.Refused refused => Refusals.Invalid(refused.Problem),
                SettingsAnswer.Taken => Show(kept),
                _ => null,
            });
        });
    });

    private static JsonHttpResult<CeilingsView> Show(BusinessCeilings? ceilings) => TypedResults.Json(CeilingsView.Of(ceilings ?? new BusinessCeilings()), GatewayJson.Context.CeilingsView);
}
