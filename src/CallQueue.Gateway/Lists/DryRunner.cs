using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
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
    public static async Task<IResult> AnswerAsync(
        HttpContext http, ListServices services, RunId run, BusinessSettings settings, ListOrder order, LeadFile file, LeadCheck check, ListedPeople people)
    {
        List<string> notes = [.. check.Notes];
        if (order.ZoneNote is { } zone) notes.Add(zone);
        RunSnapshot? existing = await services.Actors.Run(run).GetAsync();
        DoNotCallHits listed = await people.FindListedAsync();
        IReadOnlyList<RecentDial> recent = await people.FindRecentAsync();
        RunPlan? plan = check.IsReadable ? await PlanAsync(http, services, run.Business, settings, order, file, check, notes) : null;
        var answer = new DryRun(
            true, run.Name, run.Business.Value, check.IsReadable, check.Total, existing is null ? null : RunWords.Of(existing.Status),
            check.ProblemCount, [.. check.Problems.Select(FieldError.From)], check.Duplicates, listed, new RecentHits(recent.Count, [.. recent.Take(FieldProblems.Listed).Select(dial => RecentHit.Of(dial, people.LineOf(dial.Number)))]),
            [.. check.BlankPlaces.Select(blank => new BlankPlaceHit(blank.Place, blank.Default, blank.Count))], [.. check.SpecialNumbers.Select(SpecialNumberHit.Of)], notes, plan);
        return TypedResults.Json(answer, GatewayJson.Context.DryRun);
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
