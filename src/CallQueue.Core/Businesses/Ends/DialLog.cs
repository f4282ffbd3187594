using System.Text.Json.Serialization;
using CallQueue.Guards;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Ends;

/// <summary>
/// No I/O: which numbers were dialed lately, and in which runs. A dial is added in the same commit that notes it on its lease.
/// </summary>
internal sealed class DialLog(PageBook book, IReadOnlyList<HashedPartRecord<DialedNumber>>? record)
{
    private const int Parts = 12;

    private readonly HashedLog<DialedNumber> _log = new(book, DialedNumber.Format, dial => [dial.Hash], Parts, record);

    /// <inheritdoc cref="HashedLog{T}.Sealing"/>
    public IEnumerable<IWantsPages> Sealing => _log.Sealing;

    /// <summary>Null while it is empty.</summary>
    public IReadOnlyList<HashedPartRecord<DialedNumber>>? ToRecord() => _log.ToRecord();

    /// <summary>A number was dialed. <paramref name="span"/> is how long that is remembered; zero: not at all.</summary>
    public void Add(PhoneNumber number, string? run, DateTimeOffset at, TimeSpan span) => _log.Add(new DialedNumber(NumberPlace.DigitsOf(number), at.ToUnixTimeSeconds(), run), at, span);

    /// <summary>Drops what is older than <paramref name="span"/>; whether anything was.</summary>
    public bool Forget(DateTimeOffset now, TimeSpan span) => _log.Forget(now, span) is not null;

    /// <inheritdoc cref="HashedLog{T}.Seal"/>
    public void Seal() => _log.Seal();

    /// <inheritdoc cref="HashedLog{T}.ReplaceAsync"/>
    public Task<int> ReplaceAsync<TRoot>(Func<DialedNumber, DialedNumber> change, PageReplacer<TRoot> replacer) where TRoot : class => _log.ReplaceAsync(change, replacer);

    /// <inheritdoc cref="HashedLog{T}.Snapshot"/>
    public IReadOnlyList<HashedPart<DialedNumber>> Snapshot() => _log.Snapshot();
}

/// <summary>A number that was dialed; short member names, because there may be millions.</summary>
/// <param name="Number">Its digits.</param>
/// <param name="At">Seconds since 1970.</param>
/// <param name="Run">The run's name; null for a call submitted alone.</param>
internal sealed record DialedNumber(
    [property: JsonPropertyName("n")] long Number, [property: JsonPropertyName("a")] long At, [property: JsonPropertyName("r")] string? Run)
{
    /// <summary>Writes a list of them.</summary>
    public static PageFormat<DialedNumber> Format { get; } = new(CallQueueJson.Default.ListDialedNumber, dial => 40 + (dial.Run?.Length ?? 0));

    /// <summary>By which the log finds it.</summary>
    [JsonIgnore] public uint Hash => HashOf(Number);

    /// <summary>The <see cref="Hash"/> of a number's digits.</summary>
    public static uint HashOf(long number) => (uint)StableHash.Of((ulong)number);
}
