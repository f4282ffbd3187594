using CallQueue.Carriers;
using CallQueue.Speech;

namespace CallQueue.Composition;

/// <summary>
/// The process's carrier with a gate for its create requests. After it is closed no more are sent, and those
/// in progress can be awaited, so that a stopping process gets the answer of every dial it sent. Thread-safe.
/// </summary>
internal sealed class DialGate(ICarrier carrier) : ICarrier
{
    private readonly Lock _counting = new();
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private bool _closed;

    public string Name => carrier.Name;

    public TrunkId Trunk => carrier.Trunk;

    public TimeSpan AbsenceBelievedAfter => carrier.AbsenceBelievedAfter;

    public SpeechRules Speech => carrier.Speech;

    public CarrierTime? TimeAt(DateTimeOffset now) => carrier.TimeAt(now);

    public Task<bool> ReadClockAsync(CancellationToken cancellation) => carrier.ReadClockAsync(cancellation);

    public async Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        // Counts as throttled: the call keeps its attempt, and no more calls are leased for a moment.
        if (!TryEnter()) return new DialAnswer.TryLater("not sent: this process is stopping", Throttled: true);
        try
        {
            return await carrier.DialAsync(request, cancellation);
        }
        finally
        {
            Leave();
        }
    }

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => carrier.LookUpAsync(request, cancellation);

    public Task<MessageAnswer> LeaveMessageAsync(CarrierCallId call, AttemptRef attempt, CallScript message, CancellationToken cancellation) =>
        carrier.LeaveMessageAsync(call, attempt, message, cancellation);

    public Task<RecordingAnswer> OpenRecordingAsync(string recording, CancellationToken cancellation) => carrier.OpenRecordingAsync(recording, cancellation);

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) => carrier.HangUpAsync(call, cancellation);

    /// <summary>Blocks create requests from now on; completes when none is in progress.</summary>
    public Task CloseAsync()
    {
        lock (_counting)
        {
            _closed = true;
            if (_underWay == 0) _quiet.TrySetResult();
        }

        return _quiet.Task;
    }

    private bool TryEnter()
    {
        lock (_counting)
        {
            if (_closed) return false;
            _underWay++;
            return true;
        }
    }

    private void Leave()
    {
        lock (_counting)
        {
            if (--_underWay == 0 && _closed) _quiet.TrySetResult();
        }
    }
}
