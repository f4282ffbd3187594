namespace CallQueue.Trunks;

/// <summary>
/// One carrier account's capacity, shared fairly by all businesses: live channels by shares (a share is the most a
/// business may have live; the shares never exceed the channels), dials per second by permits, and whether the account
/// takes calls at all.
/// </summary>
public interface ITrunk
{
    /// <summary>A business says what it could use and has live, and learns what it may. Repeating it is harmless.</summary>
    Task<TrunkNotice> AskAsync(AskTrunk request);

    /// <summary>A call reports how the account treated its dial.</summary>
    Task ReportAsync(DialReport report);

    /// <summary>An operator has mended what stopped the trunk.</summary>
    Task ReopenAsync();

    /// <summary>The trunk as it stands.</summary>
    Task<TrunkSnapshot> GetAsync();
}
