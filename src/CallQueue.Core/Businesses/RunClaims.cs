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

    /// <summary>The first ids of a part of a run that other calls have. Nothing is claimed.</summary>
    /// <param name="part">The calls from <paramref name="offset"/> on.</param>
    /// <param name="most">How many to find at most.</param>
    public static async Task<IReadOnlyList<IdConflict>> FindTakenAsync(IBusiness business, string run, int offset, IReadOnlyList<NewCall> part, int most)
    {
        ArgumentNullException.ThrowIfNull(business);
        List<IdConflict> taken = [];
        ClaimIds? asked = ChosenIdParts.Of(run, offset, part);
        while (taken.Count < most && asked is { Ids.Count: > 0 } && await business.ClaimIdsAsync(asked with { IsTrial = true }) is { } found)
        {
            taken.Add(found);
            asked = asked with { Ids = [.. asked.Ids.Where(id => id.Index != found.Index)] };
        }

        return taken;
    }
}
