namespace CallQueue.Trunks;

/// <summary>
/// One carrier account's capacity, shared fairly by all businesses: live channels by shares (a share is the most a
/// business may have live; the shares never exceed the channels), dials per second by permits, and whether the account
/// takes calls at all.
/// </summary>
public interface ITrunk
{
    /// <summary>A business reports its demand and its live calls, and receives its share and permits. It may be repeated.</summary>
    Task<TrunkNotice> AskAsync(AskTrunk request);

    /// <summary>
    /// A call reports a dial that was certainly not placed. True when the account is to blame (it throttles, is stopped,
    /// or many dials fail): then the call itself is not charged a try.
    /// </summary>
    Task<bool> ReportAsync(DialReport report);

    /// <summary>An operator has mended what stopped the trunk.</summary>
    Task ReopenAsync();

    /// <summary>The state of the trunk.</summary>
    Task<TrunkSnapshot> GetAsync();
}
