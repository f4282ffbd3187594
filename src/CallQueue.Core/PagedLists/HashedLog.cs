using System.Text.Json.Serialization;

namespace CallQueue.PagedLists;

/// <summary>
/// No I/O: a log of any length in which entries are found by a hash. New entries go to an open list. Once that is some hundred
/// pages long, it is sealed: read back page by page between turns and written again as one segment of <see cref="SealedPages{T}.Buckets"/> pages, by hash.
/// So a hash is looked for on one page of each segment, and on the pages not sealed yet. Kept in a few parts by time, so that old
/// entries are dropped without reading them, and the root stays small however long the log is.
/// </summary>
/// <param name="hashesOf">The hashes by which an entry is found.</param>
/// <param name="parts">The parts that the remembered time is divided into.</param>
internal sealed class HashedLog<T>(PageBook book, PageFormat<T> format, Func<T, IEnumerable<uint>> hashesOf, int parts, IReadOnlyList<HashedPartRecord<T>>? record)
{
    /// <summary>Pages of an open list that are sealed.</summary>
    public const int SealedAt = 128;

    /// <summary>A part that is complete is left as it is when it has no more pages than this.</summary>
    private const int Few = 16;

    private readonly List<Part> _parts = [.. (record ?? []).Select(part => new Part(
        part.Until, new PagedList<T>(book, format, part.Open), part.Sealing is null ? null : new PagedList<T>(book, format, part.Sealing), part.Sealed))];

    /// <summary>The lists of which a page is to be loaded: those being sealed.</summary>
    public IEnumerable<IWantsPages> Sealing => _parts.Select(part => part.Sealing).OfType<IWantsPages>();

    /// <summary>Null while it is empty.</summary>
    public IReadOnlyList<HashedPartRecord<T>>? ToRecord() =>
        _parts.Count == 0 ? null : [.. _parts.Select(part => new HashedPartRecord<T>(part.Until, part.Open.ToRecord()) { Sealing = part.Sealing?.ToRecord(), Sealed = part.Sealed })];

    /// <summary>Adds an entry. <paramref name="span"/> is how long entries are remembered; zero: not at all.</summary>
    public void Add(T entry, DateTimeOffset at, TimeSpan span)
    {
        if (span <= TimeSpan.Zero) return;
        if (_parts.Count == 0 || at >= _parts[^1].Until)
        {
            // A complete part costs the root only its place.
            if (_parts.Count > 0) _parts[^1].Open.Trim(0);
            foreach (Part complete in _parts) StartSealing(complete, Few + 1);
            _parts.Add(new Part(at + (span / parts), new PagedList<T>(book, format), null, null));
        }

        PagedList<T> open = _parts[^1].Open;
        open.Append(entry);
        open.Trim();
        StartSealing(_parts[^1], SealedAt);
    }

    /// <summary>Drops what is older than <paramref name="span"/>; the end of the time that is no longer remembered, or null when nothing was dropped.</summary>
    public DateTimeOffset? Forget(DateTimeOffset now, TimeSpan span)
    {
        int old = _parts.TakeWhile(part => part.Until <= now - span).Count();
        if (old == 0) return null;
        DateTimeOffset until = _parts[old - 1].Until;
        foreach (Part part in _parts.Take(old))
        {
            part.Open.Clear();
            part.Sealing?.Clear();
            foreach (PageRange pages in part.Sealed?.Pages ?? []) book.Trash(new TrashedPages(part.Sealed!.Id, pages));
        }

        _parts.RemoveRange(0, old);
        return until;
    }

    /// <summary>Takes what has been loaded of lists being sealed, and writes the segments of those that are complete.</summary>
    public void Seal()
    {
        foreach (Part part in _parts)
        {
            if (part.Sealing is not { } list) continue;
            part.Arrived.AddRange(list.ReadOn());
            if (part.Arrived.Count < list.Count) continue;
            part.Sealed = Write(part.Sealed, part.Arrived);
            list.Clear();
            (part.Sealing, part.Arrived) = (null, []);
            StartSealing(part, part == _parts[^1] ? SealedAt : Few + 1);
        }
    }

    /// <summary>The log for readers, the newest part first.</summary>
    public IReadOnlyList<HashedPart<T>> Snapshot() =>
        [.. _parts.AsEnumerable().Reverse().Select(part => new HashedPart<T>(part.Until, part.Open.Snapshot(), part.Sealing?.Snapshot(), new SealedPages<T>(part.Sealed, format)))];

    /// <summary>Replaces entries wherever they are kept, page by page; answers in how many places. The change gives back what it leaves as it is.</summary>
    public async Task<int> ReplaceAsync<TRoot>(Func<T, T> change, PageReplacer<TRoot> replacer) where TRoot : class
    {
        int replaced = 0;
        foreach (Part part in _parts.ToList())
        {
            // In the order in which entries go from list to list, so that none is passed over.
            replaced += await replacer.ReplaceAsync(part.Open, change);
            if (part.Sealing is { } list) replaced += await replacer.ReplaceAsync(list, change);
            part.Arrived = [.. part.Arrived.Select(change)];
            foreach (string page in new SealedPages<T>(part.Sealed, format).Names) replaced += await replacer.ReplaceAsync(page, format, change, () => _parts.Contains(part));
        }

        return replaced;
    }

    private void StartSealing(Part part, int pages)
    {
        if (part.Sealing is not null || part.Open.Pages < pages) return;
        (part.Sealing, part.Open) = (part.Open, new PagedList<T>(book, format));
        part.Arrived = [.. part.Sealing.ReadOn()];
    }

    /// <summary>Writes one segment.</summary>
    private SealedRecord Write(SealedRecord? known, List<T> entries)
    {
        List<T>[] buckets = [.. Enumerable.Range(0, SealedPages<T>.Buckets).Select(_ => new List<T>())];
        foreach (T entry in entries) foreach (int bucket in hashesOf(entry).Select(SealedPages<T>.BucketOf).Distinct()) buckets[bucket].Add(entry);

        string id = known?.Id ?? book.NewListId();
        PageRange? last = known?.Pages is [.., var newest] && newest.Epoch == book.Epoch ? newest : null;
        int first = last is null ? 0 : last.Last + 1;
        for (int bucket = 0; bucket < buckets.Length; bucket++) book.Write(PageBook.NameOf(id, book.Epoch, first + bucket), buckets[bucket], format);
        var pages = new PageRange(book.Epoch, last?.First ?? 0, first + buckets.Length - 1);
        return new SealedRecord(id, last is null ? [.. known?.Pages ?? [], pages] : [.. known!.Pages.SkipLast(1), pages]);
    }

    private sealed class Part(DateTimeOffset until, PagedList<T> open, PagedList<T>? @sealing, SealedRecord? segments)
    {
        /// <summary>Its entries are earlier than this instant.</summary>
        public DateTimeOffset Until => until;

        public PagedList<T> Open { get; set; } = open;

        public PagedList<T>? Sealing { get; set; } = @sealing;

        /// <summary>What has been loaded of <see cref="Sealing"/>.</summary>
        public List<T> Arrived { get; set; } = [];

        public SealedRecord? Sealed { get; set; } = segments;
    }
}

/// <summary>A part of the log as it is stored. Entries after <paramref name="Until"/> are in a later part.</summary>
internal sealed record HashedPartRecord<T>([property: JsonPropertyName("u")] DateTimeOffset Until, [property: JsonPropertyName("d")] PagedListRecord<T> Open)
{
    /// <summary>A list that is being sealed.</summary>
    [JsonPropertyName("s")] public PagedListRecord<T>? Sealing { get; init; }

    /// <summary>The segments.</summary>
    [JsonPropertyName("h")] public SealedRecord? Sealed { get; init; }
}

/// <summary>The pages of all segments of a part, the oldest segment first.</summary>
internal sealed record SealedRecord([property: JsonPropertyName("i")] string Id, [property: JsonPropertyName("p")] IReadOnlyList<PageRange> Pages);
