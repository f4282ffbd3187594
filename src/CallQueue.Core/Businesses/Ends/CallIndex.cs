using System.Text.Json.Serialization;
using CallQueue.PagedLists;
using CallQueue.Searches;

namespace CallQueue.Businesses.Ends;

/// <summary>
/// No I/O: finds calls that were dialed or have ended by their number, the submitter's lead id, and each id that a carrier gave them,
/// at the same cost however many there are. An entry is added in the commit that ends the lease, and remembered longer than the call.
/// </summary>
internal sealed class CallIndex
{
    private const int Parts = 4;

    /// <summary>An entry is remembered that many times as long as a call: the results of a run are remembered until the run has ended that long ago.</summary>
    private const int Times = 2;

    private readonly HashedLog<IndexedCall> _log;

    /// <param name="isNew">The business has stored nothing yet, so nothing can be missing.</param>
    public CallIndex(PageBook book, CallIndexRecord? record, bool isNew)
    {
        _log = new HashedLog<IndexedCall>(book, IndexedCall.Format, call => call.Hashes, Parts, record?.Parts);
        Since = record?.Since ?? (isNew ? DateTimeOffset.MinValue : null);
    }

    /// <summary>Calls that ended from then on are in it; null: none is yet. An earlier version stored no index, and old entries are dropped.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <inheritdoc cref="HashedLog{T}.Sealing"/>
    public IEnumerable<IWantsPages> Sealing => _log.Sealing;

    public CallIndexRecord? ToRecord() => Since is { } since ? new CallIndexRecord(since, _log.ToRecord() ?? []) : null;

    /// <summary>A call has ended.</summary>
    /// <param name="age">How long ended calls are remembered.</param>
    public void Ended(string name, PhoneNumber? number, string? leadId, string? carrierCall, DateTimeOffset at, TimeSpan age) =>
        Add(name, [.. KeysOf(number, leadId, carrierCall)], at, age, isRetried: false);

    /// <summary>An attempt has ended after which the call is tried again: it is found by its number and lead where it waits.</summary>
    public void Attempted(string name, string? carrierCall, DateTimeOffset at, TimeSpan age)
    {
        Add(name, [.. KeysOf(null, null, carrierCall)], at, age, isRetried: true);
    }

    /// <summary>Drops what is too old; whether anything was.</summary>
    public bool Forget(DateTimeOffset now, TimeSpan age)
    {
        if (_log.Forget(now, Times * age) is not { } until) return false;
        Since = until;
        return true;
    }

    /// <inheritdoc cref="HashedLog{T}.Seal"/>
    public void Seal() => _log.Seal();

    /// <inheritdoc cref="HashedLog{T}.ReplaceAsync"/>
    public Task<int> ReplaceAsync<TRoot>(Func<IndexedCall, IndexedCall> change, PageReplacer<TRoot> replacer) where TRoot : class => _log.ReplaceAsync(change, replacer);

    /// <inheritdoc cref="HashedLog{T}.Snapshot"/>
    public IReadOnlyList<HashedPart<IndexedCall>> Snapshot() => _log.Snapshot();

    private static IEnumerable<uint> KeysOf(PhoneNumber? number, string? leadId, string? carrierCall)
    {
        if (number is { } to) yield return IndexKey.OfNumber(to);
        if (leadId is not null) yield return IndexKey.OfLead(leadId);
        if (carrierCall is not null) yield return IndexKey.OfCarrierCall(carrierCall);
    }

    private void Add(string name, IReadOnlyList<uint> hashes, DateTimeOffset at, TimeSpan age, bool isRetried)
    {
        Since ??= at;
        _log.Add(new IndexedCall(name, at.ToUnixTimeSeconds(), hashes) { IsRetried = isRetried }, at, Times * age);
    }
}

/// <summary>A call in the index; short member names, because there may be millions.</summary>
/// <param name="At">Seconds since 1970.</param>
/// <param name="Hashes">Of all that it is found by.</param>
internal sealed record IndexedCall(
    [property: JsonPropertyName("n")] string Name, [property: JsonPropertyName("a")] long At, [property: JsonPropertyName("h")] IReadOnlyList<uint> Hashes)
{
    /// <summary>It is to be tried again.</summary>
    [JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsRetried { get; init; }

    /// <summary>An entry whose person was erased: nothing finds it.</summary>
    public IndexedCall WithoutPerson() => new("", At, []);

    /// <summary>Writes a list of them.</summary>
    public static PageFormat<IndexedCall> Format { get; } = new(CallQueueJson.Default.ListIndexedCall, call => 32 + call.Name.Length + (11 * call.Hashes.Count));
}

/// <summary>The index as the root stores it.</summary>
internal sealed record CallIndexRecord([property: JsonPropertyName("a")] DateTimeOffset Since, [property: JsonPropertyName("p")] IReadOnlyList<HashedPartRecord<IndexedCall>> Parts);
