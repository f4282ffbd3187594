using CallQueue.Hosting;

namespace CallQueue.PagedLists;

/// <summary>
/// No I/O: a first-in-first-out list of any length. Full pages are stored and immutable; the root has the list of
/// their ranges, how far the first is used up, and a small tail not yet worth a page. In memory are the first page and,
/// shortly before it is used up, the next.
/// </summary>
internal sealed class PagedList<T> : IWantsPages
{
    /// <summary>Items in a full page.</summary>
    public const int PageLength = 128;

    private const int PageWeight = 48 * 1024;
    private const int TailLength = 32;
    private const int TailWeight = 8 * 1024;
    private const int FetchNextAt = 32;

    private readonly PageBook _book;
    private readonly PageFormat<T> _format;
    private readonly List<PageRange> _pages;
    private readonly List<T> _tail;
    private readonly Dictionary<string, IReadOnlyList<T>> _loaded = new(StringComparer.Ordinal);
    private int _taken;
    private int _tailWeight;
    private int _nextPage;
    private int _readOn = -1;
    private (long Epoch, int Number, string Name)? _first;

    /// <summary>Its record until it changes: a business writes all its lists whenever one of them has changed.</summary>
    private PagedListRecord<T>? _record;

    public PagedList(PageBook book, PageFormat<T> format, PagedListRecord<T>? record = null)
    {
        (_book, _format) = (book, format);
        record ??= new PagedListRecord<T>(book.NewListId(), 0, [], 0, []);
        (Id, Count, _taken) = (record.Id, record.Count, record.Taken);
        (_pages, _tail) = ([.. record.Pages], [.. record.Tail]);
        _tailWeight = _tail.Sum(format.Weigh);
    }

    /// <summary>Unique among the business's lists, for ever.</summary>
    public string Id { get; }

    public long Count { get; private set; }

    /// <summary>Stored pages, before the tail.</summary>
    public int Pages => _pages.Sum(range => range.Last - range.First + 1);

    /// <summary>The page to load next, or null: the first one, soon the second, or whichever <see cref="ReadOn"/> waits for.</summary>
    public string? Wanted
    {
        get
        {
            if (_readOn >= 0) return PageAt(_readOn) is { } next && !_loaded.ContainsKey(next) ? next : null;
            if (_pages.Count == 0) return null;
            string first = FirstName();
            if (!_loaded.TryGetValue(first, out IReadOnlyList<T>? items)) return first;
            return items.Count - _taken <= FetchNextAt && Second() is { } second && !_loaded.ContainsKey(second) ? second : null;
        }
    }

    /// <inheritdoc/>
    public bool IsStuck { get; set; }

    public PagedListRecord<T> ToRecord() => _record ??= new PagedListRecord<T>(Id, Count, [.. _pages], _taken, [.. _tail]);

    public void Append(T item)
    {
        _record = null;
        _tail.Add(item);
        _tailWeight += _format.Weigh(item);
        Count++;
        if (_tail.Count >= PageLength || _tailWeight >= PageWeight) WriteTail();
    }

    /// <summary>To be called after appending: the remainder stays in the root if it is small, else becomes a page.</summary>
    /// <param name="most">The longest tail left in the root; less where there are many lists.</param>
    public void Trim(int most = TailLength)
    {
        if (_tail.Count > most || _tailWeight > TailWeight) WriteTail();
    }

    /// <inheritdoc/>
    public async Task LoadAsync(string page, IPageReader pages)
    {
        List<T>? items = await pages.ReadPageAsync(page, _format.Json);
        if (items is not null) Supply(page, items);

        // Used up or dropped while it was read, and deleted: nobody needs it any more.
        else if (page == Wanted) throw new StorageException($"page '{page}' of the queue is missing");
    }

    /// <summary>A page that was <see cref="Wanted"/> has arrived.</summary>
    public void Supply(string page, IReadOnlyList<T> items)
    {
        if (page != Wanted) return;
        _loaded[page] = items;
        IsStuck = false;
    }

    /// <summary>The first item; false when the list is empty or its first page is not loaded yet.</summary>
    public bool TryPeek(out T item)
    {
        item = default!;
        if (_pages.Count == 0)
        {
            if (_tail.Count == 0) return false;
            item = _tail[0];
            return true;
        }

        if (!_loaded.TryGetValue(FirstName(), out IReadOnlyList<T>? items)) return false;
        item = items[_taken];
        return true;
    }

    /// <summary>The first items, at most <paramref name="most"/>, as far as they are on one loaded page.</summary>
    public IReadOnlyList<T> Peek(int most)
    {
        if (_pages.Count == 0) return [.. _tail.Take(most)];
        return _loaded.TryGetValue(FirstName(), out IReadOnlyList<T>? items) ? [.. items.Skip(_taken).Take(most)] : [];
    }

    /// <summary>Removes the first item, which must have been peeked.</summary>
    public void Take()
    {
        _record = null;
        Count--;
        if (_pages.Count == 0)
        {
            _tailWeight -= _format.Weigh(_tail[0]);
            _tail.RemoveAt(0);
            return;
        }

        PageRange range = _pages[0];
        string first = FirstName();
        if (++_taken < _loaded[first].Count) return;
        _taken = 0;
        _loaded.Remove(first);
        _book.Trash(new TrashedPages(Id, range with { Last = range.First }));
        if (range.First == range.Last) _pages.RemoveAt(0);
        else _pages[0] = range with { First = range.First + 1 };
    }

    /// <summary>
    /// Reads all items in their order without taking them, as far as pages have come since it was last called. From the
    /// first call on nothing may be appended or taken.
    /// </summary>
    public IEnumerable<T> ReadOn()
    {
        _readOn = Math.Max(_readOn, 0);
        while (PageAt(_readOn) is { } page && _loaded.Remove(page, out IReadOnlyList<T>? items))
        {
            _readOn++;
            foreach (T item in items) yield return item;
        }

        if (PageAt(_readOn) is not null || _readOn == int.MaxValue) yield break;
        _readOn = int.MaxValue;
        foreach (T item in _tail) yield return item;
    }

    /// <summary>Removes the first matching item of the tail; false when there is none.</summary>
    public bool TakeTail(Predicate<T> which)
    {
        int at = _tail.FindIndex(which);
        if (at < 0) return false;
        _record = null;
        _tailWeight -= _format.Weigh(_tail[at]);
        _tail.RemoveAt(at);
        Count--;
        return true;
    }

    /// <summary>The names of its stored pages, the first first.</summary>
    public IReadOnlyList<string> PageNames => [.. _pages.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1).Select(number => NameOf(range.Epoch, number)))];

    /// <summary>How its pages are written.</summary>
    public PageFormat<T> Format => _format;

    /// <summary>Replaces items in memory, which keep their places; answers how many of the tail. The change gives back what it leaves as it is.</summary>
    public int ReplaceInMemory(Func<T, T> change)
    {
        foreach (string page in _loaded.Keys.ToList()) _loaded[page] = [.. _loaded[page].Select(change)];
        int changed = 0;
        for (int i = 0; i < _tail.Count; i++)
        {
            T item = change(_tail[i]);
            if (ReferenceEquals(item, _tail[i])) continue;
            _tailWeight += _format.Weigh(item) - _format.Weigh(_tail[i]);
            _tail[i] = item;
            changed++;
        }

        if (changed > 0) _record = null;
        return changed;
    }

    /// <summary>A snapshot of the list, for readers.</summary>
    public PagedListSnapshot<T> Snapshot() => new(Id, [.. _pages], _taken, [.. _tail], _format);

    /// <summary>Drops all remaining items.</summary>
    public void Clear()
    {
        _record = null;
        foreach (PageRange range in _pages) _book.Trash(new TrashedPages(Id, range));
        _pages.Clear();
        _tail.Clear();
        _loaded.Clear();
        (Count, _taken, _tailWeight) = (0, 0, 0);
    }

    private void WriteTail()
    {
        _record = null;
        int number = _nextPage++;
        string name = NameOf(_book.Epoch, number);
        List<T> items = [.. _tail];
        _book.Write(name, items, _format);
        if (_pages.Count == 0) _loaded[name] = items;
        if (_pages.Count > 0 && _pages[^1] is { } last && last.Epoch == _book.Epoch && last.Last == number - 1) _pages[^1] = last with { Last = number };
        else _pages.Add(new PageRange(_book.Epoch, number, number));
        _tail.Clear();
        _tailWeight = 0;
    }

    private string? Second() =>
        _pages[0].First < _pages[0].Last ? NameOf(_pages[0].Epoch, _pages[0].First + 1)
        : _pages.Count > 1 ? NameOf(_pages[1].Epoch, _pages[1].First)
        : null;

    private string? PageAt(int place)
    {
        foreach (PageRange range in _pages)
        {
            int length = range.Last - range.First + 1;
            if (place < length) return NameOf(range.Epoch, range.First + place);
            place -= length;
        }

        return null;
    }

    /// <summary>The name of the first page, which is needed several times a turn, is made once.</summary>
    private string FirstName()
    {
        PageRange range = _pages[0];
        if (_first is not { } first || first.Epoch != range.Epoch || first.Number != range.First) _first = first = (range.Epoch, range.First, NameOf(range.Epoch, range.First));
        return first.Name;
    }

    private string NameOf(long epoch, int number) => PageBook.NameOf(Id, epoch, number);
}
