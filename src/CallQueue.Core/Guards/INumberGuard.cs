namespace CallQueue.Guards;

/// <summary>
/// The checks of a phone number before it is dialed: do-not-call lists and contact caps. One shard of
/// them; see <see cref="GuardId.Of"/>. Commands are durable when they answer; they throw
/// <see cref="Hosting.UnavailableException"/> when the store failed, and may be repeated then.
/// </summary>
public interface INumberGuard
{
    /// <summary>Adds numbers to the list; returns how many were new. Listed numbers keep their reason and time.</summary>
    Task<int> AddAsync(IReadOnlyList<ListedNumber> numbers);

    /// <summary>Takes numbers off the list; answers how many were there. For processes of an earlier version, which do not say who and why.</summary>
    Task<int> RemoveAsync(IReadOnlyList<PhoneNumber> numbers);

    /// <summary>Takes numbers off the list and keeps who did it and why; answers how many were there. The trace is durable before the number leaves the list.</summary>
    Task<int> UnlistAsync(RemoveNumbers request);

    /// <summary>When, by whom and why a number was taken off the list, the first removal first; empty when it never was.</summary>
    Task<IReadOnlyList<ListRemoval>> RemovalsAsync(PhoneNumber number);

    /// <summary>A number's entry on the list; null when it is not listed.</summary>
    Task<ListedNumber?> FindAsync(PhoneNumber number);

    /// <summary>
    /// At most <paramref name="count"/> numbers that come after <paramref name="after"/> in the list's own order, which never
    /// changes. Null: from the first.
    /// </summary>
    Task<IReadOnlyList<ListedNumber>> ListAsync(PhoneNumber? after, int count);

    /// <summary>Numbers on the list.</summary>
    Task<long> CountAsync();

    /// <summary>
    /// Whether a number may be dialed under a lease. Where caps are given and it may, the dial is noted, durably, before the
    /// answer; asking again for the same lease notes nothing more.
    /// </summary>
    Task<Clearance> ClearAsync(ClearNumber request);

    /// <summary>What <see cref="ClearAsync"/> would answer, without noting anything.</summary>
    Task<Clearance> LookAsync(ClearNumber request);

    /// <summary>The dial under a lease was certainly not placed: it counts against no cap. Repeating it is fine.</summary>
    Task GiveBackAsync(PhoneNumber number, long lease);

    /// <summary>Erases all dials of a number that count against caps; answers how many there were.</summary>
    Task<int> EraseDialsAsync(PhoneNumber number);

    /// <summary>Notes a dial that was noted elsewhere: see <see cref="RespellAsync"/>.</summary>
    Task NoteAsync(PhoneNumber number, long lease, DateTimeOffset at);

    /// <summary>
    /// Moves what was stored under a number with a trunk prefix to where its right spelling belongs, once; answers how many entries
    /// that were. See <see cref="FormerSpellings"/>.
    /// </summary>
    /// <param name="withDials">Also dials that count against caps.</param>
    Task<int> RespellAsync(bool withDials);

    /// <summary>
    /// The same for one number, given in its former spelling, when it is about to be dialed before its turn in the move has come. True: nothing
    /// is stored here under former spellings any more.
    /// </summary>
    Task<bool> RespellOneAsync(PhoneNumber former);

    /// <summary>Whether <see cref="RespellAsync"/> has been done here.</summary>
    Task<bool> IsRespelledAsync();
}
