using System.Globalization;
using CallQueue.Audits;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Runs;

/// <summary>
/// POST /api/runs/{id}/again: a new run with the people of an earlier one: all of them, or those whose calls ended in some way. It is a submit
/// like any other: lists, fences, caps and ceilings apply, and the same id again adds nothing.
/// </summary>
internal static class RunAgain
{
    public static async Task<IResult> PostAsync(string id, HttpContext http, IActors actors, TimeProvider time, GatewayOptions options)
    {
        if (!Identifier.IsValid(id, out _)) return Refusals.NotFound("run", id);
        var problems = new FieldProblems();
        string? keyed = RequestKey.Name(http.Request, "run", problems);
        if (problems.Count > 0) return Refusals.Invalid(problems);
        return await JsonCommand.RunAsync(
            http,
            fields =>
            {
                string who = fields.Text(RunFields.Who) ?? AgainWords.Unreached;
                (IReadOnlySet<Outcome>? outcomes, string? problem) = AgainWords.Read(who);
                if (problem is not null) fields.Wrong(RunFields.Who, problem);
                string? name = fields.Identifier(RunFields.NewRun);
                if (name == id) fields.Wrong(RunFields.NewRun, "must be another id than that of the run to repeat");
                fields.RefuseLeft("field");
                return new Asked(id, who, outcomes, name ?? keyed ?? RequestKey.NewName("run", time));
            },
            (business, asked) => RepeatAsync(http, actors, options, business, asked),
            isOptional: true);
    }

    private static async Task<IResult> RepeatAsync(HttpContext http, IActors actors, GatewayOptions options, BusinessId business, Asked asked)
    {
        IRun earlier = actors.Run(new RunId(business, asked.Earlier));
        if (await earlier.GetAsync() is not { } snapshot) return Refusals.NotFound("run", asked.Earlier);
        bool isOver = snapshot is { Status: RunStatus.Completed or RunStatus.Stopped, Counts: { Ready: 0, Delayed: 0, Live: 0 } };
        if (asked.Outcomes is not null && !isOver) return Refusals.NotNow($"the run is {RunWords.Of(snapshot.Status)}, so who was not reached is not known yet; wait until it has ended, or stop it, or send who={AgainWords.Everybody}");
        var people = new AgainPeople(earlier, snapshot, asked.Outcomes);
        (int chosen, int kept, string fingerprint, RunTemplate template) = await people.CountAsync(http.RequestAborted);
        if (kept < snapshot.Counts.Total) return Refusals.NotNow(string.Create(CultureInfo.InvariantCulture, $"only {kept} of the {snapshot.Counts.Total} people of the run are stored as they were submitted: it was submitted to a version before 0.2, or its submit is not complete; submit the list again"));
        if (chosen == 0) return Refusals.NotNow(string.Create(CultureInfo.InvariantCulture, $"there is nobody to call: who={asked.Who} selects none of the {snapshot.Counts.Total} people of the run"));

        var run = new RunId(business, asked.Name);
        string after = string.Create(CultureInfo.InvariantCulture, $"{{\"calls\":{chosen},\"again\":\"{asked.Earlier}\",\"who\":\"{asked.Who}\"}}");
        return await http.ChangeAsync(actors, business, new Change("run.submitted") { Target = run.Name, After = after }, async () =>
        {
            var whole = new EnqueueCalls(run.Name, chosen, 0, fingerprint, template with { Trace = CallTraces.Here }, []);
            (EnqueueAnswer? refusal, bool added) = await RunSubmit.EnqueueAsync(actors.Business(business), whole, people.ReadAsync(options.PartSize, http.RequestAborted));
            return refusal switch
            {
                EnqueueAnswer.Conflict conflict => Refusals.Conflict(conflict.Reason),
                EnqueueAnswer.Refused refused => Refusals.Invalid(refused.Problem),
                _ => await ShowAsync(actors, run, chosen, added),
            };
        });
    }

    private static async Task<IResult> ShowAsync(IActors actors, RunId run, int total, bool added)
    {
        string status = await actors.Run(run).GetAsync() is { } known ? RunWords.Of(known.Status) : StateWords.Ready.Call;
        var answer = new QueuedRun(run.Name, run.Name, total, added ? total : 0, status, added ? null : true, null);
        return TypedResults.Json(answer, GatewayJson.Context.QueuedRun, statusCode: added ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    /// <summary>What a request asks for.</summary>
    /// <param name="Outcomes">Null: everybody.</param>
    /// <param name="Name">The id of the new run.</param>
    private sealed record Asked(string Earlier, string Who, IReadOnlySet<Outcome>? Outcomes, string Name);
}
