using CallQueue.Calls;

namespace CallQueue.ChosenIds;

/// <summary>No I/O: what calls of a run claim.</summary>
public static class ChosenIdParts
{
    /// <summary>The claim of a run's calls from <paramref name="offset"/> on; null when none of them has an id of its own.</summary>
    public static ClaimIds? Of(string run, int offset, IReadOnlyList<NewCall> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        List<ChosenId> ids = [];
        for (int i = 0; i < calls.Count; i++)
        {
            if (calls[i].CustomId is { } id) ids.Add(new ChosenId(id, run, offset + i, calls[i].CustomFingerprint ?? ""));
        }

        return ids.Count == 0 ? null : new ClaimIds(run, ids);
    }
}
