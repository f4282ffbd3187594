using System.Threading.Channels;

namespace CallQueue.Carriers;

/// <summary>Takes events; can be told to refuse the next ones.</summary>
internal sealed class CollectingReceiver
{
    private readonly Channel<CarrierEvent> _taken = Channel.CreateUnbounded<CarrierEvent>();
    private readonly Channel<CarrierEvent> _refused = Channel.CreateUnbounded<CarrierEvent>();
    private int _toRefuse;

    public int Waiting => _taken.Reader.Count;

    public void RefuseNext(int count) => _toRefuse = count;

    public Task TakeAsync(CarrierEvent carrierEvent)
    {
        if (Interlocked.Decrement(ref _toRefuse) >= 0)
        {
            _refused.Writer.TryWrite(carrierEvent);
            throw new InvalidOperationException("not now");
        }
        _taken.Writer.TryWrite(carrierEvent);
        return Task.CompletedTask;
    }

    public async Task<CarrierEvent> NextAsync() => await Signals.Within(_taken.Reader.ReadAsync().AsTask());

    public async Task<CarrierEvent> NextRefusedAsync() => await Signals.Within(_refused.Reader.ReadAsync().AsTask());
}

/// <summary>Awaits what must come; a missing signal fails the test instead of hanging it.</summary>
internal static class Signals
{
    public static Task<T> Within<T>(Task<T> signal) => signal.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

    public static Task Within(Task signal) => signal.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
}
