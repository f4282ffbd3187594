using System.Buffers.Binary;

namespace CallQueue.Guards;

/// <summary>
/// No I/O: the numbers of one page, in ascending order. Each takes twelve bytes: the digits with the place of the reason in
/// the low 14 bits, then the seconds since 1970 when it was added, both with the high byte first. So a number is found by
/// halving, without reading the others.
/// </summary>
internal sealed class ListPage
{
    private const int Width = 12;
    private const int ReasonBits = 14;
    private const int MostReasons = (1 << ReasonBits) - 1;

    private readonly byte[] _numbers;
    private readonly IReadOnlyList<string> _reasons;

    public ListPage(ListPageRecord? record) => (_numbers, _reasons, Version) = (record?.Numbers ?? [], record?.Reasons ?? [], record?.Version ?? 0);

    /// <summary>It grows with each change; 0 for a page that was never written, or only by versions that did not count.</summary>
    public long Version { get; }

    public int Count => _numbers.Length / Width;

    public ListedNumber? Find(PhoneNumber number)
    {
        long digits = NumberPlace.DigitsOf(number);
        int at = FirstFrom(digits);
        return at < Count && DigitsAt(at) == digits ? At(at) : null;
    }

    /// <summary>The numbers whose digits are greater than those of <paramref name="after"/>; null: all.</summary>
    public IEnumerable<ListedNumber> After(PhoneNumber? after)
    {
        int first = after is { } number ? FirstFrom(NumberPlace.DigitsOf(number) + 1) : 0;
        return Enumerable.Range(first, Count - first).Select(At);
    }

    /// <summary>The page with these numbers added. Existing entries do not change.</summary>
    public ListPageRecord With(IEnumerable<ListedNumber> numbers)
    {
        var all = new SortedDictionary<long, ListedNumber>();
        foreach (ListedNumber known in After(null)) all.Add(NumberPlace.DigitsOf(known.Number), known);
        foreach (ListedNumber added in numbers) all.TryAdd(NumberPlace.DigitsOf(added.Number), added);
        return Write(all.Values, all.Count) with { Version = Version + 1 };
    }

    public ListPageRecord Without(IReadOnlySet<PhoneNumber> numbers)
    {
        List<ListedNumber> left = [.. After(null).Where(known => !numbers.Contains(known.Number))];
        return Write(left, left.Count) with { Version = Version + 1 };
    }

    private static ListPageRecord Write(IEnumerable<ListedNumber> numbers, int count)
    {
        byte[] bytes = new byte[count * Width];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        int at = 0;
        foreach (ListedNumber number in numbers)
        {
            int reason = PlaceOf(number.Reason, places);
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), ((ulong)NumberPlace.DigitsOf(number.Number) << ReasonBits) | (uint)reason);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 8), (uint)number.AddedAt.ToUnixTimeSeconds());
            at += Width;
        }

        return new ListPageRecord { Numbers = bytes, Reasons = places.Count == 0 ? null : [.. places.OrderBy(place => place.Value).Select(place => place.Key)] };
    }

    /// <summary>1 for the first reason; 0 for none, and when the page has too many reasons.</summary>
    private static int PlaceOf(string? reason, Dictionary<string, int> places)
    {
        if (reason is null) return 0;
        if (places.TryGetValue(reason, out int place)) return place;
        if (places.Count == MostReasons) return 0;
        places.Add(reason, places.Count + 1);
        return places.Count;
    }

    private int FirstFrom(long digits)
    {
        (int low, int high) = (0, Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (DigitsAt(middle) < digits) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private ListedNumber At(int at)
    {
        int reason = (int)(WordAt(at) & MostReasons);
        uint seconds = BinaryPrimitives.ReadUInt32BigEndian(_numbers.AsSpan(at * Width + 8));
        return new ListedNumber(NumberPlace.NumberOf(DigitsAt(at)), reason == 0 ? null : _reasons[reason - 1], DateTimeOffset.FromUnixTimeSeconds(seconds));
    }

    private long DigitsAt(int at) => (long)(WordAt(at) >> ReasonBits);

    private ulong WordAt(int at) => BinaryPrimitives.ReadUInt64BigEndian(_numbers.AsSpan(at * Width));
}
