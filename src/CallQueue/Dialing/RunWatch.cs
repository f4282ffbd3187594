using CallQueue.Businesses;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Runs;

namespace CallQueue.Dialing;

/// <summary>Why watching a run ended.</summary>
internal enum WatchEnd
{
    /// <summary>All its calls have ended.</summary>
    Completed,

    /// <summary>It was stopped permanently and has no live calls.</summary>
    Stopped,

    /// <summary>The carrier account rejects calls.</summary>
    CarrierStopped,

    /// <summary>The user wants to exit.</summary>
    Left,
}

/// <summary>
/// Follows a run until it ends. Waits for changes of the run instead of polling, and never reads faster than the display needs.
/// </summary>
internal sealed class RunWatch(IActors actors, RunId id, CommandContext context)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    /// <summary>After this long without a change it tries a write, so that a failed storage does not look like an idle run.</summary>
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(5);

    /// <summary>Dials that were under way when the account stopped are rejected one by one, and count as live until then. Calls that are really live are not waited for longer.</summary>
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(3);

    private readonly Pace _pace = new(context.Time);
    private readonly long _since = context.Time.GetTimestamp();
    private long _newsAt = context.Time.GetTimestamp();
    private long? _stoppedAt;
    private bool _isPausing;

    private IBusiness Business => actors.Business(id.Business);

    /// <summary>Why the carrier account rejects calls; null while it accepts them.</summary>
    public string? CarrierReason { get; private set; }

    /// <summary>The run as last seen.</summary>
    public RunSnapshot? Run { get; private set; }

    public TimeSpan Elapsed => context.Time.GetElapsedTime(_since);

    /// <exception cref="StorageException">The storage failed; the run continues when it is dialed again.</exception>
    public async Task<WatchEnd> FollowAsync(Action<DialProgress> show)
    {
        while (true)
        {
            long began = context.Time.GetTimestamp();
            await NewsAsync();
            BusinessSnapshot business = await Business.GetAsync();
            show(Progress(business));
            if (EndOf(business) is { } end) return end;
            if (context.Interrupts.Now.IsCancellationRequested) return WatchEnd.Left;
            if (context.Interrupts.Once.IsCancellationRequested && !await PauseAsync()) return WatchEnd.Left;
            if (_isPausing && Run!.Counts.Live == 0) return WatchEnd.Left;
            await RestAsync(Shortest - context.Time.GetElapsedTime(began));
        }
    }

    private async Task NewsAsync()
    {
        long seen = Run?.Stamp ?? -1;
        Task<RunSnapshot?> watching = actors.Run(id).WatchAsync(seen, Longest);
        CancellationToken hurry = _isPausing ? context.Interrupts.Now : context.Interrupts.Once;
        RunSnapshot? run;
        try
        {
            run = await watching.WaitAsync(hurry);
        }
        catch (OperationCanceledException)
        {
            run = await actors.Run(id).GetAsync();
        }

        Run = run ?? throw new StorageException($"run '{id.Name}' no longer exists");
        _pace.Mark(Run.Counts.Ended);
        if (Run.Stamp != seen) _newsAt = context.Time.GetTimestamp();
        if (context.Time.GetElapsedTime(_newsAt) < QuietLimit) return;
        _newsAt = context.Time.GetTimestamp();
        await Business.WakeAsync();
    }

    private WatchEnd? EndOf(BusinessSnapshot business)
    {
        if (Run!.Status == RunStatus.Completed) return WatchEnd.Completed;
        if (Run is { Status: RunStatus.Stopped, Counts.Live: 0 }) return WatchEnd.Stopped;
        CarrierReason = QueueState.Of(business).CarrierReason;
        if (CarrierReason is null)
        {
            _stoppedAt = null;
            return null;
        }

        _stoppedAt ??= context.Time.GetTimestamp();
        return Run.Counts.Live == 0 || context.Time.GetElapsedTime(_stoppedAt.Value) >= SettleLimit ? WatchEnd.CarrierStopped : null;
    }

    /// <summary>Pauses once: after it returns no more calls are dialed, in this process and the next. False: the user does not want to wait for that.</summary>
    private async Task<bool> PauseAsync()
    {
        if (_isPausing) return true;
        _isPausing = true;
        try
        {
            await Business.PauseAsync(true).WaitAsync(context.Interrupts.Now);
            await Business.PauseRunAsync(id.Name, true).WaitAsync(context.Interrupts.Now);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private DialProgress Progress(BusinessSnapshot business)
    {
        string? note = !_isPausing ? null
            : $"Pausing: no more calls are dialed. Waiting for {Run!.Counts.Live} live {(Run.Counts.Live == 1 ? "call" : "calls")} to end; press Ctrl-C again to exit now.";
        return new DialProgress(Run!.Counts, QueueState.Of(business), Elapsed, _pace.PerMinute, _pace.Left(Run!.Counts.Total - Run.Counts.Ended), note);
    }

    private async Task RestAsync(TimeSpan rest)
    {
        if (rest > TimeSpan.Zero) await Task.Delay(rest, context.Time);
    }
}
