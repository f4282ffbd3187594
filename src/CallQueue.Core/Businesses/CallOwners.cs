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

    /// <summary>Of a deployment with more businesses only those that dial now are asked: each costs a message.</summary>
    private const int MostBusinesses = IDirectory.MaxPage;

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
    /// <exception cref="Hosting.UnavailableException">The trunk or a business could not be asked.</exception>
    public static async Task<bool> IsOthersAsync(IActors actors, TrunkId trunk, CallId own, CarrierReport found)
    {
        HashSet<string> asked = [own.Business.Value, .. (await actors.Trunk(trunk).GetAsync()).Shares.Keys];

        // While a call lives, its business has a share of the trunk. Of a call that has ended the business may have none any more.
        if (found.Status == CarrierStatus.Ended && await actors.Businesses.ListAsync(null, MostBusinesses) is { HasMore: false } all) asked.UnionWith(all.Names);
        foreach (string name in asked)
            if (await HasOtherAsync(actors, new BusinessId(name), own, found.Call)) return true;
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
