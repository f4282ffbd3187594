using CallQueue.Hosting;

namespace CallQueue.PagedLists;

/// <summary>A part of a <see cref="HashedLog{T}"/> for readers.</summary>
internal sealed record HashedPart<T>(DateTimeOffset Until, PagedListSnapshot<T> Open, PagedListSnapshot<T>? Sealing, SealedPages<T> Sealed)
{
    /// <summary>The entries that are not sealed yet, the last first.</summary>
    public async IAsyncEnumerable<T> ReadUnsealedAsync(IPageReader pages)
    {
        await foreach (T entry in Open.ReadBackAsync(pages)) yield return entry;
        if (Sealing is null) yield break;
        await foreach (T entry in Sealing.ReadBackAsync(pages)) yield return entry;
    }
}

/// <summary>The sealed segments of a part for readers. A segment that was deleted meanwhile is empty.</summary>
internal sealed class SealedPages<T>(SealedRecord? record, PageFormat<T> format)
{
    /// <summary>Pages of a segment: part of the stored format.</summary>
    public const int Buckets = 64;

    /// <summary>How many there are; 0 is the oldest.</summary>
    public int Segments { get; } = (record?.Pages.Sum(range => range.Last - range.First + 1) ?? 0) / Buckets;

    /// <summary>The page of a segment that has the entries with a hash.</summary>
    public static int BucketOf(uint hash) => (int)(hash % Buckets);

    /// <summary>The names of all pages.</summary>
    public IEnumerable<string> Names => (record?.Pages ?? []).SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1).Select(number => PageBook.NameOf(record!.Id, range.Epoch, number)));

    /// <summary>The entries of one page, the oldest first.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync(int segment, int bucket, IPageReader pages)
    {
        int place = (segment * Buckets) + bucket;
        foreach (PageRange range in record?.Pages ?? [])
        {
            int length = range.Last - range.First + 1;
            if (place < length) return await pages.ReadPageAsync(PageBook.NameOf(record!.Id, range.Epoch, range.First + place), format.Json) ?? [];
            place -= length;
        }

        return [];
    }
}
