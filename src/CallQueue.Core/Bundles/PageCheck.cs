using System.Globalization;
using System.Text.Json;
using CallQueue.Evidence;

namespace CallQueue.Bundles;

/// <summary>No I/O: checks one page of a bundle and its rows, and names what does not fit.</summary>
internal sealed class PageCheck
{
    private readonly EvidenceVerdict _verdict;
    private readonly PageLine _page;
    private readonly List<(long Number, string Text)> _rows = [];
    private readonly byte[][] _hashes;

    public PageCheck(PageLine page, EvidenceVerdict verdict)
    {
        (_page, _verdict) = (page, verdict);
        _hashes = [.. (page.Hashes ?? []).Chunk(HashChain.Length)];
    }

    /// <summary>The page's digest as its line gives it.</summary>
    public byte[] Digest => _page.Digest ?? HashChain.Page(_page.Page, _page.First, _hashes);

    /// <summary>A row's line has come.</summary>
    public void Add(long number, string text) => _rows.Add((number, text));

    /// <summary>All its rows have come.</summary>
    public void End()
    {
        _verdict.Rows += _rows.Count;
        if (_page.Digest is null && (_hashes.Length != _page.Count || _page.Checks?.Length != _page.Count * PageBuilder.CheckLength))
        {
            _verdict.Add(Invariant($"page {_page.Page} (rows {_page.First} to {_page.First + _page.Count - 1}): its list of hashes has another length than the page"));
            return;
        }

        IReadOnlyList<long> listed = _page.Rows ?? [];
        HashSet<long> seen = [];
        long last = -1;
        foreach ((long number, string text) in _rows)
        {
            if (!seen.Add(number)) _verdict.Add(Invariant($"row {number} was added: it is there twice"));
            else if (!listed.Contains(number)) _verdict.Add(Invariant($"row {number} was added: page {_page.Page} does not list it"));
            else
            {
                if (number < last) _verdict.Add(Invariant($"row {number} was moved: it comes after row {last}"));
                Check(number, text);
            }

            last = Math.Max(last, number);
        }

        foreach (long number in listed) if (!seen.Contains(number)) _verdict.Add(Invariant($"row {number} is missing"));
        for (int i = 0; i < _hashes.Length; i++)
        {
            bool isSame = _page.Checks.AsSpan(i * PageBuilder.CheckLength, PageBuilder.CheckLength).SequenceEqual(_hashes[i].AsSpan(0, PageBuilder.CheckLength));
            if (!isSame) _verdict.Add(Invariant($"row {_page.First + i} was changed in the store after it was written"));
        }
    }

    private void Check(long number, string text)
    {
        long place = number - _page.First;
        if (place < 0 || place >= _hashes.Length)
        {
            _verdict.Add(Invariant($"row {number} was added: page {_page.Page} has no such row"));
            return;
        }

        byte[] expected = _hashes[place];
        RowLine? line = Parse(text);
        if (line?.Kind == "damaged")
        {
            _verdict.Add(Invariant($"row {number} was changed in the store after it was written: its bytes can't be read"));
            return;
        }

        if (line?.Bytes is not { } bytes || Read(number, bytes) is not { } row)
        {
            _verdict.Add(Invariant($"row {number} was changed: its bytes are not those of a row"));
            return;
        }

        byte[] hash = HashChain.Row(bytes);
        if (!hash.AsSpan().SequenceEqual(expected))
        {
            int other = Array.FindIndex(_hashes, known => known.AsSpan().SequenceEqual(hash));
            _verdict.Add(other < 0
                ? Invariant($"row {number} was changed: the hash of its bytes is not the one that its page lists")
                : Invariant($"row {number} was moved: it has the bytes of row {_page.First + other}"));
            return;
        }

        // What people read must be what was hashed.
        RowLine? told = RowLine.Of(row, line.Key, line.Personal == RowLine.Hidden ? RowLine.Hidden : RowLine.Erased);
        if (told is null) _verdict.Add(Invariant($"row {number} was changed: its key does not decrypt what names the person"));
        else if (JsonSerializer.Serialize(told, BundleJson.Lines.RowLine) != text) _verdict.Add(Invariant($"row {number} was changed: it says something else than its bytes"));
    }

    private static RowLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, BundleJson.Lines.RowLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LedgerRow? Read(long number, byte[] bytes)
    {
        try
        {
            return RowCodec.Read(number, bytes, null);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
