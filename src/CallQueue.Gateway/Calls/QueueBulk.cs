using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Businesses;
using CallQueue.ChosenIds;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls;

/// <summary>POST /api/calls/bulk-queue [S3.20, S3.26].</summary>
internal static class QueueBulk
{
    public static Task<IResult> PostAsync(
        HttpContext http, IActors actors, ICarriers carriers, TimeProvider time, GatewayOptions options, ILogger<ProblemFilter> log) =>
        TakeAsync(http, actors, carriers, time, options, CallDialect.Calls, log, (run, bulk, added) => ShowAsync(actors, time, run, bulk, added));

    /// <summary>Accepts a bulk in a family's dialect and answers with <paramref name="show"/>, or with the reason for rejecting it.</summary>
    public static async Task<IResult> TakeAsync(
        HttpContext http, IActors actors, ICarriers carriers, TimeProvider time, GatewayOptions options, CallDialect dialect, ILogger<ProblemFilter> log,
        Func<RunId, BulkRequest, bool, Task<IResult>> show)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        JsonBody.Allow(http, options.MaxBulkBytes);
        var problems = new FieldProblems();
        var bulk = new BulkRequest(options, dialect, time.GetUtcNow(), problems) { Country = new StreamedCountry(http, actors, problems), Table = http.Request.Table() };
        await bulk.ReadAsync(http.Request.BodyReader, http.RequestAborted);

        BusinessId? business = Tenant.Of(http.Request, bulk.Business, problems);
        if (business is { } reviewed) bulk.Notes = CallReview.Of(bulk.Calls, bulk.Template.Script, carriers.Speech, dialect, problems);
        bulk.Country.Confirm(business);
        string name = bulk.BatchId ?? RequestKey.Name(http.Request, "run", problems) ?? RequestKey.NewName("run", time);
        if (business is not { } owner || problems.Count > 0)
        {
            log.BulkRefused(business?.Value ?? "", bulk.Seen, problems.Count);
            return Refusals.Invalid(problems);
        }

        await bulk.ZoneAsync(actors, owner);
        var run = new RunId(owner, name);
        (IResult? refusal, bool added) = await EnqueueAsync(actors, run, bulk, dialect, options.PartSize);
        if (refusal is not null) return refusal;
        log.BulkQueued(owner, name, bulk.Calls.Count, added);
        return await show(run, bulk, added);
    }

    /// <summary>Claims the ids of the calls if they are of more than one part, then submits them part by part.</summary>
    private static async Task<(IResult? Refusal, bool Added)> EnqueueAsync(IActors actors, RunId run, BulkRequest bulk, CallDialect dialect, int partSize)
    {
        IBusiness business = actors.Business(run.Business);
        List<ClaimIds> claims = await actors.Run(run).GetAsync() is null ? ClaimsOf(run, bulk, partSize) : [];
        if (await ClaimAsync(business, claims) is { } conflicting) return (Refusals.Conflict(conflicting.ToString()), false);
        var whole = new EnqueueCalls(run.Name, bulk.Calls.Count, 0, bulk.Fingerprint, bulk.Template with { Trace = CallTraces.Here }, []) { IdsClaimed = claims.Count > 0 };
        (EnqueueAnswer? refusal, bool added) = await RunSubmit.EnqueueAsync(business, whole, bulk.Calls.Chunk(partSize).ToAsyncEnumerable());
        if (refusal is not null) await ReleaseAsync(business, claims);
        return (RefusalOf(refusal, dialect), added);
    }

    private static IResult? RefusalOf(EnqueueAnswer? answer, CallDialect dialect) => answer switch
    {
        EnqueueAnswer.Conflict conflict => Refusals.Conflict(conflict.Reason),
        EnqueueAnswer.Refused refused => Refusals.Invalid(refused.Problem, dialect.Number),
        _ => null,
    };

    /// <summary>What a bulk claims before its first part is submitted, since it is taken whole or not at all. A bulk of one part claims its ids with it.</summary>
    private static List<ClaimIds> ClaimsOf(RunId run, BulkRequest bulk, int partSize)
    {
        List<ClaimIds> claims = [];
        for (int offset = 0; bulk.Calls.Count > partSize && offset < bulk.Calls.Count; offset += partSize)
            if (ChosenIdParts.Of(run.Name, offset, [.. bulk.Calls.Skip(offset).Take(partSize)]) is { } claim) claims.Add(claim);
        return claims;
    }

    private static async Task<IdConflict?> ClaimAsync(IBusiness business, List<ClaimIds> claims)
    {
        for (int i = 0; i < claims.Count; i++)
        {
            if (await business.ClaimIdsAsync(claims[i]) is not { } taken) continue;
            await ReleaseAsync(business, claims[..i]);
            return taken;
        }

        return null;
    }

    private static async Task ReleaseAsync(IBusiness business, List<ClaimIds> claims)
    {
        foreach (ClaimIds claim in claims) await business.ReleaseIdsAsync(claim);
    }

    private static async Task<IResult> ShowAsync(IActors actors, TimeProvider time, RunId run, BulkRequest bulk, bool added)
    {
        int total = bulk.Calls.Count;
        IReadOnlyList<string>? notes = CallsApi.PastNotes(bulk.Past, total);
        if (bulk.Notes.Count > 0) notes = [.. notes ?? [], .. bulk.Notes];
        notes = bulk.WithZoneNote(notes);
        if (added)
        {
            // As each of its calls is shown.
            BusinessSettings settings = (await actors.Business(run.Business).GetAsync()).InForce;
            DateTimeOffset now = time.GetUtcNow();
            StateWords state = bulk.Calls.All(call => SubmitCheck.IsDelayed(bulk.Template, call, settings, now)) ? StateWords.Delayed : StateWords.Ready;
            var queued = new QueuedRun(run.Name, run.Name, total, total, state.Call, null, notes);
            return TypedResults.Json(queued, GatewayJson.Context.QueuedRun, statusCode: StatusCodes.Status202Accepted);
        }

        string status = await actors.Run(run).GetAsync() is { } known ? RunWords.Of(known.Status) : StateWords.Ready.Call;
        return TypedResults.Json(new QueuedRun(run.Name, run.Name, total, 0, status, true, notes), GatewayJson.Context.QueuedRun);
    }
}
