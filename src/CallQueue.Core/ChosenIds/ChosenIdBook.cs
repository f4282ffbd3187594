namespace CallQueue.ChosenIds;

/// <summary>All ids that submitters chose for calls of a business's runs: the one place that claims, gives back and finds them.</summary>
public static class ChosenIdBook
{
    /// <summary>Ids of one request to a shard.</summary>
    private const int MostAtOnce = 4_096;

    /// <summary>Claims ids for a run, all or none; the first conflict by place, or null.</summary>
    public static async Task<IdConflict?> ClaimAsync(IActors actors, BusinessId business, ClaimIds request)
    {
        ArgumentNullException.ThrowIfNull(actors);
        ArgumentNullException.ThrowIfNull(request);
        IReadOnlyList<ChosenId>[] found = await Task.WhenAll(PartsOf(business, request).Select(part => actors.ChosenIds(part.Shard).ClaimAsync(part.Request)));
        Dictionary<string, ChosenId> others = [];
        foreach (ChosenId conflict in found.SelectMany(part => part)) others.TryAdd(conflict.Id, conflict);
        if (others.Count == 0) return null;
        if (!request.IsTrial) await ReleaseAsync(actors, business, request);
        ChosenId first = request.Ids.Where(id => others.TryGetValue(id.Id, out ChosenId? other) && other != id).MinBy(id => id.Index)!;
        ChosenId has = others[first.Id];
        return new IdConflict(first.Index, first.Id, CallId.OfRun(new RunId(business, has.Run), has.Index).Name);
    }

    /// <summary>Gives back what <see cref="ClaimAsync"/> claimed.</summary>
    public static Task ReleaseAsync(IActors actors, BusinessId business, ClaimIds request)
    {
        ArgumentNullException.ThrowIfNull(actors);
        return Task.WhenAll(PartsOf(business, request ?? throw new ArgumentNullException(nameof(request))).Select(part => actors.ChosenIds(part.Shard).ReleaseAsync(part.Request)));
    }

    /// <summary>Gives back all ids of a run.</summary>
    public static Task ReleaseRunAsync(IActors actors, RunId run)
    {
        ArgumentNullException.ThrowIfNull(actors);
        return Task.WhenAll(Enumerable.Range(0, IdShard.Shards).Select(shard => actors.ChosenIds(new IdShard(run.Business, shard)).ReleaseRunAsync(run.Name)));
    }

    /// <summary>The call of a run that has this id; null when none has, or its run was forgotten.</summary>
    public static async Task<ChosenId?> FindAsync(IActors actors, BusinessId business, string id)
    {
        ArgumentNullException.ThrowIfNull(actors);
        if (!Identifier.IsValid(id, out _) || await actors.ChosenIds(IdShard.Of(business, id)).FindAsync(id) is not { } found) return null;
        return await actors.Run(new RunId(business, found.Run)).GetAsync() is { } run && found.Index < run.Counts.Total ? found : null;
    }

    /// <summary>The id that a call is known by in its run, for one by which its submitter knows it; any other id as it is.</summary>
    public static async Task<CallId> ResolveAsync(IActors actors, CallId id) =>
        await FindAsync(actors, id.Business, id.Name) is { } found ? CallId.OfRun(new RunId(id.Business, found.Run), found.Index) : id;

    private static IEnumerable<(IdShard Shard, ClaimIds Request)> PartsOf(BusinessId business, ClaimIds request) =>
        from shard in request.Ids.GroupBy(id => IdShard.Of(business, id.Id))
        from part in shard.Chunk(MostAtOnce)
        select (shard.Key, new ClaimIds(request.Run, part) { IsTrial = request.IsTrial });
}
