using System.Text.Json;
using CallQueue.Access;
using CallQueue.Audits;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Directories;
using CallQueue.Documents;
using CallQueue.Fences;
using CallQueue.Outgoing;
using CallQueue.Previews;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Businesses;

/// <summary>Businesses: their settings, their state, and pausing and resuming them.</summary>
internal static class BusinessesApi
{
    private const string Settings = "settings";

    public static void MapBusinesses(this RouteGroupBuilder api)
    {
        RouteGroupBuilder all = api.MapGroup("/businesses").WithTags("Businesses");
        all.MapGet("", ListAsync).ForOperators().ReadsNames("The last business").WithSummary("List all businesses that have stored data.")
            .Produces<BusinessPage>().Refuses(StatusCodes.Status403Forbidden, StatusCodes.Status422UnprocessableEntity);
        RouteGroupBuilder one = all.MapGroup("/{id}");
        one.MapGet("", GetAsync).WithSummary("Get the settings and the current state of a business.")
            .Produces<BusinessView>().Refuses(StatusCodes.Status404NotFound);
        one.MapPut("", PutAsync).TakesJson(SettingsFields.Settings).WithSummary("Replace the settings of a business. They take effect at once.")
            .Produces<BusinessView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        one.MapPatch("", PatchAsync).TakesJson(SettingsFields.Changed).WithSummary("Change some settings of a business. null restores the default.")
            .Produces<BusinessView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        one.MapPost("/pause", (string id, HttpContext http, IActors actors, ICarriers carriers) => PauseAsync(id, http, actors, carriers, true))
            .Command<BusinessView>("Pause dialing. Live calls continue.", CallFields.Command).Previewed().Refuses(StatusCodes.Status404NotFound);
        one.MapPost("/resume", (string id, HttpContext http, IActors actors, ICarriers carriers) => PauseAsync(id, http, actors, carriers, false))
            .Command<BusinessView>("Resume dialing.", CallFields.Command).Previewed().Refuses(StatusCodes.Status404NotFound);
        one.MapPost("/confirm-jump", ConfirmJumpAsync)
            .Command<BusinessView>("Confirm that the business calls ten times as much as usual. Dialing resumes, and no jump holds it for 24 hours.", CallFields.Command).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        one.MapGet("/events", EventsAsync).WithSummary("Stream the state of a business as server-sent events.")
            .Produces<BusinessProgress>(contentType: "text/event-stream").Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IActors actors, ICarriers carriers)
    {
        var problems = new FieldProblems();
        if (NamePage.Of(http.Request, problems) is not { } page) return Refusals.Invalid(problems);
        DirectoryPage found = await actors.Businesses.ListAsync(page.After, page.Limit);
        BusinessView[] businesses = await Task.WhenAll(found.Names.Select(name => ViewAsync(actors, carriers, new BusinessId(name))));
        return TypedResults.Json(
            new BusinessPage(businesses, found.Total, page.Next("/api/businesses", found)), GatewayJson.Context.BusinessPage);
    }

    private static Task<IResult> GetAsync(string id, HttpContext http, IActors actors, ICarriers carriers) =>
        Tenant.InPathAsync(id, http, business => ShowAsync(actors, carriers, business));

    private static Task<IResult> PutAsync(string id, HttpContext http, IActors actors, ICarriers carriers, CallQueueOptions options, OutgoingPolicy outgoing) =>
        ChangeAsync(id, http, actors, carriers, options, outgoing, isPatch: false);

    private static Task<IResult> PatchAsync(string id, HttpContext http, IActors actors, ICarriers carriers, CallQueueOptions options, OutgoingPolicy outgoing) =>
        ChangeAsync(id, http, actors, carriers, options, outgoing, isPatch: true);

    private static Task<IResult> ChangeAsync(
        string id, HttpContext http, IActors actors, ICarriers carriers, CallQueueOptions options, OutgoingPolicy outgoing, bool isPatch) =>
        Tenant.InPathAsync(id, http, async business =>
        {
            if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
            using JsonDocument body = await JsonBody.ReadObjectAsync(http);
            string carrier = carriers.For(business).Name;
            return await Rewrite.UntilTakenAsync(async () =>
            {
                // Secrets that are not sent stay: a replacement also starts from the current settings.
                BusinessSnapshot now = await actors.Business(business).GetAsync();
                BusinessSettings known = now.Settings;
                var problems = new FieldProblems();
                using JsonDocument? whole = WithSettings(body.RootElement) ? Shown(business, now).Without(body.RootElement, problems) : null;
                JsonElement sent = whole is null ? body.RootElement : Unwrapped(whole.RootElement, problems);
                using JsonDocument? merged = isPatch ? MergePatch.Apply(JsonSerializer.SerializeToNode(SettingsView.Of(known, carrier), GatewayJson.Context.SettingsView), sent) : null;
                BusinessSettings settings = ValidText.Read(() =>
                    new SettingsReader(options.NewBusiness, known, carrier, outgoing, options.Prices is not null).Read(new JsonFields(merged?.RootElement ?? sent, SettingsFields.Settings, null, problems)));
                if (problems.Count > 0) return Refusals.Invalid(problems);
                return await http.ChangeAsync(actors, business, Changed(known, settings, carrier), async () => await actors.Business(business).ReplaceSettingsAsync(new ReplaceSettings(settings, known)) switch
                {
                    SettingsAnswer.Refused refused => Refusals.Invalid(refused.Problem),
                    SettingsAnswer.Taken => await ShowAsync(actors, carriers, business),
                    _ => null,
                });
            });
        });

    private static Change Changed(BusinessSettings known, BusinessSettings settings, string carrier)
    {
        (string? before, string? after) = JsonChanges.Of(SettingsView.Of(known, carrier), SettingsView.Of(settings, carrier), GatewayJson.Context.SettingsView);
        return new Change("settings.changed") { Before = before, After = after };
    }

    /// <summary>Whether the body is a whole business, as GET shows it, and not only its settings.</summary>
    private static bool WithSettings(JsonElement body) => body.TryGetProperty(Settings, out JsonElement settings) && settings.ValueKind == JsonValueKind.Object;

    /// <summary>What the business shows beside its settings.</summary>
    private static ShownFields Shown(BusinessId id, BusinessSnapshot now) => new ShownFields("counts", "held_by", "next_at", "deliveries", "effective", "usage")
        .Fixed("ceilings", JsonSerializer.SerializeToNode(CeilingsView.Of(now.Settings.Ceilings ?? new BusinessCeilings()), GatewayJson.Context.CeilingsView), $"operators send PUT /api/businesses/{id.Value}/ceilings")
        .Fixed("business_id", id.Value, "it is the id in the path")
        .Fixed("paused", now.Paused, $"send POST /api/businesses/{id.Value}/{(now.Paused ? "resume" : "pause")}");

    /// <summary>The settings within a business; nothing else may be beside them.</summary>
    private static JsonElement Unwrapped(JsonElement business, FieldProblems problems)
    {
        foreach (JsonProperty field in business.EnumerateObject())
            if (field.Name != Settings) problems.Add(field.Name, $"is an unknown field beside {Settings}; write it inside {Settings}, or remove it");
        return business.GetProperty(Settings);
    }

    private static Task<IResult> PauseAsync(string id, HttpContext http, IActors actors, ICarriers carriers, bool paused) =>
        Tenant.InPathAsync(id, http, business => http.PauseAsync(actors, business, paused, async confirmed =>
            TypedResults.Json(await ViewAsync(actors, carriers, business) with { ChangedSince = ChangedSince.Of(confirmed) }, GatewayJson.Context.BusinessView)));

    private static Task<IResult> ConfirmJumpAsync(string id, HttpContext http, IActors actors, ICarriers carriers) => 
        Tenant.InPathAsync(id, http, business => http.ChangeAsync(actors, business, new Change("business.jump_confirmed"), async () =>
            await actors.Business(business).ConfirmJumpAsync() ? await ShowAsync(actors, carriers, business) : Refusals.NotNow("no jump of the dial rate holds the business")));

    private static Task<IResult> EventsAsync(string id, HttpContext http, IActors actors) => Tenant.InPathAsync(id, http, async business =>
    {
        IBusiness actor = actors.Business(business);
        // Read once before the response starts, so that a storage failure becomes a 503.
        await actor.GetAsync();
        return new EventStream(EventStream.LastSeen(http.Request), async (stamp, wait) => EventOf(business, await actor.WatchAsync(stamp, wait)));
    });

    private static StreamEvent EventOf(BusinessId id, BusinessSnapshot business) => new(
        business.Stamp, "progress", JsonSerializer.Serialize(BusinessProgress.Of(id, business), GatewayJson.Context.BusinessProgress), IsLast: false);

    private static async Task<IResult> ShowAsync(IActors actors, ICarriers carriers, BusinessId business) =>
        TypedResults.Json(await ViewAsync(actors, carriers, business), GatewayJson.Context.BusinessView);

    private static async Task<BusinessView> ViewAsync(IActors actors, ICarriers carriers, BusinessId business) =>
        BusinessView.Of(business, await actors.Business(business).GetAsync(), carriers.For(business).Name);
}
