using CallQueue.Hosting;

namespace CallQueue.Guards;

/// <summary>
/// A complete do-not-call list: a business's own, or the deployment's (<paramref name="business"/> is null). After an add is
/// answered, the business dials none of its numbers; for the deployment's list, a create request that was already in progress
/// may still leave, for at most 20 s.
/// </summary>
public sealed class DoNotCallList(IActors actors, BusinessId? business)
{
    /// <summary>Numbers that one message carries; more are sent one after the other.</summary>
    private const int MostAtOnce = 4_096;
    private const int ShardsAtOnce = 8;

    /// <summary>More numbers than this are not compared with leases one by one: all leases are ordered back.</summary>
    private const int MostNamed = 1_000;

    /// <summary>Whose list it is; null: the deployment's.</summary>
    public BusinessId? Business => business;

    /// <summary>Puts numbers on the list; answers how many were not there yet. Repeating it is fine.</summary>
    /// <exception cref="UnavailableException">Some numbers may be missing; repeat the request to be certain.</exception>
    public async Task<int> AddAsync(IReadOnlyList<ListedNumber> numbers)
    {
        if (numbers.Count == 0) return 0;

        // Asked before each dial from here on, so that no dial misses the first number.
        if (business is { } owner) await actors.Business(owner).KeepListAsync();
        int added = await ChangeAsync(numbers, listed => listed.Number, (guard, part) => guard.AddAsync(part));
        if (business is { } of) await actors.Business(of).OrderBackAsync(numbers.Count > MostNamed ? null : [.. numbers.Select(listed => listed.Number)]);
        return added;
    }

    /// <summary>Takes numbers off the list and keeps who did it and why; answers how many were there.</summary>
    /// <exception cref="UnavailableException">Some numbers may still be listed; repeat the request to be certain.</exception>
    public Task<int> RemoveAsync(RemoveNumbers request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ChangeAsync(request.Numbers, number => number, (guard, part) => guard.UnlistAsync(request with { Numbers = part }));
    }

    /// <summary>When, by whom and why a number was taken off the list, the first removal first; empty when it never was.</summary>
    public Task<IReadOnlyList<ListRemoval>> RemovalsAsync(PhoneNumber number) => actors.Guard(GuardId.Of(business, number)).RemovalsAsync(number);

    /// <summary>A number's entry on the list; null when it is not listed.</summary>
    public Task<ListedNumber?> FindAsync(PhoneNumber number) => actors.Guard(GuardId.Of(business, number)).FindAsync(number);

    /// <summary>At most <paramref name="count"/> numbers that come after <paramref name="after"/> in the list's own order. Null: from the first.</summary>
    public async Task<IReadOnlyList<ListedNumber>> ListAsync(PhoneNumber? after, int count)
    {
        int first = after is { } number ? NumberPlace.Of(number).Shard : 0;
        List<ListedNumber> listed = [];
        for (int shard = first; shard < GuardId.Shards && listed.Count < count; shard++)
            listed.AddRange(await Guard(shard).ListAsync(shard == first ? after : null, count - listed.Count));
        return listed;
    }

    /// <summary>Numbers on the list.</summary>
    public async Task<long> CountAsync() => (await Task.WhenAll(Enumerable.Range(0, GuardId.Shards).Select(shard => Guard(shard).CountAsync()))).Sum();

    private async Task<int> ChangeAsync<T>(IReadOnlyList<T> items, Func<T, PhoneNumber> numberOf, Func<INumberGuard, IReadOnlyList<T>, Task<int>> change)
    {
        int changed = 0;
        foreach (IGrouping<int, T>[] shards in items.GroupBy(item => NumberPlace.Of(numberOf(item)).Shard).Chunk(ShardsAtOnce))
            changed += (await Task.WhenAll(shards.Select(shard => ChangeAsync(Guard(shard.Key), shard, change)))).Sum();
        return changed;
    }

    private static async Task<int> ChangeAsync<T>(INumberGuard guard, IEnumerable<T> items, Func<INumberGuard, IReadOnlyList<T>, Task<int>> change)
    {
        int changed = 0;
        foreach (T[] part in items.Chunk(MostAtOnce)) changed += await change(guard, part);
        return changed;
    }

    private INumberGuard Guard(int shard) => actors.Guard(new GuardId(business, shard));
}
