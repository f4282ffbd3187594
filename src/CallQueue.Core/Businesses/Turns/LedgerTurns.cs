using CallQueue.Businesses.State;
using CallQueue.Evidence;
using CallQueue.Hosting;

namespace CallQueue.Businesses.Turns;

/// <summary>Gives readers the dial ledger, as far as it is durable.</summary>
internal sealed class LedgerTurns(BusinessState state, BusinessTurn turn, Commits<BusinessRoot> commits)
{
    private LedgerRecord? _committed = state.Ledger.ToRecord();

    /// <summary>
    /// To be called before the first turn: a crash, or a stale twin, may have left a page that no root counts. Its version is learned here,
    /// so that the page that counts can replace it.
    /// </summary>
    public Task LoadAsync() => _committed is null ? Task.CompletedTask : commits.LoadVersionAsync(state.Ledger.NextPage);

    /// <summary>A root has become durable.</summary>
    public void Committed(BusinessRoot root) => _committed = root.Ledger;

    /// <summary>The ledger now; null before the first dial.</summary>
    public async Task<LedgerHead?> HeadAsync()
    {
        await turn.ClaimAsync();

        // Rows wait in memory for the next commit. The write also proves that this is not a stale twin, which lacks the newest rows.
        await commits.CommitAsync();
        return _committed is { } record ? new LedgerHead(record.FirstPage, record.FirstRow, record.Before, record.Tail, record.Head) : null;
    }

    /// <summary>A full page; null when there is none, or none any more.</summary>
    public Task<LedgerPage?> PageAsync(int page) => commits.ReadPageAsync(DialLedger.NameOf(page), CallQueueJson.Default.LedgerPage);
}
