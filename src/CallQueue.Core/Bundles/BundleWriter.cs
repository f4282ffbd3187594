using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CallQueue.Businesses;
using CallQueue.Evidence;
using CallQueue.Hosting;

namespace CallQueue.Bundles;

/// <summary>Which dials a bundle has.</summary>
/// <param name="Run">Those of one run; null: of any.</param>
/// <param name="Number">Those to one number; null: to any.</param>
/// <param name="NamesPersons">Whether numbers, references to consent and the carrier's ids are shown.</param>
public sealed record EvidenceQuery(string? Run, PhoneNumber? Number, bool NamesPersons = true)
{
    /// <summary>For the audit log: what of people leaves with the bundle, as JSON.</summary>
    public string Shown => NamesPersons ? """{"persons":"shown"}""" : """{"persons":"hidden"}""";
}

/// <summary>
/// Writes a bundle of evidence as JSON Lines: a manifest, then for each page of the ledger a line with what is needed to check it and, after
/// that, those of its rows that were asked for, and at last a signed line. One page is in memory at a time.
/// </summary>
public sealed class BundleWriter(IActors actors, BusinessId business, TimeProvider time)
{
    private static readonly ReadOnlyMemory<byte> LineEnd = "\n"u8.ToArray();

    /// <summary>The ledger as it is now, for <see cref="WriteAsync"/>.</summary>
    /// <exception cref="UnavailableException">The store does not respond.</exception>
    public async Task<LedgerHead> OpenAsync() => await actors.Business(business).LedgerAsync() ?? LedgerHead.Empty(business);

    /// <summary>Writes the bundle; answers how many rows it has.</summary>
    /// <exception cref="UnavailableException">A page could not be read; the bundle is cut off.</exception>
    public async Task<long> WriteAsync(LedgerHead head, EvidenceQuery query, Stream to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(to);
        IBusiness owner = actors.Business(business);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var selection = new RowSelection(query);
        (long rows, int? firstPage) = (0, null);
        await LineAsync(await ManifestAsync(query, head), BundleJson.Lines.ManifestLine);
        for (int number = head.FirstPage; number <= head.Tail.Number; number++)
        {
            LedgerPage? page = number == head.Tail.Number ? head.Tail : await owner.LedgerPageAsync(number);
            if (page is null or { Count: 0 }) continue; // A missing page shows as a gap when the bundle is checked.
            IReadOnlyList<LedgerRow?> all = PageReader.ReadWhatCan(page);
            IReadOnlyList<(long Number, LedgerRow? Row)> taken = selection.Of(page, all);
            if (firstPage is null && taken.Count == 0) continue;
            await LineAsync(PageOf(page, all, taken), BundleJson.Lines.PageLine);
            firstPage ??= page.Number;
            foreach ((long row, LedgerRow? known) in taken) await LineAsync(RowOf(page, row, known, query), BundleJson.Lines.RowLine);
            rows += taken.Count;
        }

        var end = new EndLine { Rows = rows, FirstPage = firstPage, Sha256 = hash.GetHashAndReset() };
        byte[] signature = await actors.Signer.SignAsync(JsonSerializer.SerializeToUtf8Bytes(end, BundleJson.Lines.EndLine));
        await LineAsync(end with { Signature = signature }, BundleJson.Lines.EndLine);
        return rows;

        async Task LineAsync<T>(T line, JsonTypeInfo<T> json)
        {
            byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, json), .. LineEnd.Span];
            hash.AppendData(bytes);
            await to.WriteAsync(bytes, cancellation);
        }
    }

    private async Task<ManifestLine> ManifestAsync(EvidenceQuery query, LedgerHead head) => new()
    {
        Format = ManifestLine.CurrentFormat, Business = business.Value, Run = query.Run, Number = query.Number?.Value, MadeAt = time.GetUtcNow(), Personal = query.NamesPersons,
        RowsDropped = head.FirstRow, NextRow = head.NextRow, Head = head.Head, PublicKey = await actors.Signer.PublicKeyAsync(),
    };

    private static PageLine PageOf(LedgerPage page, IReadOnlyList<LedgerRow?> all, IReadOnlyList<(long Number, LedgerRow? Row)> taken)
    {
        // A damaged row has no hash of its own any more; zeros keep its place, and the check names it.
        IReadOnlyList<byte[]> hashes = [.. PageReader.HashesOf(all).Select(known => known ?? new byte[HashChain.Length])];
        var line = new PageLine { Page = page.Number, First = page.First, Count = page.Count, Before = page.Before };
        return taken.Count == 0
            ? line with { Digest = HashChain.Page(page.Number, page.First, hashes) }
            : line with { Hashes = [.. hashes.SelectMany(one => one)], Checks = page.Checks, Rows = [.. taken.Select(one => one.Number)] };
    }

    private static RowLine RowOf(LedgerPage page, long number, LedgerRow? row, EvidenceQuery query)
    {
        if (row is null) return new RowLine { Row = number, Kind = "damaged" };
        byte[]? key = query.NamesPersons ? PersonKeys.Find(page.Keys, row.Person) : null;
        return RowLine.Of(row, key, query.NamesPersons ? RowLine.Erased : RowLine.Hidden) ?? RowLine.Of(row, null, RowLine.Erased)!;
    }
}
