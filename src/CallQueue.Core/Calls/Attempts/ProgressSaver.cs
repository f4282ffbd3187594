using CallQueue.Hosting;

namespace CallQueue.Calls.Attempts;

/// <summary>
/// Stores a call's progress (it rings, it was answered) with the call's next commit, or with a commit of its own after <see cref="SaveWithin"/>, so that
/// a call that ends soon costs none. A crash before that takes the progress back, and the carrier's next report or the lookup by the next
/// instance brings it again.
/// </summary>
internal sealed class ProgressSaver(CallState state)
{
    /// <summary>The longest that progress is in memory only.</summary>
    private static readonly TimeSpan SaveWithin = TimeSpan.FromSeconds(1);

    private bool _isWaiting;
    private bool _isClosed;

    /// <summary>Memory has progress that is not stored.</summary>
    public void SaveSoon()
    {
        if (!_isWaiting) _ = SaveLaterAsync();
    }

    /// <summary>Stores it now: this instance ends.</summary>
    public Task CloseAsync()
    {
        _isClosed = true;
        return _isWaiting ? SaveAsync() : Task.CompletedTask;
    }

    private async Task SaveLaterAsync()
    {
        _isWaiting = true;
        await Task.Delay(SaveWithin, state.Time);
        _isWaiting = false;
        if (!_isClosed) await SaveAsync();
    }

    private async Task SaveAsync()
    {
        // A call that has ended was stored with its end.
        if (state.Record is not { End: null } record || ReferenceEquals(record, state.Durable)) return;
        try
        {
            await state.Commits.CommitAsync();
        }
        catch (UnavailableException e)
        {
            state.Log.ProgressNotSaved(state.Id, e);
        }
    }
}
