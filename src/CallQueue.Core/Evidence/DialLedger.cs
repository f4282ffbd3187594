using CallQueue.Hosting;
using CallQueue.PagedLists;

namespace CallQueue.Evidence;

/// <summary>
/// No I/O: the append-only record of a business's dials. A row is added when the business learns that a dial's intent is stored, another
/// one when the dial is over, each in the change of memory that notes it on the lease; both are durable with the commit that makes that
/// change durable. The root has the page that is being filled, and the seal after it; a full page is written with the root that names it.
/// <para>
/// Pages are numbered, and a number is the whole name: unlike other pages they have no epoch in it. Over the years in which rows are kept, a business
/// is activated so often that the ranges of epochs would fill its root. What epochs do for other pages, that a stale twin can't overwrite a page nor leave
/// one that is taken for its owner's, versions do here. A page that is counted differs in its version from what a twin knows, so the twin's write fails.
/// A page that a crash or a twin has left without the root that counts it is not part of the chain, and is replaced by the one that is: its
/// version is loaded before this instance writes it (<see cref="NextPage"/>). Where it came later, this instance's write fails, and the next one knows it.
/// </para>
/// </summary>
internal sealed class DialLedger : IWantsPages
{
    /// <summary>Rows of a full page.</summary>
    public const int PageLength = 64;

    private const string List = "ledger";

    /// <summary>Rows are kept for years; no host needs to keep an alarm for as long.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

    private readonly PageBook _book;
    private readonly bool _isKept;
    private PageBuilder _tail;
    private int _firstPage;
    private long _firstRow;
    private byte[] _before;
    private DateTimeOffset? _oldestAt;
    private LedgerPage? _oldest;
    private bool _isDue;
    private LedgerRecord? _record;

    /// <summary>The stored head, where the stored page does not lead to it: somebody has changed the root. Null: nobody has.</summary>
    private readonly byte[]? _lostHead;
    private bool _isClosed;

    /// <param name="isKept">False: nothing is recorded, as where calls are only planned.</param>
    public DialLedger(BusinessId business, PageBook book, LedgerRecord? record, bool isKept = true)
    {
        (_book, _isKept, _record) = (book, isKept, record);
        if (record is null) (_before, _tail) = (HashChain.Start(business.Value), new PageBuilder(0, 0, HashChain.Start(business.Value)));
        else (_firstPage, _firstRow, _before, _tail) = (record.FirstPage, record.FirstRow, record.Before, new PageBuilder(record.Tail));
        if (record?.OldestAt is { } at) _oldestAt = DateTimeOffset.FromUnixTimeMilliseconds(at);
        if (record is not null && !_tail.Seal.AsSpan().SequenceEqual(record.Head)) _lostHead = record.Head;
    }

    /// <summary>The name of the page that is written next.</summary>
    public string NextPage => NameOf(_tail.Number);

    /// <inheritdoc/>
    public string? Wanted => _firstPage < _tail.Number && _oldest is null && (_oldestAt is null || _isDue) ? NameOf(_firstPage) : null;

    /// <inheritdoc/>
    public bool IsStuck { get; set; }

    /// <summary>The name of a page.</summary>
    public static string NameOf(int page) => PageBook.NameOf(List, 0, page);

    /// <summary>Null before the first row.</summary>
    public LedgerRecord? ToRecord() => _tail.NextRow == 0
        ? null
        : _record ??= new LedgerRecord(_firstPage, _firstRow, _before, _tail.ToPage(), _tail.Seal, _oldestAt?.ToUnixTimeMilliseconds());

    /// <summary>A dial's intent is stored. Returns the number of its row; null where nothing is recorded.</summary>
    /// <param name="lease">Under which it is dialed.</param>
    /// <param name="to">Whom it is to reach.</param>
    /// <param name="call">Its call's name; null in runs.</param>
    /// <param name="run">Its run and its place in it; null for a call submitted alone.</param>
    public long? Dialed(long lease, PhoneNumber to, string? call, (string Name, int Index)? run, DialFacts facts)
    {
        if (!_isKept) return null;
        CloseIfChanged();
        long number = _tail.NextRow;
        (int person, byte[] key) = _tail.PersonOf(to);
        Add(new DialRow
        {
            Number = number, At = facts.At, Person = person, Sealed = PersonKeys.SealDial(key, number, to, facts.Consent, call),
            Lease = lease, Run = run?.Name, Index = run?.Index ?? 0, Attempt = facts.Attempt, Trunk = facts.Trunk.Value,
            Zone = facts.Zone, Offset = Windows.TimeZones.In(facts.Zone, facts.At).Offset, Window = facts.Window, From = facts.From?.Value,
            EverybodyList = facts.EverybodyList, OwnList = facts.OwnList, Caps = facts.Caps, Called = facts.Called,
        });
        return number;
    }

    /// <summary>A dial is over.</summary>
    /// <param name="dial">The number of its row.</param>
    /// <param name="facts">How it ended; null: the business only knows that its lease is over.</param>
    public void Ended(long dial, PhoneNumber to, AttemptFacts? facts, DateTimeOffset now)
    {
        CloseIfChanged();
        long number = _tail.NextRow;
        (int person, byte[] key) = _tail.PersonOf(to);
        Add(new EndRow
        {
            Number = number, At = facts?.EndedAt ?? now, Person = person, Sealed = PersonKeys.SealEnd(key, number, facts?.CarrierCall),
            Dial = dial, Outcome = facts?.Outcome, Talk = facts?.Talk,
        });
    }

    /// <summary>Drops what is older than <paramref name="span"/>, whole pages at a time; whether anything was.</summary>
    public bool Forget(DateTimeOffset now, TimeSpan span)
    {
        _isDue = NewestOfOldest is { } at && at <= now - span;
        if (!_isDue) return false;
        if (_firstPage == _tail.Number)
        {
            Drop(_tail.NextRow, _tail.Seal);
            _tail = new PageBuilder(_firstPage, _firstRow, _before);
            return true;
        }

        if (_oldest is not { } page) return false;
        _book.Trash(new TrashedPages(List, new PageRange(0, _firstPage, _firstPage)));
        Drop(page.First + page.Count, HashChain.Seal(page.Before, DigestOf(page)));
        return true;
    }

    /// <summary>The oldest page that is kept; the one that is being filled when there is no other.</summary>
    public int FirstPage => _firstPage;

    /// <summary>Whether a page is full and kept.</summary>
    public bool Has(int page) => page >= _firstPage && page < _tail.Number;

    /// <summary>Drops the keys of a person on the page that is being filled; answers how many.</summary>
    /// <param name="dials">The numbers of the person's dials on earlier pages.</param>
    public int EraseInTail(PhoneNumber number, HashSet<long> dials)
    {
        int erased = _tail.Erase(number, dials);
        if (erased > 0) _record = null;
        return erased;
    }

    /// <summary>When to look whether the oldest page is too old, within some weeks; null when there is nothing, or when it must first be loaded.</summary>
    public DateTimeOffset? NextAt(TimeSpan span, DateTimeOffset now)
    {
        DateTimeOffset? at = _isDue ? null : NewestOfOldest + span;
        return at > now + LongestWait ? now + LongestWait : at;
    }

    /// <inheritdoc/>
    public async Task LoadAsync(string page, IPageReader pages)
    {
        LedgerPage? loaded = await pages.ReadPageAsync(page, CallQueueJson.Default.LedgerPage);
        if (page != Wanted) return;
        if (loaded is null) throw new StorageException($"page '{page}' of the dial ledger is missing");
        DateTimeOffset newestAt = PageReader.ReadWhatCan(loaded).Max(row => row?.At) ?? DateTimeOffset.UnixEpoch;
        (_oldest, _oldestAt, _record, IsStuck) = (loaded, newestAt, null, false);
    }

    private DateTimeOffset? NewestOfOldest => _firstPage == _tail.Number ? _tail.NewestAt : _oldestAt;

    private static byte[] DigestOf(LedgerPage page) =>
        HashChain.Page(page.Number, page.First, [.. PageReader.HashesOf(PageReader.ReadWhatCan(page)).Select(hash => hash ?? new byte[HashChain.Length])]);

    private void Drop(long nextRow, byte[] seal)
    {
        (_firstPage, _firstRow, _before, _oldest, _oldestAt, _isDue, _record) = (_firstPage + 1, nextRow, seal, null, null, false, null);
    }

    private void Add(LedgerRow row)
    {
        _record = null;
        _tail.Add(row);
        if (_tail.Count >= PageLength) Close(_tail.Seal);
    }

    /// <summary>
    /// Before the first new row: a page that somebody has changed in the root is closed as it is, and the chain goes on from the head that was
    /// stored. So the change stays visible, and dialing goes on.
    /// </summary>
    private void CloseIfChanged()
    {
        if (_lostHead is null || _isClosed) return;
        _isClosed = true;
        if (_tail.Count > 0) Close(_lostHead);
    }

    private void Close(byte[] seal)
    {
        _book.Write(NextPage, _tail.ToPage(), CallQueueJson.Default.LedgerPage);
        if (_firstPage == _tail.Number) _oldestAt = _tail.NewestAt;
        _tail = new PageBuilder(_tail.Number + 1, _tail.NextRow, seal);
    }
}
