using CallQueue.Businesses;
using CallQueue.Inputs;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Runs;

/// <summary>GET /api/runs: the runs of a business by state and time, the newest first.</summary>
internal static class RunLists
{
    private const int UsualPage = 100;

    /// <summary>The states that each word asks for.</summary>
    private static readonly Dictionary<string, RunStatus[]> Words = new(StringComparer.Ordinal)
    {
        ["queued"] = [RunStatus.Filling], ["running"] = [RunStatus.Running], ["paused"] = [RunStatus.Paused], ["stopped"] = [RunStatus.Stopped], ["completed"] = [RunStatus.Completed],
        ["active"] = [RunStatus.Filling, RunStatus.Running, RunStatus.Paused], ["ended"] = [RunStatus.Stopped, RunStatus.Completed],
    };

    public static async Task<IResult> GetAsync(HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        BusinessId? asked = Tenant.Of(http.Request, problems);
        Paging? page = Paging.Of(http.Request, UsualPage, problems);
        IReadOnlyList<RunStatus>? statuses = ReadStatuses(http.Request, problems);
        (DateTimeOffset? from, DateTimeOffset? to) = QueryTime.Span(http.Request, problems);
        if (page is not { } part || asked is not { } business || problems.Count > 0) return Refusals.Invalid(problems);

        IBusiness owner = actors.Business(business);
        RunList list = await owner.ListRunsAsync(new ListRuns(part.Start, part.Count) { Statuses = statuses, From = from, To = to });
        int slots = (await owner.GetAsync()).InForce.Slots;
        RunView?[] runs = await Task.WhenAll(list.Runs.Select(run => ViewAsync(actors, business, run, slots)));
        return TypedResults.Json(
            new RunPage([.. runs.OfType<RunView>()], list.Total, part.Start, part.Next("/api/runs", QueryText.Again(http.Request, "status", "from", "to"), list.Total)), GatewayJson.Context.RunPage);
    }

    /// <summary>Null when its record was deleted meanwhile.</summary>
    private static async Task<RunView?> ViewAsync(IActors actors, BusinessId business, ListedRun run, int slots) =>
        (run.Progress ?? await actors.Run(new RunId(business, run.Name)).GetAsync()) is { } progress ? RunView.Of(progress, business, slots, run.EndedAt) : null;

    private static IReadOnlyList<RunStatus>? ReadStatuses(HttpRequest request, FieldProblems problems)
    {
        if (request.Query["status"] is not [{ } text, ..]) return null;
        string[] words = text.Split(',', StringSplitOptions.TrimEntries);
        foreach (string word in words.Where(word => !Words.ContainsKey(word)))
            problems.Add("status", $"must be one or more of {string.Join(", ", Words.Keys)}, with commas between{ShownValue.Got(word)}");
        return [.. words.Where(Words.ContainsKey).SelectMany(word => Words[word]).Distinct()];
    }
}
