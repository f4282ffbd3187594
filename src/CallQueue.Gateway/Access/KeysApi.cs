using System.Globalization;
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
using Microsoft.Extensions.Logging;

namespace CallQueue.Access;

/// <summary>API keys, for operators: create, list, revoke.</summary>
internal static class KeysApi
{
    private const int MaxPage = 200;

    public static void MapKeys(this RouteGroupBuilder api)
    {
        RouteGroupBuilder keys = api.MapGroup("/keys").WithTags("Keys").ForOperators();
        keys.MapPost("", PostAsync).RepeatsItself().TakesJson(KeyFields.New) // The answer has the key, which is stored nowhere.
            .WithSummary("Create a key for one business, or an operator key. The key is shown only in this answer.")
            .Produces<NewKeyView>(StatusCodes.Status201Created).Refuses(StatusCodes.Status422UnprocessableEntity);
        keys.MapGet("", ListAsync)
            .ReadsNames("The id of the last key", 200, 50).WithSummary("List all keys, including revoked ones, page by page.")
            .Produces<KeyList>();
        keys.MapDelete("/{id}", DeleteAsync)
            .WithSummary("Revoke a key permanently. Every process rejects it within five seconds.")
            .Produces<KeyView>().Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> PostAsync(HttpContext http, IActors actors, KeyBook book, KeyPresence presence, ILogger<AccessGate> log)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        var problems = new FieldProblems();
        (string? name, BusinessId? business) = Read(body.RootElement, problems);
        if (name is null || problems.Count > 0) return Refusals.Invalid(problems);
        var change = new Change("key.created") { Target = name, After = business is { } owner ? $"{{\"business_id\":\"{owner}\"}}" : "{\"operator\":true}" };
        return await http.ChangeAsync<IResult>(actors, null, change, async () =>
        {
            if (await book.CreateAsync(name, business) is not { } made) return Refusals.Conflict("key limit reached; revoke keys that are not used any more");

            presence.Made();
            string maker = http.Caller().Key;
            string id = made.Key.Id;
            log.KeyMade(id, business, maker);
            return TypedResults.Json(new NewKeyView(made.Text.Reveal(), KeyView.Of(made.Key)), GatewayJson.Context.NewKeyView, statusCode: StatusCodes.Status201Created);
        });
    }

    private static (string? Name, BusinessId? Business) Read(JsonElement body, FieldProblems problems)
    {
        var fields = new JsonFields(body, KeyFields.New, null, problems);
        string? name = fields.Text(KeyFields.Name);
        if (problems.Count == 0 && KeyBook.FindProblem(name) is { } problem) problems.Add("name", problem);
        string? business = fields.Identifier(KeyFields.Business);
        bool isOperator = fields.Flag(KeyFields.Operator) ?? false;

        // A key with full access is never created by omitting a field.
        if (problems.Count == 0 && isOperator == business is not null) problems.Add(Tenant.Field, "is missing; send it for a key of one business, or \"operator\": true (not both) for a key with full access");
        return (name, business is null ? null : new BusinessId(business));
    }

    private static async Task<IResult> ListAsync(HttpRequest request, KeyBook book)
    {
        var problems = new FieldProblems();
        string? after = request.Query["after"];
        if (after is not null && !KeyText.IsId(after)) problems.Add("after", $"must be the id of a key{ShownValue.Got(after)}");
        int count = 50;
        if (request.Query["limit"] is [{ } limit, ..] && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > MaxPage))
            problems.Add("limit", $"must be a whole number from 1 to {MaxPage}{ShownValue.Got(limit)}");
        if (problems.Count > 0) return Refusals.Invalid(problems);

        (IReadOnlyList<ApiKey> keys, string? next) = await book.ListAsync(after, count);
        return TypedResults.Json(new KeyList([.. keys.Select(KeyView.Of)], next), GatewayJson.Context.KeyList);
    }

    private static Task<IResult> DeleteAsync(string id, HttpContext http, IActors actors, KeyBook book, KnownKeys known, ILogger<AccessGate> log) => http.ChangeAsync<IResult>(actors, null, new Change("key.revoked") { Target = id }, async () =>
    {
        if (await book.RevokeAsync(id) is not { } key) return Refusals.NotFound("key", id);
        known.Forget(id);
        string maker = http.Caller().Key;
        log.KeyRevoked(id, maker);
        return TypedResults.Json(KeyView.Of(key), GatewayJson.Context.KeyView);
    });
}
