namespace CallQueue.Carriers.Simulated;

/// <summary>Hands events to their receiver until it takes them: again after a wait that doubles up to 30 s. Thread-safe.</summary>
internal sealed class Delivery(TimeSpan redeliverAfter, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource<Func<CarrierEvent, Task>> _receiver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken Stopping => _stopping.Token;

    public void Attach(Func<CarrierEvent, Task> receiver)
    {
        if (!_receiver.TrySetResult(receiver)) throw new InvalidOperationException("the simulated carrier has a receiver already");
    }

    public Task StopAsync() => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    public async Task DeliverAsync(CarrierEvent carrierEvent, CancellationToken cancellation)
    {
        Func<CarrierEvent, Task> receiver = await _receiver.Task.WaitAsync(cancellation);
        for (TimeSpan wait = redeliverAfter; !await TryAsync(receiver, carrierEvent); wait = Doubled(wait))
            await Task.Delay(wait, time, cancellation);
    }

    // A carrier would see any exception of the receiver as a 5xx and resend: one failing call never stops the others.
    private static async Task<bool> TryAsync(Func<CarrierEvent, Task> receiver, CarrierEvent carrierEvent)
    {
        try
        {
            await receiver(carrierEvent);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static TimeSpan Doubled(TimeSpan wait) => wait * 2 < LongestWait ? wait * 2 : LongestWait;
}
