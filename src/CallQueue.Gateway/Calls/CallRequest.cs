using CallQueue.Calls;
using CallQueue.Carriers;
using System.Text.Json;
using CallQueue.Businesses;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Calls;

/// <summary>One call that an app wants to queue, read and checked.</summary>
/// <param name="Submit">Its name is null when the business is to number it.</param>
/// <param name="Open">Times whose zone is not known yet; null: none.</param>
/// <param name="ZoneNote">In which zone they were read; null when none was open.</param>
internal sealed record CallRequest(BusinessId Business, SubmitCall Submit, bool WasPast, OpenTimes? Open = null, string? ZoneNote = null)
{
    /// <summary>How its family spells it.</summary>
    public required CallDialect Dialect { get; init; }

    /// <summary>What its sender should know about whom it calls and what it says.</summary>
    private IReadOnlyList<string> ReviewNotes { get; init; } = [];

    /// <summary>Reads it; null with the problems.</summary>
    /// <param name="makeName">Names a call that neither its app nor its Idempotency-Key names; null: the business numbers it [X13].</param>
    /// <exception cref="JsonException">A string is not valid Unicode.</exception>
    public static async Task<(CallRequest? Request, FieldProblems Problems)> ReadAsync(
        HttpRequest request, IActors actors, JsonElement body, CallDialect dialect, DateTimeOffset now, Func<string>? makeName)
    {
        ((BusinessId? _, CallRequest? asked), FieldProblems problems) = await DefaultCountry.ReadAsync(
            actors, found => Read(request, body, dialect, now, makeName, found), found => found.Business);
        return (asked, problems);
    }

    private static (BusinessId? Business, CallRequest? Request) Read(
        HttpRequest request, JsonElement body, CallDialect dialect, DateTimeOffset now, Func<string>? makeName, FieldProblems problems) => ValidText.Read(() =>
    {
        var fields = new JsonFields(body, request.Table(), null, problems);
        BusinessId? business = Tenant.Of(request, fields.TextOrNumber(Tenant.InBody), problems);
        string fingerprint = Fingerprint(body);
        if (CallItem.Read(fields, dialect, now) is not { } item || business is null) return (business, (CallRequest?)null);

        string? chosen = item.CustomId ?? RequestKey.Name(request, "call", problems);
        var submit = new SubmitCall(chosen ?? makeName?.Invoke(), fingerprint, WithDefaults(item.Call, dialect), chosen is not null);
        return (business, new CallRequest(business.Value, submit, item.WasPast, item.Open) { Dialect = dialect });
    });

    /// <summary>The same after a look at whom it calls and what it says; problems are added to <paramref name="problems"/>.</summary>
    public CallRequest Reviewed(ICarriers carriers, CallDialect dialect, FieldProblems problems) =>
        this with { ReviewNotes = CallReview.Of([Submit.Call], null, carriers.Speech, dialect, problems) };

    /// <summary>The same with times without an offset in the business's zone.</summary>
    public async Task<CallRequest> ZonedAsync(IActors actors, DateTimeOffset now)
    {
        if (Open is null) return this;
        ZoneOfTimes zone = await ZoneOfTimes.OfAsync(actors, Business);
        CallItem item = new CallItem(Submit.Call, null, WasPast, Open).In(zone.Name, now);
        return this with { Submit = Submit with { Call = item.Call }, WasPast = item.WasPast, Open = null, ZoneNote = zone.Note };
    }

    /// <summary>Notes for the answer; null without any.</summary>
    /// <param name="time">The field of the time.</param>
    public IReadOnlyList<string>? Notes(string time)
    {
        string[] notes = [.. WasPast ? [$"{time} is in the past; the call is queued now"] : (string[])[], .. ZoneNote is { } note ? [note] : (string[])[], .. ReviewNotes];
        return notes.Length > 0 ? notes : null;
    }

    /// <summary>Hands it to its business.</summary>
    public async Task<CallSubmitted> SubmitAsync(IActors actors)
    {
        if (Submit.Name is { } name && await FindRunAsync(actors, new CallId(Business, name)) is { } run)
            return CallSubmitted.No(Refusals.Conflict($"'{name}' is already the id of a call of run '{run}'; choose another id"));

        return await actors.Business(Business).SubmitAsync(Submit with { Trace = CallTraces.Here }) switch
        {
            SubmitAnswer.Taken taken => new CallSubmitted(null, taken.Name.Length > 0 ? taken.Name : Submit.Name!, taken.Added, taken.DueAt ?? Submit.Call.NotBefore),
            SubmitAnswer.Conflict => CallSubmitted.No(Refusals.Conflict($"call '{Submit.Name}' already exists with different content; choose another id, or repeat the first request unchanged")),
            SubmitAnswer.Refused refused => CallSubmitted.No(Refusals.Invalid(refused.Problem, Dialect.Number)),
            var other => throw new InvalidOperationException($"unexpected {other.GetType().Name}"),
        };
    }

    private static NewCall WithDefaults(NewCall call, CallDialect dialect)
    {
        CallRules rules = call.Rules ?? new CallRules();
        return call with { Priority = call.Priority ?? Priority.Normal, Rules = rules with { Retry = rules.Retry ?? dialect.Retry } };
    }

    /// <summary>Equal only for the same content, in whichever order its fields come.</summary>
    public static string Fingerprint(JsonElement body)
    {
        using var canonical = new CanonicalJson();
        foreach (JsonProperty field in body.EnumerateObject().Where(f => f.Name != Tenant.Field).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            canonical.Add(field.Name);
            canonical.Add(field.Value);
        }

        return canonical.Finish();
    }

    /// <summary>The run that the id belongs to: a chosen id of the form run-index must not take over a call of a run.</summary>
    private static async Task<string?> FindRunAsync(IActors actors, CallId id)
    {
        if (id.InRun() is not { } place || await actors.Run(place.Run).GetAsync() is not { } run) return null;
        return place.Index < run.Counts.Total ? run.Name : null;
    }
}

/// <summary>The result of submitting a call.</summary>
/// <param name="Refusal">Why it was rejected; null when it was accepted.</param>
/// <param name="Name">The call's name.</param>
/// <param name="Added">False when it was already accepted before.</param>
/// <param name="DueAt">When an added call is due; null: now.</param>
internal sealed record CallSubmitted(IResult? Refusal, string Name, bool Added, DateTimeOffset? DueAt = null)
{
    public static CallSubmitted No(IResult refusal) => new(refusal, "", false);
}
