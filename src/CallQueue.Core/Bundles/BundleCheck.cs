using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Evidence;

namespace CallQueue.Bundles;

/// <summary>
/// Checks a bundle of evidence line by line, with nothing but the file and, where given, the installation's public key. Each row that was
/// changed, removed, added or moved is named.
/// </summary>
public sealed class BundleCheck
{
    private readonly byte[]? _trustedKey;
    private readonly EvidenceVerdict _verdict = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ManifestLine? _manifest;
    private EndLine? _end;
    private PageCheck? _page;
    private PageLine? _line;
    private int? _firstPage;
    private long _number;

    private BundleCheck(byte[]? trustedKey) => _trustedKey = trustedKey;

    /// <param name="bundle">The file.</param>
    /// <param name="trustedKey">The public key that must have signed it (ASN.1 SubjectPublicKeyInfo); null: the one that it names itself.</param>
    public static async Task<EvidenceVerdict> RunAsync(Stream bundle, byte[]? trustedKey, CancellationToken cancellation)
    {
        var check = new BundleCheck(trustedKey);
        using (check._hash)
        {
            bool isWhole = await check.ReadAsync(bundle, cancellation);
            if (check._end is null) check._page?.End();
            check.EndFile(isWhole);
        }

        return check._verdict;
    }

    /// <summary>Only the line feed ends a line, or a changed one could pass for another kind of line end. False: the last line has none.</summary>
    private async Task<bool> ReadAsync(Stream bundle, CancellationToken cancellation)
    {
        byte[] buffer = new byte[64 << 10];
        using var line = new MemoryStream();
        while (await bundle.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            int from = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', from, count - from)) >= 0; from = end + 1)
            {
                line.Write(buffer, from, end - from);
                TakeLine(line);
            }

            line.Write(buffer, from, count - from);
        }

        if (line.Length == 0) return true;
        TakeLine(line);
        return false;
    }

    private void TakeLine(MemoryStream line)
    {
        Take(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
        line.SetLength(0);
    }

    private void Take(string text)
    {
        _number++;
        if (_end is not null)
        {
            _verdict.Add(Invariant($"line {_number} was added: it comes after the signature"));
            return;
        }

        string? kind = KindOf(text);
        if (kind == "sha256" && Parse(text, BundleJson.Lines.EndLine) is { } end)
        {
            _page?.End();
            _end = end;
            CheckSignature(end, text);
            return;
        }

        _hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        if (kind == "format" && _manifest is null && Parse(text, BundleJson.Lines.ManifestLine) is { } manifest) Begin(manifest);
        else if (kind == "page" && Parse(text, BundleJson.Lines.PageLine) is { } page) BeginPage(page);
        else if (kind == "row" && RowNumber(text) is { } row) AddRow(row, text);
        else _verdict.Add(Invariant($"line {_number} can't be read: it was changed"));
    }

    private void Begin(ManifestLine manifest)
    {
        _manifest = manifest;
        _verdict.Business = manifest.Business;
        _verdict.Subject = manifest.Run is { } run ? $"run {run}" : manifest.Number is { } number ? $"number {number}" : "all dials";
        _verdict.MadeAt = manifest.MadeAt;
        _verdict.RowsDropped = manifest.RowsDropped;
        _verdict.KeyFingerprint = Convert.ToHexStringLower(SHA256.HashData(manifest.PublicKey));
        if (manifest.Format != ManifestLine.CurrentFormat) _verdict.Add($"the first line has the format '{manifest.Format}', which this version can't check; expected {ManifestLine.CurrentFormat}");
    }

    private void BeginPage(PageLine page)
    {
        PageLine? before = _line;
        byte[]? seal = _page is { } last ? HashChain.Seal(before!.Before, last.Digest) : null;
        _page?.End();
        (_firstPage, _line, _page) = (_firstPage ?? page.Page, page, new PageCheck(page, _verdict));
        long next = before is null ? page.First : before.First + before.Count;
        if (before is not null && page.Page <= before.Page) _verdict.Add(Invariant($"page {page.Page} (rows {Rows(page)}) was moved: it comes after page {before.Page}"));
        else if (page.First != next || (before is not null && page.Page != before.Page + 1)) _verdict.Add(Invariant($"rows {next} to {page.First - 1} are missing, with their pages"));
        else if (seal is not null && !seal.AsSpan().SequenceEqual(page.Before)) _verdict.Add(Invariant($"page {before!.Page} (rows {Rows(before)}) was changed: it does not lead to the seal after it"));
        if (page.First == 0 && _manifest is not null && !HashChain.Start(_manifest.Business).AsSpan().SequenceEqual(page.Before))
            _verdict.Add(Invariant($"page {page.Page} (rows {Rows(page)}) was changed: it is not the first page of business '{_manifest.Business}'"));
    }

    private void AddRow(long number, string text)
    {
        if (_page is not null) _page.Add(number, text);
        else _verdict.Add(Invariant($"row {number} was added: no page comes before it"));
    }

    /// <summary>What shows only when all lines have been read.</summary>
    private void EndFile(bool isWhole)
    {
        if (!isWhole) _verdict.Add("the last line has no line end: the file was cut off");
        if (_manifest is null) _verdict.Add("the first line, which says what the file is about, is missing or was changed");
        if (_end is null) _verdict.Add("the last line, with the signature, is missing: the file was cut off");
        if (_manifest is null) return;
        if (_end is { } end)
        {
            if (end.FirstPage is { } first && (_firstPage is not { } seen || seen > first)) _verdict.Add(Invariant($"page {first} and those after it are missing at the beginning"));
            if (end.Rows != _verdict.Rows) _verdict.Add(Invariant($"{end.Rows} rows were signed; the file has {_verdict.Rows}"));
        }

        if (_line is not { } last || _page is null) return;
        long next = last.First + last.Count;
        if (next < _manifest.NextRow) _verdict.Add(Invariant($"rows {next} to {_manifest.NextRow - 1} are missing at the end: the sealed head has {_manifest.NextRow} rows"));
        else if (next > _manifest.NextRow) _verdict.Add(Invariant($"rows {_manifest.NextRow} to {next - 1} were added at the end: the sealed head has {_manifest.NextRow} rows"));
        else if (!HashChain.Seal(last.Before, _page.Digest).AsSpan().SequenceEqual(_manifest.Head))
            _verdict.Add(Invariant($"page {last.Page} (rows {Rows(last)}) was changed: it does not lead to the sealed head"));
    }

    private void CheckSignature(EndLine end, string text)
    {
        byte[] signed = JsonSerializer.SerializeToUtf8Bytes(end with { Signature = null }, BundleJson.Lines.EndLine);
        if (JsonSerializer.Serialize(end, BundleJson.Lines.EndLine) != text) _verdict.Add("the last line was changed");
        if (!_hash.GetHashAndReset().AsSpan().SequenceEqual(end.Sha256)) _verdict.Add("the file was changed after it was signed");
        if (_manifest is null) return;
        if (_trustedKey is not null && !_trustedKey.AsSpan().SequenceEqual(_manifest.PublicKey))
            _verdict.Add($"it was signed by another key than the one given; its key has the fingerprint {_verdict.KeyFingerprint}");
        if (!IsSigned(_manifest.PublicKey, signed, end.Signature)) _verdict.Add("the signature does not fit the last line");
    }

    private static bool IsSigned(byte[] publicKey, byte[] data, byte[]? signature)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return signature is not null && key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The first member of a line, which tells what it is; null where it is not a JSON object.</summary>
    private static string? KindOf(string text)
    {
        if (!text.StartsWith('{')) return null;
        return text.StartsWith("{\"format\":", StringComparison.Ordinal) ? "format"
            : text.StartsWith("{\"page\":", StringComparison.Ordinal) ? "page"
            : text.StartsWith("{\"row\":", StringComparison.Ordinal) ? "row"
            : text.StartsWith("{\"rows\":", StringComparison.Ordinal) ? "sha256"
            : null;
    }

    /// <summary>The number of a row's line, also where the rest of the line is damaged.</summary>
    private static long? RowNumber(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan("{\"row\":".Length);
        int end = rest.IndexOf(',');
        return end > 0 && long.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    private static T? Parse<T>(string text, JsonTypeInfo<T> json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Rows(PageLine page) => Invariant($"{page.First} to {page.First + page.Count - 1}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
