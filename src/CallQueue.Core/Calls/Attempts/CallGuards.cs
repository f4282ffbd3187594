using CallQueue.Guards;
using CallQueue.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls.Attempts;

/// <summary>Checks a call's number before it is dialed.</summary>
internal sealed class CallGuards(CallId call, IActors actors, ILogger log)
{
    /// <summary>The deployment's list first: a dial that it forbids does not count for the business's caps.</summary>
    /// <exception cref="UnavailableException">A guard can't be reached: nothing may be dialed.</exception>
    public async Task<Clearance> ClearAsync(PhoneNumber number, StartCall request)
    {
        Clearance everybody = await actors.Guard(GuardId.Of(null, number)).ClearAsync(new ClearNumber(number, request.Lease, null));
        if (everybody != Clearance.Clear) return everybody;
        bool asksOwn = request.HasList || request.Caps is { Count: > 0 };
        return asksOwn ? await Own(number).ClearAsync(new ClearNumber(number, request.Lease, request.Caps)) : Clearance.Clear;
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
