using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Leads;
using CallQueue.Planning;
using CallQueue.Problems;
using CallQueue.Runs;
using CallQueue.Validation;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Lists;

/// <summary>Answers what a list would do. Stores nothing.</summary>
internal static class DryRunner
{
    /// <summary>Ids of other calls are looked for until there are that many.</summary>
    private const int MostTaken = 20;

    public static async Task<IResult> AnswerAsync(
        HttpContext http, ListServices services, RunId run, BusinessSettings settings, ListOrder order, LeadFile file, LeadCheck check, ListedPeople people)
    {
        List<string> notes = [.. check.Notes];
        if (order.ZoneNote is { } zone) notes.Add(zone);
        RunSnapshot? existing = await services.Actors.Run(run).GetAsync();
        DoNotCallHits listed = await people.FindListedAsync();
        IReadOnlyList<RecentDial> recent = await people.FindRecentAsync();
        List<FieldError> taken = check is { IsReadable: true, HasIds: true } && existing is null ? await FindTakenAsync(services, run, file, people, http.RequestAborted) : [];
        bool isAccepted = check.IsReadable && taken.Count == 0;
        RunPlan? plan = isAccepted ? await PlanAsync(http, services, run.Business, settings, order, file, check, notes) : null;
        var answer = new DryRun(
            true, run.Name, run.Business.Value, isAccepted, check.Total, existing is null ? null : RunWords.Of(existing.Status),
            check.ProblemCount + taken.Count, [.. check.Problems.Select(FieldError.From).Concat(taken).Take(FieldProblems.Listed)], check.Duplicates, listed, new RecentHits(recent.Count, [.. recent.Take(FieldProblems.Listed).Select(dial => RecentHit.Of(dial, people.LineOf(dial.Number)))]),
            [.. check.BlankPlaces.Select(blank => new BlankPlaceHit(blank.Place, blank.Default, blank.Count))], [.. check.SpecialNumbers.Select(SpecialNumberHit.Of)], notes, plan);
        return TypedResults.Json(answer, GatewayJson.Context.DryRun);
    }

    /// <summary>The first rows whose ids other calls have.</summary>
    private static async Task<List<FieldError>> FindTakenAsync(ListServices services, RunId run, LeadFile file, ListedPeople people, CancellationToken cancellation)
    {
        List<FieldError> taken = [];
        int offset = 0;
        await foreach (IReadOnlyList<NewCall> part in file.ReadAsync(services.Options.PartSize, cancellation))
        {
            foreach (IdConflict id in await RunClaims.FindTakenAsync(services.Actors.Business(run.Business), run.Name, offset, part, MostTaken - taken.Count))
                taken.Add(new FieldError(id.Index, KeptData.CustomCallId, id.OfRow(), people.LineOf(part[id.Index - offset].To)));
            offset += part.Count;
            if (taken.Count >= MostTaken) break;
        }

        return taken;
    }

    /// <summary>The forecast; null after adding a note that says why there is none.</summary>
    private static async Task<RunPlan?> PlanAsync(
        HttpContext http, ListServices services, BusinessId owner, BusinessSettings settings, ListOrder order, LeadFile file, LeadCheck check, List<string> notes)
    {
        // A forecast has all calls in memory.
        if (check.Total > services.Options.MaxCalls)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"There is no forecast for more than {services.Options.MaxCalls:N0} people."));
            return null;
        }

        List<NewCall> calls = new(check.Total);
        await foreach (IReadOnlyList<NewCall> part in file.ReadAsync(cancellation: http.RequestAborted)) calls.AddRange(part);
        var plan = new PlanOrder
        {
            Business = settings, Template = order.Template, Total = calls.Count, Assumptions = order.Assumptions, StartAt = services.Time.GetUtcNow(),
            Trunk = (await services.Actors.Trunk(services.Carriers.For(owner).Trunk).GetAsync()).Limits,
        };
        if (await PlanRun.PlayAsync(http, plan, calls) is not { } played)
        {
            notes.Add("There is no forecast, because another one is being calculated. Send the request again in a moment.");
            return null;
        }

        (RunPlan? result, FieldProblem? problem) = played;
        if (problem is not null) notes.Add($"There is no forecast: {problem}.");
        return result;
    }
}
