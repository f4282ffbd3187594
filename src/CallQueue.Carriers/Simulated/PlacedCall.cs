namespace CallQueue.Carriers.Simulated;

/// <summary>A call and the delivery of its events. Thread-safe.</summary>
internal sealed class PlacedCall(SimulatedCall call)
{
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _changing = new();
    private volatile SimulatedCall _call = call;

    public SimulatedCall Call => _call;

    public Task Telling { get; set; } = Task.CompletedTask;

    public bool HungUp => _call.HungUpAt is not null;

    /// <summary>Ends the call now; false when it had ended before.</summary>
    public bool TryHangUp(DateTimeOffset now)
    {
        lock (_changing)
        {
            if (now >= _call.EndsAt) return false;
            _call = _call with { HungUpAt = now };
        }
        _hungUp.TrySetResult();
        return true;
    }

    /// <summary>Waits until <paramref name="at"/> or a hang-up, whichever is first.</summary>
    public async Task WaitUntilAsync(DateTimeOffset at, TimeProvider time, CancellationToken cancellation)
    {
        TimeSpan wait = at - time.GetUtcNow();
        if (wait <= TimeSpan.Zero || HungUp) return;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // A timer may fire a little early; the end must not be reported before its time.
        while (at - time.GetUtcNow() is var left && left > TimeSpan.Zero && !HungUp)
        {
            await Task.WhenAny(_hungUp.Task, Task.Delay(RoundedUp(left), time, waiting.Token));
            cancellation.ThrowIfCancellationRequested();
        }
        // Otherwise the timer of a call that was hung up stays until its natural end.
        await waiting.CancelAsync();
    }

    private static TimeSpan RoundedUp(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
