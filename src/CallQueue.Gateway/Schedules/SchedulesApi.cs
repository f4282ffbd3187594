using System.Text.Json;
using CallQueue.Audits;
using CallQueue.Calls;
using CallQueue.Directories;
using CallQueue.Documents;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQueue.Schedules;

/// <summary>Recurring calls and runs: list, create, change, pause, run now, delete.</summary>
internal static class SchedulesApi
{
    public static void MapSchedules(this RouteGroupBuilder api)
    {
        RouteGroupBuilder all = api.MapGroup("/schedules").WithTags("Schedules");
        all.MapGet("", ListAsync).ReadsNames("The last schedule").WithSummary("List the schedules of a business, without their lists of people.")
            .Produces<SchedulePage>().Refuses(StatusCodes.Status422UnprocessableEntity);
        all.MapPost("", PostAsync).RepeatsItself().TakesJson(ScheduleFields.New).WithSummary("Create a schedule. Each occurrence submits a call or a run that is named after the schedule.")
            .Produces<ScheduleView>(StatusCodes.Status201Created).Produces<ScheduleView>().Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        RouteGroupBuilder one = all.MapGroup("/{id}");
        one.MapGet("", GetAsync).WithSummary("Get a schedule, its next ten fire times and the results of its last occurrences.").Produces<ScheduleView>().Refuses(StatusCodes.Status404NotFound);
        one.MapPut("", PutAsync).TakesJson(ScheduleFields.Replaced).WithSummary("Replace a schedule. The change takes effect now.")
            .Produces<ScheduleView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        one.MapPatch("", PatchAsync).TakesJson(ScheduleFields.Changed).WithSummary("Change some fields of a schedule. null restores the default.")
            .Produces<ScheduleView>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        one.MapDelete("", DeleteAsync).WithSummary("Delete a schedule permanently. Calls that it has submitted continue.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        one.MapPost("/pause", (string id, HttpContext http, IActors actors) => PauseAsync(id, http, actors, true))
            .Command<ScheduleView>("Pause a schedule. Occurrences that are due while it is paused are skipped.", CallFields.Command).Refuses(StatusCodes.Status404NotFound);
        one.MapPost("/resume", (string id, HttpContext http, IActors actors) => PauseAsync(id, http, actors, false))
            .Command<ScheduleView>("Resume a schedule from now.", CallFields.Command).Refuses(StatusCodes.Status404NotFound);
        one.MapPost("/run", RunAsync).Command<OccurrenceView>("Submit one extra occurrence now.", CallFields.Command).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        BusinessId? asked = Tenant.Of(http.Request, problems);
        if (NamePage.Of(http.Request, problems) is not { } page || asked is not { } business) return Refusals.Invalid(problems);
        DirectoryPage found = await actors.Schedules(business).ListAsync(page.After, page.Limit);
        ScheduleView?[] schedules = await Task.WhenAll(found.Names.Select(async name =>
        {
            var id = new ScheduleId(business, name);
            return await actors.Schedule(id).GetAsync() is { } schedule ? ScheduleView.Of(id, schedule, withPeople: false) : null;
        }));
        return TypedResults.Json(new SchedulePage([.. schedules.OfType<ScheduleView>()], found.Total, page.Next("/api/schedules", found)), GatewayJson.Context.SchedulePage);
    }

    private static Task<IResult> PostAsync(HttpContext http, IActors actors, TimeProvider time) => JsonCommand.RunAsync(
        http,
        fields => (Id: fields.Identifier(ScheduleFields.Id) ?? RequestKey.Name(http.Request, "schedule", fields.Problems), Spec: new ScheduleReader(time.GetUtcNow()).Read(fields)),
        async (business, asked) =>
        {
            var id = new ScheduleId(business, asked.Id ?? RequestKey.NewName("schedule", time));
            return await http.ChangeAsync(actors, business, Changed(id, "schedule.created", null, asked.Spec), async () => Show(id, await actors.Schedule(id).CreateAsync(asked.Spec), isNew: true));
        });

    private static Task<IResult> GetAsync(string id, HttpContext http, IActors actors) => OfAsync(id, http, async schedule =>
        await actors.Schedule(schedule).GetAsync() is { } found ? Show(schedule, found) : Refusals.NotFound("schedule", id));

    private static Task<IResult> PutAsync(string id, HttpContext http, IActors actors, TimeProvider time) => ReadAsync(id, http, async (schedule, body) =>
    {
        if (await actors.Schedule(schedule).GetAsync() is not { } now) return Refusals.NotFound("schedule", id);
        (ScheduleSpec spec, FieldProblems problems) = await ReadAsync(actors, schedule, now, body, isPatch: false, time);
        return problems.Count > 0 ? Refusals.Invalid(problems)
            : await http.ChangeAsync(actors, schedule.Business, Changed(schedule, "schedule.changed", now.Spec, spec), async () => Show(schedule, await actors.Schedule(schedule).ChangeAsync(spec)));
    });

    private static Task<IResult> PatchAsync(string id, HttpContext http, IActors actors, TimeProvider time) =>
        ReadAsync(id, http, (schedule, body) => Rewrite.UntilTakenAsync(async () =>
        {
            if (await actors.Schedule(schedule).GetAsync() is not { } now) return Refusals.NotFound("schedule", id);
            (ScheduleSpec spec, FieldProblems problems) = await ReadAsync(actors, schedule, now, body, isPatch: true, time);
            if (problems.Count > 0) return Refusals.Invalid(problems);
            return await http.ChangeAsync<IResult?>(actors, schedule.Business, Changed(schedule, "schedule.changed", now.Spec, spec), async () =>
                await actors.Schedule(schedule).ReplaceAsync(new ReplaceSchedule(spec, now.Spec)) is var answer and not ScheduleAnswer.Stale ? Show(schedule, answer) : null);
        }));

    /// <summary>The people of a schedule are left out: the audit log holds no personal data.</summary>
    private static Change Changed(ScheduleId id, string action, ScheduleSpec? before, ScheduleSpec after)
    {
        (string? old, string? next) = JsonChanges.Of(Shown(before), Shown(after), GatewayJson.Context.ScheduleBody);
        return new Change(action) { Target = id.Name, Before = old, After = next };

        static ScheduleBody? Shown(ScheduleSpec? spec) => spec is null ? null : ScheduleBody.Of(spec with { People = null, To = null, Data = null, Template = null });
    }

    /// <summary>What the schedule shows beside its settings.</summary>
    private static ShownFields Shown(ScheduleId id, ScheduleSnapshot now) => new ShownFields("people_count", "created_at", "next_fire_times", "last_results", "warnings")
        .Fixed("id", id.Name, "it is the id in the path")
        .Fixed("paused", now.Paused, $"send POST /api/schedules/{id.Name}/{(now.Paused ? "resume" : "pause")}");

    private static Task<(ScheduleSpec Spec, FieldProblems Problems)> ReadAsync(
        IActors actors, ScheduleId schedule, ScheduleSnapshot now, JsonElement body, bool isPatch, TimeProvider time) => DefaultCountry.ReadAsync(actors, problems =>
    {
        using JsonDocument sent = Shown(schedule, now).Without(body, problems);
        problems.Stored = isPatch ? JsonSerializer.SerializeToNode(ScheduleBody.Of(now.Spec), GatewayJson.Context.ScheduleBody) : null;
        using JsonDocument? merged = isPatch ? MergePatch.Apply(problems.Stored?.DeepClone(), sent.RootElement) : null;
        return Read((merged ?? sent).RootElement, time, now.Spec, problems);
    }, _ => schedule.Business);

    private static ScheduleSpec Read(JsonElement body, TimeProvider time, ScheduleSpec now, FieldProblems problems) => ValidText.Read(() =>
    {
        var fields = new JsonFields(body, ScheduleFields.Replaced, null, problems);
        fields.TextOrNumber(Tenant.InBody); // The business was already read.
        return new ScheduleReader(time.GetUtcNow()) { Now = now }.Read(fields);
    });

    /// <summary>The schedule of the path, of the business that header, query or body name, and the body.</summary>
    private static async Task<IResult> ReadAsync(string id, HttpContext http, Func<ScheduleId, JsonElement, Task<IResult>> act)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        using JsonDocument body = await JsonBody.ReadObjectAsync(http);
        var problems = new FieldProblems();
        BusinessId? business = ValidText.Read(() => Tenant.Of(http.Request, new JsonFields(body.RootElement, http.Request.Table(), null, problems).TextOrNumber(Tenant.InBody), problems));
        if (business is not { } owner || problems.Count > 0) return Refusals.Invalid(problems);
        return Identifier.IsValid(id, out _) ? await act(new ScheduleId(owner, id), body.RootElement) : Refusals.NotFound("schedule", id);
    }

    private static Task<IResult> DeleteAsync(string id, HttpContext http, IActors actors) => OfAsync(id, http, schedule => http.ChangeAsync(actors, schedule.Business, new Change("schedule.deleted") { Target = id }, async () =>
        await actors.Schedule(schedule).DeleteAsync() ? TypedResults.NoContent() : Refusals.NotFound("schedule", id)));

    private static Task<IResult> PauseAsync(string id, HttpContext http, IActors actors, bool paused) => OrderAsync(id, http, schedule => http.ChangeAsync(actors, schedule.Business, new Change(paused ? "schedule.paused" : "schedule.resumed") { Target = id }, async () =>
        await actors.Schedule(schedule).PauseAsync(paused) is { } now ? Show(schedule, now) : Refusals.NotFound("schedule", id)));

    private static Task<IResult> RunAsync(string id, HttpContext http, IActors actors) => OrderAsync(id, http, schedule => http.ChangeAsync(actors, schedule.Business, new Change("schedule.run") { Target = id }, async () =>
        await actors.Schedule(schedule).RunNowAsync() switch
        {
            RunNowAnswer.Taken taken => TypedResults.Json(OccurrenceView.Of(taken.Occurrence), GatewayJson.Context.OccurrenceView),
            RunNowAnswer.Full => Refusals.NotNow("too many occurrences of this schedule wait to be submitted; try again later"),
            _ => Refusals.NotFound("schedule", id),
        }));

    /// <summary>The schedule of the path, of the business that header or query name.</summary>
    private static async Task<IResult> OfAsync(string id, HttpContext http, Func<ScheduleId, Task<IResult>> act)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        return Identifier.IsValid(id, out _) ? await act(new ScheduleId(business, id)) : Refusals.NotFound("schedule", id);
    }

    /// <summary>The same for commands, whose body may name the business.</summary>
    private static async Task<IResult> OrderAsync(string id, HttpContext http, Func<ScheduleId, Task<IResult>> act) =>
        !Identifier.IsValid(id, out _) ? Refusals.NotFound("schedule", id)
        : await JsonCommand.RunAsync(http, _ => id, (business, name) => act(new ScheduleId(business, name)), isOptional: true);

    private static IResult Show(ScheduleId id, ScheduleAnswer answer, bool isNew = false) => answer switch
    {
        ScheduleAnswer.Done done => Show(id, done.Schedule, isNew && done.Changed ? StatusCodes.Status201Created : StatusCodes.Status200OK),
        ScheduleAnswer.Refused refused => Refusals.Invalid(refused.Problem),
        ScheduleAnswer.Conflict => Refusals.Conflict($"schedule '{id.Name}' already exists with different content; choose another id, or replace it with PUT"),
        _ => Refusals.NotFound("schedule", id.Name),
    };

    private static JsonHttpResult<ScheduleView> Show(ScheduleId id, ScheduleSnapshot schedule, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(ScheduleView.Of(id, schedule), GatewayJson.Context.ScheduleView, statusCode: status);
}
