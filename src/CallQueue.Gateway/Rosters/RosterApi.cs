using CallQueue.Lists;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Directories;
using CallQueue.Documents;
using CallQueue.Fences;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Rosters;

/// <summary>The roster: people who are called once a day, each at their own time.</summary>
internal static class RosterApi
{
    public static void MapRoster(this RouteGroupBuilder api)
    {
        RouteGroupBuilder roster = api.MapGroup("/roster").WithTags("Roster");
        roster.MapGet("", CountAsync).WithSummary("Count the contacts and get the next due time.")
            .Produces<RosterView>().Refuses(StatusCodes.Status422UnprocessableEntity);
        roster.MapPost("/contacts", UploadAsync).TakesJson(ContactFields.Upload).AlsoTakes("text/csv", "id,phone_number,call_time\nann,+12025550101,20:30\n").Reads(UploadMapping.Fields)
            .WithSummary("Add contacts, or replace contacts with the same id. All of them are accepted, or none if one is invalid. Also as text/csv; the first line names the columns.")
            .Produces<ContactsTaken>().Refuses(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
        roster.MapGet("/contacts", ListAsync).ReadsNames("The id of the last contact")
            .WithSummary("List all contacts, page by page.").Produces<ContactsPage>().Refuses(StatusCodes.Status422UnprocessableEntity);
        RouteGroupBuilder one = roster.MapGroup("/contacts/{id}");
        one.MapGet("", GetAsync).WithSummary("Get a contact.").Produces<ContactView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        one.MapGet("/why", ContactWhy.GetAsync).WithSummary("Explain why a contact has, or does not have, a call today.")
            .Produces<ContactWhyView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        one.MapPut("", PutAsync).TakesJson(ContactFields.Replaced).WithSummary("Replace a contact. The change applies to its next call.")
            .Produces<ContactView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        one.MapPatch("", PatchAsync).TakesJson(ContactFields.Changed).WithSummary("Change some fields of a contact. null restores the default.")
            .Produces<ContactView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        one.MapDelete("", RemoveAsync).WithSummary("Delete a contact and cancel its waiting call.")
            .Produces<ContactRemoved>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The contact, with the business's zone if it has none.</summary>
    public static Contact Zoned(Contact contact, string zone) => contact.TimeZone.Length > 0 ? contact : contact with { TimeZone = zone };

    private static async Task<IResult> CountAsync(HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        RosterSnapshot roster = await new RosterShards(actors, business).CountAsync();
        return TypedResults.Json(new RosterView(business.Value, roster.Contacts, roster.Enabled, roster.NextAt), GatewayJson.Context.RosterView);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, IActors actors, GatewayOptions options)
    {
        if (!ContactUpload.IsDeclared(http.Request)) return Refusals.NotJson();
        var problems = new FieldProblems { ListName = "contacts" };
        var country = new StreamedCountry(http, actors, problems);
        var upload = new ContactUpload(options, country, problems);
        await upload.ReadAsync(http);
        BusinessId? named = Tenant.Of(http.Request, upload.Business, problems);
        country.Confirm(named);
        if (named is not { } business || problems.Count > 0) return Refusals.Invalid(problems);
        BusinessSettings settings = (await actors.Business(business).GetAsync()).InForce;
        for (int i = 0; i < upload.Contacts.Count; i++)
            if (NumberFence.FindProblem(upload.Contacts[i].To, settings) is { } fence) problems.Add(SubmitCheck.Number, fence, i);
        if (problems.Count > 0) return Refusals.Invalid(problems);
        string zone = settings.Rules.TimeZone ?? "UTC";
        var change = new Change("contacts.uploaded") { After = string.Create(CultureInfo.InvariantCulture, $"{{\"contacts\":{upload.Contacts.Count}}}") };
        return await http.ChangeAsync(actors, business, change, async () => await new RosterShards(actors, business).PutAsync(upload.Contacts.Select(contact => Zoned(contact, zone))) switch
        {
            PutAnswer.Taken taken => TypedResults.Json(new ContactsTaken(true, business.Value, upload.Contacts.Count, taken.Added, taken.Changed), GatewayJson.Context.ContactsTaken),
            var refused => Refusals.Invalid(((PutAnswer.Refused)refused).Problem),
        });
    }

    private static async Task<IResult> ListAsync(HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business || NamePage.Of(http.Request, problems) is not { } page) return Refusals.Invalid(problems);
        var roster = new RosterShards(actors, business);
        List<Contact> found = await roster.ListAsync(page.After, page.Limit + 1);
        Contact[] shown = [.. found.Take(page.Limit)];
        int total = (await roster.CountAsync()).Contacts;
        string? next = page.Next("/api/roster/contacts", new DirectoryPage([.. shown.Select(contact => contact.Id)], found.Count > shown.Length, total));
        return TypedResults.Json(new ContactsPage([.. shown.Select(ContactView.Of)], total, next), GatewayJson.Context.ContactsPage);
    }

    private static Task<IResult> GetAsync(string id, HttpContext http, IActors actors) =>
        OfAsync(id, http, null, async business => await FindAsync(actors, business, id) is { } contact ? Show(contact) : Refusals.NotFound("contact", id));

    private static Task<IResult> PutAsync(string id, HttpContext http, IActors actors) => ChangeAsync(id, http, actors, isPatch: false);

    private static Task<IResult> PatchAsync(string id, HttpContext http, IActors actors) => ChangeAsync(id, http, actors, isPatch: true);

    private static Task<IResult> RemoveAsync(string id, HttpContext http, IActors actors) => OfAsync(id, http, null, business => http.ChangeAsync(actors, business, new Change("contact.deleted") { Target = id }, async () =>
        await new RosterShards(actors, business).Of(id).RemoveAsync(id)
            ? TypedResults.Json(new ContactRemoved(true, id), GatewayJson.Context.ContactRemoved)
            : Refusals.NotFound("contact", id)));

    private static async Task<IResult> ChangeAsync(string id, HttpContext http, IActors actors, bool isPatch)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        return await OfAsync(id, http, body, business => Rewrite.UntilTakenAsync(async () =>
        {
            if (await FindAsync(actors, business, id) is not { } known) return Refusals.NotFound("contact", id);
            JsonNode? stored = isPatch ? JsonSerializer.SerializeToNode(ContactView.Of(known), GatewayJson.Context.ContactView) : null;
            using JsonDocument? merged = isPatch ? MergePatch.Apply(stored?.DeepClone(), body.RootElement) : null;
            (Contact? read, FieldProblems problems) = await DefaultCountry.ReadAsync(
                actors,
                found =>
                {
                    found.Stored = stored;
                    return Read(id, (merged ?? body).RootElement, found, known.TimeZone);
                },
                _ => business);
            if (read is null || problems.Count > 0) return Refusals.Invalid(problems);
            BusinessSettings settings = (await actors.Business(business).GetAsync()).InForce;
            Contact contact = Zoned(read, settings.Rules.TimeZone ?? "UTC");
            if (contact.To != known.To && NumberFence.FindProblem(contact.To, settings) is { } fence) return Refusals.Invalid(new FieldProblem(SubmitCheck.Number, fence));
            if (contact.FindProblem(null) is { } problem) return Refusals.Invalid(problem);
            var change = new Change("contact.changed") { Target = id, After = JsonChanges.Names(ContactView.Of(known), ContactView.Of(contact), GatewayJson.Context.ContactView) };
            return await http.ChangeAsync<IResult?>(actors, business, change, async () => await new RosterShards(actors, business).ReplaceAsync(known, contact) switch
            {
                PutAnswer.Refused refused => Refusals.Invalid(refused.Problem),
                PutAnswer.Taken => Show(contact),
                _ => null,
            });
        }));
    }

    private static Contact? Read(string id, JsonElement json, FieldProblems problems, string zone) => ValidText.Read(() =>
    {
        var fields = new JsonFields(json, ContactFields.Replaced, null, problems);
        fields.TextOrNumber(Tenant.InBody);
        return ContactReader.Read(fields, id, null, zone);
    });

    /// <summary>The business that the request names.</summary>
    private static async Task<IResult> OfAsync(string id, HttpContext http, JsonDocument? body, Func<BusinessId, Task<IResult>> act)
    {
        var problems = new FieldProblems();
        string? said = body is null ? null : ValidText.Read(() => new JsonFields(body.RootElement, http.Request.Table(), null, problems).TextOrNumber(Tenant.InBody));
        if (Tenant.Of(http.Request, said, problems) is not { } business) return Refusals.Invalid(problems);
        return Contact.FindIdProblem(id) is null ? await act(business) : Refusals.NotFound("contact", id);
    }

    private static Task<Contact?> FindAsync(IActors actors, BusinessId business, string id) => new RosterShards(actors, business).Of(id).GetAsync(id);

    private static JsonHttpResult<ContactView> Show(Contact contact) => TypedResults.Json(ContactView.Of(contact), GatewayJson.Context.ContactView);
}
