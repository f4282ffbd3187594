namespace CallQueue.Searches;

/// <summary>
/// The places of a search, in their order. A call that moves on while a search is continued is found in a later place: waiting calls
/// become live, live ones end. What comes back to an earlier place, such as a retry, is looked for there again.
/// </summary>
public enum SearchPhase
{
    /// <summary>Calls that are live when the search begins.</summary>
    Live,

    /// <summary>Waiting calls that the root has in memory: due next, or set aside.</summary>
    Nearest,

    /// <summary>Ready calls never tried.</summary>
    Ready,

    /// <summary>Calls that wait for their time.</summary>
    Delayed,

    /// <summary>Ready calls that came back, or whose time has come.</summary>
    Returned,

    /// <summary>Waiting calls that have come into memory since.</summary>
    NearestAgain,

    /// <summary>Calls that have become live since.</summary>
    LiveAgain,

    /// <summary>Calls that were dialed since and are to be tried again, wherever they wait by now.</summary>
    Retried,

    /// <summary>The index of calls that were dialed or have ended.</summary>
    Index,

    /// <summary>The results of active runs.</summary>
    Results,

    /// <summary>The results of runs that have ended.</summary>
    EndedRuns,

    /// <summary>Ended calls outside any run.</summary>
    Alone,
}

/// <summary>Where a search continues. It holds nothing but names of the business's own lists, pages and runs.</summary>
public sealed record SearchPosition
{
    public SearchPhase Phase { get; init; }

    /// <summary>When the search began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Leases from this one on were given since the search began.</summary>
    public long FirstLease { get; init; }

    /// <summary>Hashes of waiting calls that were found in memory, so that each is found once.</summary>
    public IReadOnlyList<uint>? Told { get; init; }

    /// <summary>Of live calls: only older leases are left.</summary>
    public long? Lease { get; init; }

    /// <summary>Of lists: the order of the list, or of the index the end of its part.</summary>
    public long? Order { get; init; }

    public string? List { get; init; }

    public ListPlace? Place { get; init; }

    /// <summary>Of active runs: only those that were submitted before are left.</summary>
    public int? Ordinal { get; init; }

    /// <summary>The run whose results are being searched.</summary>
    public string? Run { get; init; }

    /// <summary>Results of smaller indexes are left.</summary>
    public int? Before { get; init; }

    /// <summary>Of the index: only calls that ended before, in seconds since 1970, or then with a lesser name.</summary>
    public long? At { get; init; }

    public string? Name { get; init; }

    /// <summary>The beginning of a phase of the same search.</summary>
    public SearchPosition StartOf(SearchPhase phase) => new() { Phase = phase, StartedAt = StartedAt, FirstLease = FirstLease, Told = Told };
}

/// <summary>A place in a list of pages that is read from its end.</summary>
/// <param name="Epoch">Of the page.</param>
/// <param name="Page">Its number; in the index that of a segment.</param>
/// <param name="Offset">Only items before this one are left.</param>
/// <param name="IsAfter">They are in what follows the page, which was the list's last.</param>
public sealed record ListPlace(long Epoch, int Page, int Offset, bool IsAfter);
