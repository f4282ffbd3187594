using CallQueue.Fences;

namespace CallQueue.CallerIds;

/// <summary>No I/O: which number of a pool a dial shows.</summary>
internal static class CallerIdChoice
{
    /// <summary>The number for one dial; null when none can be used.</summary>
    /// <param name="policy">How to choose.</param>
    /// <param name="usable">The numbers that can be used now, in the order of the pool.</param>
    /// <param name="pool">All numbers of the pool.</param>
    /// <param name="callee">Who is called.</param>
    /// <param name="last">The number that the dial before this one took; null: none.</param>
    public static PhoneNumber? Choose(CallerIdPolicy policy, IReadOnlyList<PhoneNumber> usable, IReadOnlyList<PhoneNumber> pool, PhoneNumber callee, PhoneNumber? last) => (usable, policy) switch
    {
        ([], _) => null,
        ([var only], _) => only,
        (_, CallerIdPolicy.Fixed) => usable[0],
        (_, CallerIdPolicy.RoundRobin) => Next(usable, pool, last),
        (_, CallerIdPolicy.Local) => Sticky(Nearest(usable, callee), callee),
        _ => Sticky(usable, callee),
    };

    /// <summary>The number with the highest hash: where a number is missing or added, only the people of that number change.</summary>
    private static PhoneNumber Sticky(IReadOnlyList<PhoneNumber> usable, PhoneNumber callee) => usable.MaxBy(number => StableHash.Of($"{callee.Value}/{number.Value}"));

    private static PhoneNumber Next(IReadOnlyList<PhoneNumber> usable, IReadOnlyList<PhoneNumber> pool, PhoneNumber? last)
    {
        int at = last is { } number ? IndexOf(pool, number) : -1;
        for (int i = 1; i <= pool.Count; i++)
            if (usable.Contains(pool[(at + i) % pool.Count])) return pool[(at + i) % pool.Count];
        return usable[0];
    }

    /// <summary>Those of the person's country with the longest common prefix; all when none is of that country.</summary>
    private static IReadOnlyList<PhoneNumber> Nearest(IReadOnlyList<PhoneNumber> usable, PhoneNumber callee)
    {
        string? country = NumberRanges.CountryOf(callee);
        List<PhoneNumber> near = [.. usable.Where(number => country is not null && NumberRanges.CountryOf(number) == country)];
        if (near.Count == 0) return usable;
        int longest = near.Max(number => Common(number, callee));
        return near.FindAll(number => Common(number, callee) == longest);
    }

    private static int Common(PhoneNumber one, PhoneNumber other) => one.Value.AsSpan().CommonPrefixLength(other.Value);

    private static int IndexOf(IReadOnlyList<PhoneNumber> pool, PhoneNumber number)
    {
        for (int i = 0; i < pool.Count; i++)
            if (pool[i] == number) return i;
        return -1;
    }
}
