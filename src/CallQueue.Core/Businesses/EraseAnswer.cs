namespace CallQueue.Businesses;

/// <summary>What a business has erased of one number.</summary>
/// <param name="IsLive">A call to the number is live: nothing was erased.</param>
/// <param name="WaitingCalls">Calls that waited; they were canceled first.</param>
/// <param name="CallRecords">Records of calls that were deleted, those that had waited among them.</param>
/// <param name="RunResults">Results of runs that no longer name the person.</param>
/// <param name="QueueEntries">Entries of the queue that no longer have the number.</param>
/// <param name="IndexEntries">Entries of the index by which searches find calls.</param>
/// <param name="RecentDials">Entries of the list of numbers called lately.</param>
/// <param name="PendingWebhooks">Ends that wait for a webhook or the call log; they are delivered without the number.</param>
/// <param name="LedgerKeys">Keys of the dial ledger that were dropped: what they encrypted can no longer be read.</param>
public sealed record EraseAnswer(
    bool IsLive, int WaitingCalls = 0, int CallRecords = 0, int RunResults = 0, int QueueEntries = 0, int IndexEntries = 0, int RecentDials = 0, int PendingWebhooks = 0, int LedgerKeys = 0);
