using System.Collections.Concurrent;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Directories;
using CallQueue.Searches;

namespace CallQueue.Businesses;

/// <summary>
/// To whom a call of the carrier belongs that a lookup has found. A lookup without the carrier's id goes by numbers and time, and two businesses
/// that show the same caller id can call the same person at the same moment: then the one call that was placed may be the other's. One for each
/// process; thread-safe.
/// </summary>
internal sealed class CallOwners
{
    private const int MostClaims = 10_000;
    private const int MostParts = 3;
    private const int RowsOfPart = 20;

    /// <summary>What lookups of this process have found, so that two of them at the same moment do not take the same call.</summary>
    private readonly ConcurrentDictionary<CarrierCallId, CallId> _claims = new();

    /// <summary>The first who asks gets it. False: another call of this process has it.</summary>
    public bool TryClaim(CarrierCallId found, CallId owner)
    {
        if (_claims.Count >= MostClaims) _claims.Clear();
        return _claims.GetOrAdd(found, owner) == owner;
    }

    /// <summary>Whether another call, of whatever business, has that carrier's call as one of its attempts.</summary>
    /// <exception cref="Hosting.UnavailableException">A business could not be asked.</exception>
    public static async Task<bool> IsOthersAsync(IActors actors, CallId own, CarrierCallId found)
    {
        string? after = null;
        do
        {
            DirectoryPage page = await actors.Businesses.ListAsync(after, IDirectory.MaxPage);
            foreach (string name in page.Names)
                if (await HasOtherAsync(actors, new BusinessId(name), own, found)) return true;
            after = page.HasMore ? page.Names[^1] : null;
        }
        while (after is not null);
        return false;
    }

    private static async Task<bool> HasOtherAsync(IActors actors, BusinessId business, CallId own, CarrierCallId found)
    {
        var asked = new CallCriteria { CarrierCall = found.Value, Places = CallPlaces.Live | CallPlaces.Ended };
        SearchPosition? at = null;
        for (int part = 0; part < MostParts; part++)
        {
            SearchAnswer answer = await actors.Business(business).SearchAsync(new SearchCalls(asked, at, RowsOfPart));
            foreach (FoundCall one in answer.Calls)
                if (new CallId(business, one.Name) is var id && id != own && await actors.Call(id).GetAsync() is { } call && call.Attempts.Any(attempt => attempt.CarrierCall == found)) return true;
            if ((at = answer.Next) is null) return false;
        }

        return false;
    }
}
