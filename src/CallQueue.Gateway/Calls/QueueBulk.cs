using CallQueue.Businesses;
using CallQueue.ChosenIds;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Runs;
using CallQueue.Speech;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls;

/// <summary>POST /api/calls/bulk-queue [S3.20, S3.26].</summary>
internal static class QueueBulk
{
    /// <summary>Calls whose variables are named in a hint.</summary>
    private const int FieldsFrom = 100;

    public static Task<IResult> PostAsync(
        HttpContext http, IActors actors, TimeProvider time, GatewayOptions options, ILogger<ProblemFilter> log) =>
        TakeAsync(http, actors, time, options, CallDialect.Calls, log, (run, bulk, added) => ShowAsync(actors, run, bulk, added));

    /// <summary>Accepts a bulk in a family's dialect and answers with <paramref name="show"/>, or with the reason for rejecting it.</summary>
    public static async Task<IResult> TakeAsync(
        HttpContext http, IActors actors, TimeProvider time, GatewayOptions options, CallDialect dialect, ILogger<ProblemFilter> log,
        Func<RunId, BulkRequest, bool, Task<IResult>> show)
    {
        if (!JsonBody.IsDeclared(http.Request)) return Refusals.NotJson();
        JsonBody.Allow(http, options.MaxBulkBytes);
        var problems = new FieldProblems();
        var bulk = new BulkRequest(options, dialect, time.GetUtcNow(), problems) { Country = new StreamedCountry(http, actors, problems), Table = http.Request.Table() };
        await bulk.ReadAsync(http.Request.BodyReader, http.RequestAborted);

        bulk.Notes = CheckPlaces(bulk, problems);
        BusinessId? business = Tenant.Of(http.Request, bulk.Business, problems);
        bulk.Country.Confirm(business);
        string name = bulk.BatchId ?? RequestKey.Name(http.Request, "run", problems) ?? RequestKey.NewName("run", time);
        if (business is not { } owner || problems.Count > 0)
        {
            log.BulkRefused(business?.Value ?? "", bulk.Seen, problems.Count);
            return Refusals.Invalid(problems);
        }

        await bulk.ZoneAsync(actors, owner);
        var run = new RunId(owner, name);
        (IResult? refusal, bool added) = await EnqueueAsync(actors.Business(owner), run, bulk, options.PartSize);
        if (refusal is not null) return refusal;
        log.BulkQueued(owner, name, bulk.Calls.Count, added);
        return await show(run, bulk, added);
    }

    /// <summary>A place of a message that no call can fill is a mistake; how many leave one blank is worth a note.</summary>
    private static IReadOnlyList<string> CheckPlaces(BulkRequest bulk, FieldProblems problems)
    {
        var places = new PlaceTally();
        foreach (NewCall call in bulk.Calls) places.Add(call.Script, bulk.Template.Script, call.To, call.Data);
        foreach (string place in places.Unfillable(bulk.Calls.Take(FieldsFrom).SelectMany(call => call.Script?.Variables?.Keys ?? []))) problems.Add("message", place);
        return places.Notes();
    }

    /// <summary>
    /// Submits the calls part by part. Nothing is dialed before the last part has arrived. An interrupted request
    /// continues at the same place when it is repeated.
    /// </summary>
    private static async Task<(IResult? Refusal, bool Added)> EnqueueAsync(IBusiness business, RunId run, BulkRequest bulk, int partSize)
    {
        int total = bulk.Calls.Count;
        if (await ClaimAsync(business, run, bulk, partSize) is { } conflicting) return (Refusals.Conflict(conflicting.ToString()), false);
        bool added = false;
        for (int offset = 0; offset < total; offset += partSize)
        {
            NewCall[] part = [.. bulk.Calls.Skip(offset).Take(partSize)];
            EnqueueAnswer answer = await business.EnqueueAsync(new EnqueueCalls(run.Name, total, offset, bulk.Fingerprint, bulk.Template, part));
            switch (answer)
            {
                case EnqueueAnswer.Taken taken:
                    added |= taken.Added;
                    if (!taken.Added && taken.Received >= total) return (null, added);
                    break;
                case EnqueueAnswer.Conflict conflict:
                    return (Refusals.Conflict(conflict.Reason), false);
                case EnqueueAnswer.Refused refused:
                    return (Refusals.Invalid(refused.Problem), false);
            }
        }

        return (null, added);
    }

    /// <summary>With several parts, the ids of all of them are claimed before the first is submitted.</summary>
    private static Task<IdConflict?> ClaimAsync(IBusiness business, RunId run, BulkRequest bulk, int partSize) => bulk.Calls.Count <= partSize
        ? Task.FromResult<IdConflict?>(null)
        : RunClaims.ClaimAsync(business, run.Name, bulk.Calls.Chunk(partSize).ToAsyncEnumerable<IReadOnlyList<NewCall>>());

    private static async Task<IResult> ShowAsync(IActors actors, RunId run, BulkRequest bulk, bool added)
    {
        int total = bulk.Calls.Count;
        IReadOnlyList<string>? notes = CallsApi.PastNotes(bulk.Past, total);
        if (bulk.Notes.Count > 0) notes = [.. notes ?? [], .. bulk.Notes];
        notes = bulk.WithZoneNote(notes);
        if (added)
        {
            var queued = new QueuedRun(
                run.Name, run.Name, total, total, (bulk.Template.NotBefore is null ? StateWords.Ready : StateWords.Delayed).Call, null, notes);
            return TypedResults.Json(queued, GatewayJson.Context.QueuedRun, statusCode: StatusCodes.Status202Accepted);
        }

        string status = await actors.Run(run).GetAsync() is { } known ? RunWords.Of(known.Status) : StateWords.Ready.Call;
        return TypedResults.Json(new QueuedRun(run.Name, run.Name, total, 0, status, true, notes), GatewayJson.Context.QueuedRun);
    }
}
