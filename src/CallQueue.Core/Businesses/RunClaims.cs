using CallQueue.Calls;
using CallQueue.ChosenIds;

namespace CallQueue.Businesses;

/// <summary>Claims the ids of all parts of a run before its first part is submitted, so that a run is taken whole or not at all.</summary>
public static class RunClaims
{
    /// <summary>The first id that another call has, and then none is claimed; null: all are claimed, or there are none, or the run exists and has its ids.</summary>
    /// <param name="parts">The calls in parts, as they will be submitted.</param>
    public static async Task<IdConflict?> ClaimAsync(IBusiness business, string run, IAsyncEnumerable<IReadOnlyList<NewCall>> parts)
    {
        ArgumentNullException.ThrowIfNull(business);
        ArgumentNullException.ThrowIfNull(parts);
        if (await business.GetRunAsync(run) is not null) return null;
        List<ClaimIds> claimed = [];
        int offset = 0;
        await foreach (IReadOnlyList<NewCall> part in parts)
        {
            if (ChosenIdParts.Of(run, offset, part) is { } claim)
            {
                if (await business.ClaimIdsAsync(claim) is { } taken)
                {
                    foreach (ClaimIds before in claimed) await business.ReleaseIdsAsync(before);
                    return taken;
                }

                claimed.Add(claim);
            }

            offset += part.Count;
        }

        return null;
    }
}
