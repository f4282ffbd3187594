namespace CallQueue.Evidence;

/// <summary>No I/O: the page of a ledger that is being filled.</summary>
internal sealed class PageBuilder
{
    /// <summary>Bytes of a row's hash that the page keeps.</summary>
    public const int CheckLength = 8;

    private readonly List<string> _texts;
    private readonly List<byte[]> _hashes = [];
    private readonly List<byte> _rows;
    private readonly List<byte> _checks;
    private readonly List<byte[]> _keys = [];
    private readonly Dictionary<PhoneNumber, int> _persons = [];
    private LedgerPage? _page;

    public PageBuilder(int number, long first, byte[] before) => (Number, First, Before, _texts, _rows, _checks) = (number, first, before, [], [], []);

    /// <summary>Continues a stored page. A damaged row keeps its place and its check; its page then does not lead to the seal that was stored.</summary>
    public PageBuilder(LedgerPage page)
    {
        (Number, First, Before, _texts, _rows, _checks) = (page.Number, page.First, page.Before, [.. page.Texts], [.. page.Rows], [.. page.Checks]);
        for (int person = 0; person < page.Keys.Length / PersonKeys.Length; person++) _keys.Add(page.Keys[(person * PersonKeys.Length)..((person + 1) * PersonKeys.Length)]);
        foreach (LedgerRow? row in PageReader.ReadWhatCan(page))
        {
            _hashes.Add(row is null ? new byte[HashChain.Length] : HashChain.Row(RowCodec.Canonical(row)));
            NewestAt = row?.At ?? NewestAt;
            if (row is DialRow && PersonKeys.Find(page.Keys, row.Person) is { } key && PersonKeys.Open(key, row)?.To is { } to) _persons.TryAdd(PhoneNumber.Parse(to), row.Person);
        }
    }

    public int Number { get; }

    /// <summary>The number of its first row.</summary>
    public long First { get; }

    public byte[] Before { get; }

    public int Count => _hashes.Count;

    /// <summary>The number of the row that comes next.</summary>
    public long NextRow => First + Count;

    /// <summary>The time of its last row; null while it is empty.</summary>
    public DateTimeOffset? NewestAt { get; private set; }

    /// <summary>The seal after it; that before it while it is empty.</summary>
    public byte[] Seal => Count == 0 ? Before : HashChain.Seal(Before, HashChain.Page(Number, First, _hashes));

    /// <summary>A person's place and key, made when the page has none.</summary>
    public (int Person, byte[] Key) PersonOf(PhoneNumber number)
    {
        if (!_persons.TryGetValue(number, out int person))
        {
            _persons.Add(number, person = _keys.Count);
            _keys.Add(PersonKeys.New());
        }

        return (person, _keys[person]);
    }

    public void Add(LedgerRow row)
    {
        _page = null;
        byte[] packed = RowCodec.Packed(row, _texts);
        _rows.AddRange(new RowWriter().Bytes(packed).ToArray());
        byte[] hash = HashChain.Row(RowCodec.Canonical(row));
        _hashes.Add(hash);
        _checks.AddRange(hash[..CheckLength]);
        NewestAt = row.At;
    }

    /// <summary>Drops the keys of a person; answers how many.</summary>
    /// <param name="dials">The numbers of the person's dials on earlier pages; those on this one are added.</param>
    public int Erase(PhoneNumber number, HashSet<long> dials)
    {
        IReadOnlySet<int> persons = PersonKeys.PersonsOf(ToPage(), number, dials);
        if (persons.Count == 0) return 0;
        foreach (int person in persons) _keys[person] = new byte[PersonKeys.Length];
        _persons.Remove(number);
        _page = null;
        return persons.Count;
    }

    /// <summary>The page so far, for the store.</summary>
    public LedgerPage ToPage() => _page ??= new LedgerPage
    {
        Number = Number, First = First, Count = Count, Before = Before, Texts = [.. _texts], Rows = [.. _rows],
        Checks = [.. _checks], Keys = [.. _keys.SelectMany(key => key)],
    };
}
