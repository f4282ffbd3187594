using CallQueue.Carriers;

namespace CallQueue.Benchmarks.Load;

/// <summary>
/// A carrier whose calls last a few milliseconds, and that measures from each "ended" that it delivers to the next dial
/// that reaches it. Thread-safe.
/// </summary>
internal sealed class MeasuringCarrier(TimeProvider time) : ICarrier
{
    private const int ShortestTalk = 5;
    private const int LongestTalk = 25;

    private readonly Lock _gate = new();
    private readonly Queue<long> _ended = new();
    private readonly List<double> _turnarounds = [];
    private readonly Random _random = new(1);
    private Func<CarrierEvent, Task>? _receiver;
    private long _placed;

    public string Name => "measuring";

    public TrunkId Trunk { get; } = new("measuring:local");

    public TimeSpan AbsenceBelievedAfter => TimeSpan.FromSeconds(5);

    /// <summary>Milliseconds from an end delivered to the next dial received, in the order of the dials.</summary>
    public IReadOnlyList<double> Turnarounds
    {
        get
        {
            lock (_gate) return [.. _turnarounds];
        }
    }

    /// <summary>Told of each create request as it comes.</summary>
    public Action<DialRequest>? Dialed { get; init; }

    public void Attach(Func<CarrierEvent, Task> receiver) => _receiver = receiver;

    public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        long now = time.GetTimestamp();
        Dialed?.Invoke(request);
        var id = new CarrierCallId($"m{Interlocked.Increment(ref _placed)}");
        int talk;
        lock (_gate)
        {
            if (_ended.TryDequeue(out long ended)) _turnarounds.Add(time.GetElapsedTime(ended, now).TotalMilliseconds);
            talk = _random.Next(ShortestTalk, LongestTalk + 1);
        }

        _ = EndAsync(request, id, TimeSpan.FromMilliseconds(talk));
        return Task.FromResult<DialAnswer>(new DialAnswer.Accepted(id));
    }

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) =>
        Task.FromResult<LookupAnswer>(new LookupAnswer.Unknown("this carrier remembers nothing"));

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
        Task.FromResult<HangUpAnswer>(new HangUpAnswer.Unknown("this carrier hangs nothing up"));

    private async Task EndAsync(DialRequest request, CarrierCallId id, TimeSpan talk)
    {
        await Task.Delay(talk, time);
        var report = new CarrierReport(id, CarrierStatus.Ended, Outcome.Completed, Duration: talk);
        lock (_gate) _ended.Enqueue(time.GetTimestamp());
        await _receiver!(new CarrierEvent(request.Attempt, report));
    }
}
