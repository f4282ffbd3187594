using CallQueue.Businesses;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Calls;

/// <summary>GET /api/calls/{id}/why: what holds a call back, and when it is expected to be dialed.</summary>
internal static class WhyEndpoint
{
    public static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        if (!CallId.IsName(id) || await actors.Business(business).WhyAsync(id) is not { } why) return Refusals.NotFound("call", id);
        var view = new WhyView(
            id,
            StateWords.Of(why.Status, why.Outcome).Call,
            [.. why.Holds.Select(hold => new HoldView(HoldWords.Of(hold.Kind).Replace(' ', '_'), hold.Detail, hold.Until))],
            why.Position,
            why.ExpectedAt,
            why.Zones,
            why.WindowOpensAt,
            why.Deadline);
        return TypedResults.Json(view, GatewayJson.Context.WhyView);
    }
}

/// <summary>Why a call is not dialed now.</summary>
/// <param name="HeldBy">Most general first; empty when nothing holds it.</param>
/// <param name="Position">Calls before it; null when it waits for no slot, or further back than is looked.</param>
/// <param name="ExpectedAt">From the pace so far; null when that can't be said.</param>
/// <param name="Zones">The IANA zones in all of which its window must be open: the given one, or those of the number; empty without a window.</param>
/// <param name="WindowOpensAt">When its window lets it be dialed: once it is due, or the next opening; null without a window.</param>
/// <param name="Deadline">When it expires if it has not been dialed; null: never.</param>
internal sealed record WhyView(
    string CallId, string Status, IReadOnlyList<HoldView> HeldBy, long? Position, DateTimeOffset? ExpectedAt,
    IReadOnlyList<string> Zones, DateTimeOffset? WindowOpensAt, DateTimeOffset? Deadline);

/// <summary>One thing that holds a call back.</summary>
/// <param name="Limit">
/// scheduled, retry, paused, run_paused, run_incomplete, slots, rate, trunk, window, number_busy or position.
/// </param>
/// <param name="Detail">In words, for people.</param>
/// <param name="Until">When it ends by time alone; null when it does not.</param>
internal sealed record HoldView(string Limit, string Detail, DateTimeOffset? Until);
