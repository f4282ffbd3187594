using System.Text.Json.Serialization;
using CallQueue.Guards;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Ends;

/// <summary>
/// No I/O: which numbers were dialed lately, and in which runs, in the order of time. A dial is added in the same commit that
/// notes it on its lease. Kept in a few parts by time, so that old dials are dropped without reading them, and the root stays
/// small however many numbers were dialed.
/// </summary>
internal sealed class DialLog
{
    /// <summary>The parts that the whole span is divided into.</summary>
    private const int Parts = 12;

    private readonly PageBook _book;
    private readonly List<Part> _parts;

    public DialLog(PageBook book, IReadOnlyList<DialLogPart>? record)
    {
        _book = book;
        _parts = [.. (record ?? []).Select(part => new Part(part.Until, new PagedList<DialedNumber>(book, DialedNumber.Format, part.Dials)))];
    }

    /// <summary>Null while it is empty.</summary>
    public IReadOnlyList<DialLogPart>? ToRecord() => _parts.Count == 0 ? null : [.. _parts.Select(part => new DialLogPart(part.Until, part.Dials.ToRecord()))];

    /// <summary>A number was dialed. <paramref name="span"/> is how long that is remembered; zero: not at all.</summary>
    public void Add(PhoneNumber number, string? run, DateTimeOffset at, TimeSpan span)
    {
        if (span <= TimeSpan.Zero) return;
        if (_parts.Count == 0 || at >= _parts[^1].Until)
        {
            // A closed part costs the root only its place.
            if (_parts.Count > 0) _parts[^1].Dials.Trim(0);
            _parts.Add(new Part(at + (span / Parts), new PagedList<DialedNumber>(_book, DialedNumber.Format)));
        }

        PagedList<DialedNumber> dials = _parts[^1].Dials;
        dials.Append(new DialedNumber(NumberPlace.DigitsOf(number), at.ToUnixTimeSeconds(), run));
        dials.Trim();
    }

    /// <summary>Drops what is older than <paramref name="span"/>; whether anything was.</summary>
    public bool Forget(DateTimeOffset now, TimeSpan span)
    {
        int old = _parts.TakeWhile(part => part.Until <= now - span).Count();
        foreach (Part part in _parts.Take(old)) part.Dials.Clear();
        _parts.RemoveRange(0, old);
        return old > 0;
    }

    /// <summary>All lists of it.</summary>
    public IEnumerable<PagedList<DialedNumber>> Lists => _parts.Select(part => part.Dials);

    /// <summary>The dials for readers, the first first.</summary>
    public IReadOnlyList<PagedListSnapshot<DialedNumber>> Snapshot() => [.. _parts.Select(part => part.Dials.Snapshot())];

    /// <param name="Until">Its dials are earlier than this instant.</param>
    private sealed record Part(DateTimeOffset Until, PagedList<DialedNumber> Dials);
}

/// <summary>A part of the log as it is stored. Dials after <paramref name="Until"/> are in a later part.</summary>
internal sealed record DialLogPart([property: JsonPropertyName("u")] DateTimeOffset Until, [property: JsonPropertyName("d")] PagedListRecord<DialedNumber> Dials);

/// <summary>A number that was dialed; short member names, because there may be millions.</summary>
/// <param name="Number">Its digits.</param>
/// <param name="At">Seconds since 1970.</param>
/// <param name="Run">The run's name; null for a call submitted alone.</param>
internal sealed record DialedNumber(
    [property: JsonPropertyName("n")] long Number, [property: JsonPropertyName("a")] long At, [property: JsonPropertyName("r")] string? Run)
{
    /// <summary>Writes a list of them.</summary>
    public static PageFormat<DialedNumber> Format { get; } = new(CallQueueJson.Default.ListDialedNumber, dial => 40 + (dial.Run?.Length ?? 0));
}
