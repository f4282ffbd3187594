using CallQueue.Guards;
using CallQueue.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls.Attempts;

/// <summary>What the guards of a number answered.</summary>
/// <param name="Everybody">The deployment's.</param>
/// <param name="Own">The business's; null when it was not asked: it has neither list nor caps, or the other one has forbidden the dial.</param>
internal sealed record NumberChecks(Clearance Everybody, Clearance? Own)
{
    /// <summary>The answer that decides.</summary>
    public Clearance Result => Own ?? Everybody;
}

/// <summary>Checks a call's number before it is dialed.</summary>
internal sealed class CallGuards(CallId call, IActors actors, ILogger log)
{
    /// <summary>The deployment's list first: a dial that it forbids does not count for the business's caps.</summary>
    /// <exception cref="UnavailableException">A guard can't be reached: nothing may be dialed.</exception>
    public async Task<NumberChecks> ClearAsync(PhoneNumber number, StartCall request)
    {
        Clearance everybody = await actors.Guard(GuardId.Of(null, number)).ClearAsync(new ClearNumber(number, request.Lease, null));
        if (!everybody.IsClear) return new NumberChecks(everybody, null);
        bool asksOwn = request.HasList || request.Caps is { Count: > 0 };
        return new NumberChecks(everybody, asksOwn ? await Own(number).ClearAsync(new ClearNumber(number, request.Lease, request.Caps)) : null);
    }

    /// <summary>
    /// The dial of a lease was certainly not placed. Sent once: if the message is lost, the number counts as called once more than it
    /// was, so a cap may hold it back for longer, never for less.
    /// </summary>
    public async Task GiveBackAsync(PhoneNumber number, long lease)
    {
        try
        {
            await Own(number).GiveBackAsync(number, lease);
        }
        catch (UnavailableException e)
        {
            log.NotGivenBack(call, e);
        }
    }

    private INumberGuard Own(PhoneNumber number) => actors.Guard(GuardId.Of(call.Business, number));
}
