using System.Globalization;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Guards;
using CallQueue.Problems;

namespace CallQueue.Lists;

/// <summary>The people of a list by number, to find those who are on a do-not-call list or were called recently. 28 to 56 bytes each.</summary>
internal sealed class ListedPeople(IActors actors, BusinessId business)
{
    private const int PageLength = 4_096;
    private const int LooksAtOnce = 256;

    /// <summary>More people than this are not looked up one by one: the do-not-call list is read through instead.</summary>
    private const int MostLooks = 20_000;

    private readonly Dictionary<long, int> _lines = [];
    private readonly List<DoNotCallHit> _hits = [];
    private int _count;

    /// <summary>Adds a call by its line.</summary>
    public void Add(NewCall call, int line) => _lines.TryAdd(DigitsOf(call.To), line);

    /// <summary>Those who were called within the last hours, with their latest call; empty when the business does not ask for that.</summary>
    public Task<IReadOnlyList<RecentDial>> FindRecentAsync() => RecentDials.FindAsync(actors.Business(business), _lines.Keys.Select(NumberOf));

    /// <summary>The line on which a number appears first.</summary>
    public int LineOf(PhoneNumber number) => _lines[DigitsOf(number)];

    /// <summary>Those on the business's own list and on everybody's.</summary>
    public async Task<DoNotCallHits> FindListedAsync()
    {
        int own = await FindAsync(new DoNotCallList(actors, business), "business");
        int everybodys = await FindAsync(new DoNotCallList(actors, null), "everybody");
        return new DoNotCallHits(_count, own, everybodys, [.. _hits.OrderBy(hit => hit.Line)]);
    }

    private async Task<int> FindAsync(DoNotCallList list, string name)
    {
        int before = _count;
        long listed = await list.CountAsync();
        if (listed == 0) return 0;
        if (listed <= _lines.Count || _lines.Count > MostLooks) await ReadThroughAsync(list, name);
        else await LookUpAsync(list, name);
        return _count - before;
    }

    private async Task ReadThroughAsync(DoNotCallList list, string name)
    {
        PhoneNumber? after = null;
        while (true)
        {
            IReadOnlyList<ListedNumber> page = await list.ListAsync(after, PageLength);
            foreach (ListedNumber listed in page) Count(listed, name);
            if (page.Count < PageLength) return;
            after = page[^1].Number;
        }
    }

    private async Task LookUpAsync(DoNotCallList list, string name)
    {
        foreach (long[] some in _lines.Keys.Chunk(LooksAtOnce))
        {
            foreach (ListedNumber? listed in await Task.WhenAll(some.Select(digits => list.FindAsync(NumberOf(digits)))))
            {
                if (listed is not null) Count(listed, name);
            }
        }
    }

    private void Count(ListedNumber listed, string name)
    {
        if (!_lines.TryGetValue(DigitsOf(listed.Number), out int line)) return;
        _count++;
        if (_hits.Count < FieldProblems.Listed) _hits.Add(new DoNotCallHit(line, listed.Number.Masked, name, listed.Reason));
    }

    private static PhoneNumber NumberOf(long digits) => PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+{digits}"));

    private static long DigitsOf(PhoneNumber number) => long.Parse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
