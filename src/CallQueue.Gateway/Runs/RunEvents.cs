using System.Globalization;
using System.Text.Json;
using CallQueue.Hosting;
using CallQueue.Problems;
using CallQueue.Requests;
using CallQueue.Streams;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Runs;

/// <summary>GET /api/runs/{id}/events: a run's progress as server-sent events, until it is over.</summary>
internal static class RunEvents
{
    public static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        if (!Identifier.IsValid(id, out _)) return Refusals.NotFound("run", id);
        IRun run = actors.Run(new RunId(business, id));
        if (await run.GetAsync() is not { } now) return Refusals.NotFound("run", id);

        string? seen = EventStream.LastSeen(http.Request);
        // A client that has seen the end would reconnect forever; 204 stops it.
        if (IsOver(now) && seen == IdOf(now)) return TypedResults.NoContent();
        int slots = (await actors.Business(business).GetAsync()).InForce.Slots;
        return new EventStream(seen, async (stamp, wait) =>
            await WatchAsync(run, stamp, wait) is { } news
                ? EventOf(news, business, slots)
                // The run was deleted in the meantime, so there are no more events.
                : EventOf(now, business, slots) with { IsLast = true });
    }

    // A foreign stamp counts as older than any other.
    private static Task<RunSnapshot?> WatchAsync(IRun run, string? stamp, TimeSpan wait) =>
        run.WatchAsync(long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out long known) ? known : -1, wait);

    private static StreamEvent EventOf(RunSnapshot run, BusinessId business, int slots) => new(
        IdOf(run), "progress", JsonSerializer.Serialize(RunView.Of(run, business, slots), GatewayJson.Context.RunView), IsOver(run));

    private static string IdOf(RunSnapshot run) => run.Stamp.ToString(CultureInfo.InvariantCulture);

    private static bool IsOver(RunSnapshot run) =>
        run.Status == RunStatus.Completed || (run.Status == RunStatus.Stopped && run.Counts.Ended == run.Counts.Total);
}
