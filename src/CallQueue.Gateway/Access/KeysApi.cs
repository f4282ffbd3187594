using System.Text.Json;
using CallQueue.Audits;
using CallQueue.Calls;
using CallQueue.Documents;
using CallQueue.Keys;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Access;

/// <summary>API keys, for operators: create, list, rotate, revoke.</summary>
internal static class KeysApi
{
    private const int MaxPage = 200;
    private const int UsualPage = 50;

    public static void MapKeys(this RouteGroupBuilder api)
    {
        RouteGroupBuilder keys = api.MapGroup("/keys").WithTags("Keys").ForOperators();
        keys.MapPost("", PostAsync).RepeatsItself().TakesJson(KeyFields.New) // The answer has the key, which is stored nowhere.
            .WithSummary("Create a key for one business, or an operator key. The key is shown only in this answer.")
            .Produces<NewKeyView>(StatusCodes.Status201Created).Refuses(StatusCodes.Status422UnprocessableEntity);
        keys.MapGet("", ListAsync)
            .ReadsNames("The id of the last key", MaxPage, UsualPage).WithSummary("List all keys, including revoked ones, page by page.")
            .Produces<KeyList>();
        keys.MapPost("/{id}/rotate", RotateAsync).RepeatsItself()
            .Command<NewKeyView>("Give a key another secret, which is shown only in this answer. The former secret goes on working for overlap_seconds.", KeyFields.Rotation)
            .Refuses(StatusCodes.Status404NotFound);
        keys.MapDelete("/{id}", DeleteAsync)
            .WithSummary("Revoke a key permanently. Every process rejects it within five seconds.")
            .Produces<KeyView>().Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> PostAsync(HttpContext http, IActors actors, KeyBook book, KeyPresence presence, TimeProvider time, AccessChanges changes)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        var problems = new FieldProblems();
        (string Name, KeyTerms Terms)? asked = NewKeyReader.Read(body.RootElement, time.GetUtcNow(), problems);
        if (asked is not { } key || problems.Count > 0) return Refusals.Invalid(problems);
        var change = new Change("key.created") { Target = key.Name, After = key.Terms.Describe() };
        return await http.ChangeAsync<IResult>(actors, null, change, async () =>
        {
            if (await book.CreateAsync(key.Name, key.Terms) is not { } made) return Refusals.Conflict("key limit reached; revoke keys that are not used any more");

            presence.Made();
            changes.Created(made.Key, http.Caller());
            return TypedResults.Json(new NewKeyView(made.Text.Reveal(), KeyView.Of(made.Key)), GatewayJson.Context.NewKeyView, statusCode: StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> ListAsync(HttpRequest request, KeyBook book)
    {
        var problems = new FieldProblems();
        string? after = request.Query["after"];
        if (after is not null && !KeyText.IsId(after)) problems.Add("after", $"must be the id of a key{ShownValue.Got(after)}");
        int count = (int)(QueryNumber.Read(request, "limit", 1, MaxPage, problems) ?? UsualPage);
        if (problems.Count > 0) return Refusals.Invalid(problems);

        (IReadOnlyList<ApiKey> keys, string? next) = await book.ListAsync(after, count);
        return TypedResults.Json(new KeyList([.. keys.Select(KeyView.Of)], next), GatewayJson.Context.KeyList);
    }

    private static Task<IResult> DeleteAsync(string id, HttpContext http, IActors actors, KeyBook book, KnownKeys known, AccessChanges changes) => http.ChangeAsync<IResult>(actors, null, new Change("key.revoked") { Target = id }, async () =>
    {
        if (await book.RevokeAsync(id) is not { } key) return Refusals.NotFound("key", id);
        known.Forget(id);
        changes.Revoked(key, http.Caller());
        return TypedResults.Json(KeyView.Of(key), GatewayJson.Context.KeyView);
    });

    private static async Task<IResult> RotateAsync(string id, HttpContext http, IActors actors, KeyBook book, KnownKeys known, AccessChanges changes)
    {
        TimeSpan overlap = KeyBook.UsualOverlap;
        if (JsonCommand.HasBody(http))
        {
            if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
            using JsonDocument body = await JsonBody.ReadObjectAsync(http);
            var problems = new FieldProblems();
            overlap = new JsonFields(body.RootElement, KeyFields.Rotation, null, problems).Seconds(KeyFields.Overlap) ?? overlap;
            if (problems.Count > 0) return Refusals.Invalid(problems);
        }

        return await http.ChangeAsync<IResult>(actors, null, new Change("key.rotated") { Target = id }, async () =>
        {
            if (await book.RotateAsync(id, overlap) is not { } rotated) return Refusals.NotFound("valid key", id);
            known.Forget(id);
            changes.Rotated(rotated.Key, http.Caller());
            return TypedResults.Json(new NewKeyView(rotated.Text.Reveal(), KeyView.Of(rotated.Key)), GatewayJson.Context.NewKeyView);
        });
    }
}
