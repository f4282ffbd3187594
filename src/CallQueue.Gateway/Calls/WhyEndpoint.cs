using CallQueue.Businesses;
using CallQueue.Problems;
using CallQueue.Requests;
using Microsoft.AspNetCore.Http;

namespace CallQueue.Calls;

/// <summary>GET /api/calls/{id}/why: why a call is waiting, and when it is expected to be dialed.</summary>
internal static class WhyEndpoint
{
    public static async Task<IResult> GetAsync(string id, HttpContext http, IActors actors, TimeProvider time)
    {
        var problems = new FieldProblems();
        if (Tenant.Of(http.Request, problems) is not { } business) return Refusals.Invalid(problems);
        if (!CallId.IsName(id) || await FindAsync(actors, business, id, time) is not { } why) return Refusals.NotFound("call", id);
        var view = new WhyView(
            id,
            StateWords.Of(why.Status, why.Outcome).Call,
            [.. why.Holds.Select(HoldView.Of)],
            why.Position,
            why.ExpectedAt,
            why.Zones,
            why.WindowOpensAt,
            why.Deadline);
        return TypedResults.Json(view, GatewayJson.Context.WhyView);
    }

    /// <summary>Nothing holds back a call that its business does not have any more: it has ended.</summary>
    private static async Task<CallReasons?> FindAsync(IActors actors, BusinessId business, string id, TimeProvider time) =>
        await actors.Business(business).WhyAsync(id)
        ?? (await CallFinder.FindAsync(actors, business, id, time) is { } facts ? new CallReasons(facts.Status, facts.Outcome, [], null, null) : null);
}

/// <summary>Why a call is not dialed now.</summary>
/// <param name="HeldBy">Most general first; empty when nothing holds it back.</param>
/// <param name="Position">Calls before it: among those that wait for a slot, or for a scheduled call those due earlier; null when it does not wait, or is too far back to be counted.</param>
/// <param name="ExpectedAt">Estimated from the current pace; null when no estimate is possible.</param>
/// <param name="Zones">The IANA zones in all of which its window must be open: the given one, or those of the number; empty without a window.</param>
/// <param name="WindowOpensAt">When its window allows a dial: its due time or the next opening; null without a window.</param>
/// <param name="Deadline">When it expires if it has not been dialed; null: never.</param>
internal sealed record WhyView(
    string CallId, string Status, IReadOnlyList<HoldView> HeldBy, long? Position, DateTimeOffset? ExpectedAt,
    IReadOnlyList<string> Zones, DateTimeOffset? WindowOpensAt, DateTimeOffset? Deadline);

/// <summary>One reason that holds a call back.</summary>
/// <param name="Limit">
/// scheduled, retry, paused, run_paused, run_incomplete, slots, rate, trunk, window, number_busy or position.
/// </param>
/// <param name="Detail">In words, for people.</param>
/// <param name="Until">When it ends at a known time; otherwise null.</param>
internal sealed record HoldView(string Limit, string Detail, DateTimeOffset? Until)
{
    public static HoldView Of(CallHold hold) => new(HoldWords.Of(hold.Kind).Replace(' ', '_'), hold.Detail, hold.Until);
}
