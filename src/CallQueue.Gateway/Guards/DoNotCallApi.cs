using CallQueue.Lists;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Audits;
using CallQueue.Calls;
using CallQueue.Directories;
using CallQueue.Documents;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Guards;

/// <summary>Do-not-call lists: each business's own, and the deployment's, which operators maintain.</summary>
internal static class DoNotCallApi
{
    private const string OwnPath = "/api/do-not-call";
    private const string EverybodysPath = "/api/admin/do-not-call";
    private const string OptedOut = "opt_out";
    private const int ShownMasked = 10;

    public static void MapDoNotCall(this RouteGroupBuilder api)
    {
        api.MapGroup("/do-not-call").WithTags("Do not call").MapList(OwnPath, isOwn: true);
        api.MapGroup("/admin/do-not-call").WithTags("Do not call").ForOperators().MapList(EverybodysPath, isOwn: false);
        api.MapPost("/opt-out", OptOutAsync).WithTags("Do not call").TakesJson(NumberFields.OptOut)
            .WithSummary("Record that a person does not want to be called. It takes effect at once, also for waiting calls.")
            .Produces<NumbersAdded>().Refuses(StatusCodes.Status422UnprocessableEntity);
    }

    private static void MapList(this RouteGroupBuilder list, string path, bool isOwn)
    {
        string whose = isOwn ? "the business's do-not-call list" : "the deployment's do-not-call list";
        list.MapPost("", (HttpContext http, IActors actors, TimeProvider time) => AddAsync(http, actors, time, isOwn))
            .RepeatsItself().TakesJson(NumberFields.List).AlsoTakes("text/csv", "phone_number,reason\n+12025550171,complaint\n").Reads(UploadMapping.Fields)
            .WithSummary($"Add numbers to {whose}, as JSON or text/csv. All of them are accepted, or none if one is invalid.")
            .Produces<NumbersAdded>().Refuses(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
        list.MapDelete("", (HttpContext http, IActors actors, TimeProvider time) => RemoveManyAsync(http, actors, time, isOwn))
            .Reads(NumberFields.ReasonInQuery)
            .TakesJson(NumberFields.Removal).AlsoTakes("text/csv", "phone_number\n+12025550171\n").Reads(UploadMapping.Fields).WithSummary($"Remove numbers from {whose}, with a reason that is kept.")
            .Produces<NumbersRemoved>().Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
        list.MapGet("", (HttpContext http, IActors actors) => ListAsync(http, actors, path, isOwn))
            .ReadsNames("The last number").WithSummary($"List the numbers on {whose}, page by page, in a stable order.")
            .Produces<ListedNumbersPage>().Refuses(StatusCodes.Status422UnprocessableEntity);
        list.MapGet("/{number}", (string number, HttpContext http, IActors actors) => OneAsync(number, http, actors, isOwn, FindAsync))
            .WithSummary($"Get a number on {whose}.")
            .Produces<ListedNumberView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        list.MapDelete("/{number}", (string number, HttpContext http, IActors actors, TimeProvider time) => RemoveOneAsync(number, http, actors, time, isOwn))
            .Reads(NumberFields.ReasonInQuery).WithSummary($"Remove one number from {whose}, with a reason that is kept.")
            .Produces<NumbersRemoved>().Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        list.MapGet("/{number}/removals", (string number, HttpContext http, IActors actors) => OneAsync(number, http, actors, isOwn, RemovalsAsync))
            .WithSummary($"List when, by whom and why a number was removed from {whose}.")
            .Produces<RemovalsView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<IResult> OptOutAsync(HttpContext http, IActors actors, TimeProvider time) => JsonCommand.RunAsync(
        http,
        fields => Read(fields),
        (business, number) => http.ChangeAsync<IResult>(actors, business, new Change("number.listed") { Target = number.Masked, Reason = OptedOut }, async () =>
        {
            int added = await new DoNotCallList(actors, business).AddAsync([new ListedNumber(number, OptedOut, time.GetUtcNow())]);
            return TypedResults.Json(new NumbersAdded(1, added), GatewayJson.Context.NumbersAdded);
        }));

    private static PhoneNumber Read(JsonFields fields)
    {
        if (!fields.Has(NumberFields.OptedOut)) fields.Wrong(NumberFields.OptedOut, "is missing");
        PhoneNumber? number = fields.PhoneNumber(NumberFields.OptedOut);
        fields.TakeCountry();
        fields.RefuseLeft("field of an opt-out");
        return number ?? default;
    }

    private static Task<IResult> AddAsync(HttpContext http, IActors actors, TimeProvider time, bool isOwn) => UploadAsync(http, actors, time, isOwn, "numbers.listed", isRemoval: false, async (list, upload, _) =>
        TypedResults.Json(new NumbersAdded(upload.Numbers.Count, await list.AddAsync(upload.Numbers)), GatewayJson.Context.NumbersAdded));

    private static Task<IResult> RemoveManyAsync(HttpContext http, IActors actors, TimeProvider time, bool isOwn) => UploadAsync(http, actors, time, isOwn, "numbers.unlisted", isRemoval: true, async (list, upload, reason) =>
    {
        int removed = await list.RemoveAsync(new RemoveNumbers([.. upload.Numbers.Select(listed => listed.Number)], reason, http.Caller().Key, time.GetUtcNow()));
        return TypedResults.Json(new NumbersRemoved(upload.Numbers.Count, removed), GatewayJson.Context.NumbersRemoved);
    });

    /// <summary>Reads the whole request before it changes anything.</summary>
    /// <param name="act">What to do with the list, the numbers, and the reason of a removal.</param>
    private static async Task<IResult> UploadAsync(
        HttpContext http, IActors actors, TimeProvider time, bool isOwn, string action, bool isRemoval, Func<DoNotCallList, NumberUpload, string, Task<IResult>> act)
    {
        if (!NumberUpload.IsDeclared(http.Request)) return Refusals.NotJson();
        var problems = new FieldProblems { ListName = "phone_numbers" };
        StreamedCountry? country = isOwn ? new StreamedCountry(http, actors, problems) : null;
        var upload = new NumberUpload(time.GetUtcNow(), country, problems, isRemoval);
        await upload.ReadAsync(http);
        if (isOwn) country?.Confirm(Tenant.Of(http.Request, upload.Business, new FieldProblems()));
        DoNotCallList? list = ListOf(http, actors, isOwn, upload.Business, problems);
        string reason = isRemoval ? RemovalReason(upload.RemovalReason ?? http.Request.Query[NumberFields.ReasonInQuery.Name], problems) : "";
        if (list is null || problems.Count > 0) return Refusals.Invalid(problems);
        return await http.ChangeAsync(actors, list.Business, new Change(action) { After = Masked(upload.Numbers), Reason = isRemoval ? reason : null }, () => act(list, upload, reason));
    }

    /// <summary>The reason of a removal, without which nothing is removed.</summary>
    private static string RemovalReason(string? text, FieldProblems problems)
    {
        string reason = text?.Trim() ?? "";
        string field = NumberFields.RemovalReason.Name;
        if (reason.Length == 0) problems.Add(field, "is missing; say why the person may be called again");
        else if (reason.Length > ListRemoval.LongestReason) problems.Add(field, $"must be at most {ListRemoval.LongestReason} characters; got {reason.Length}");
        return reason;
    }

    private static Task<IResult> RemoveOneAsync(string number, HttpContext http, IActors actors, TimeProvider time, bool isOwn)
    {
        var problems = new FieldProblems();
        string reason = RemovalReason(http.Request.Query[NumberFields.ReasonInQuery.Name], problems);
        return problems.Count > 0 ? Task.FromResult(Refusals.Invalid(problems)) : OneAsync(number, http, actors, isOwn, (list, found) =>
            http.ChangeAsync<IResult?>(actors, list.Business, new Change("number.unlisted") { Target = found.Masked, Reason = reason }, async () =>
                await list.RemoveAsync(new RemoveNumbers([found], reason, http.Caller().Key, time.GetUtcNow())) is > 0 and var removed ? TypedResults.Json(new NumbersRemoved(1, removed), GatewayJson.Context.NumbersRemoved) : null));
    }

    /// <summary>How many numbers, and the first of them masked: the audit log holds no personal data.</summary>
    private static string Masked(IReadOnlyList<ListedNumber> numbers) => new JsonObject
    {
        ["numbers"] = numbers.Count, ["first"] = new JsonArray([.. numbers.Take(ShownMasked).Select(listed => JsonValue.Create(listed.Number.Masked))]),
    }.ToJsonString();

    private static async Task<IResult> ListAsync(HttpContext http, IActors actors, string path, bool isOwn)
    {
        var problems = new FieldProblems();
        NamePage? page = NamePage.Of(http.Request, problems);
        PhoneNumber? after = page?.After is { } text ? NumberText.Read("after", text, problems) : null;
        DoNotCallList? list = ListOf(http, actors, isOwn, Tenant.Named(http.Request), problems);
        if (page is not { } asked || list is null || problems.Count > 0) return Refusals.Invalid(problems);

        IReadOnlyList<ListedNumber> found = await list.ListAsync(after, asked.Limit + 1);
        IReadOnlyList<ListedNumber> shown = [.. found.Take(asked.Limit)];
        var names = new DirectoryPage([.. shown.Select(listed => listed.Number.Value)], found.Count > shown.Count, 0);
        return TypedResults.Json(
            new ListedNumbersPage([.. shown.Select(ListedNumberView.Of)], await list.CountAsync(), asked.Next(path, names)), GatewayJson.Context.ListedNumbersPage);
    }

    private static async Task<IResult> OneAsync(string text, HttpContext http, IActors actors, bool isOwn, Func<DoNotCallList, PhoneNumber, Task<IResult?>> act)
    {
        var problems = new FieldProblems();
        if (ListOf(http, actors, isOwn, Tenant.Named(http.Request), problems) is not { } list || problems.Count > 0) return Refusals.Invalid(problems);
        if (isOwn && Tenant.Of(http.Request, Tenant.Named(http.Request), problems) is { } business) problems.DefaultCountry = await DefaultCountry.OfAsync(actors, business);
        IResult? answer = NumberText.Read(NumberText.Field, text, problems) is { } number ? await act(list, number) : null;
        return answer ?? Refusals.NotFound("number on this list:", text);
    }

    private static async Task<IResult?> FindAsync(DoNotCallList list, PhoneNumber number) =>
        await list.FindAsync(number) is { } listed ? TypedResults.Json(ListedNumberView.Of(listed), GatewayJson.Context.ListedNumberView) : null;

    private static async Task<IResult?> RemovalsAsync(DoNotCallList list, PhoneNumber number) =>
        await list.RemovalsAsync(number) is { Count: > 0 } removals ? TypedResults.Json(RemovalsView.Of(number, removals), GatewayJson.Context.RemovalsView) : null;

    /// <summary>The list that the request is about; null after adding the problems to <paramref name="problems"/>.</summary>
    private static DoNotCallList? ListOf(HttpContext http, IActors actors, bool isOwn, string? named, FieldProblems problems)
    {
        if (isOwn) return Tenant.Of(http.Request, named, problems) is { } business ? new DoNotCallList(actors, business) : null;
        if (named is not null) problems.Add(Tenant.Field, "is not allowed here: this list applies to all businesses; remove it");
        return new DoNotCallList(actors, null);
    }
}
