using CallQueue.Carriers;

namespace CallQueue.Benchmarks.Load;

/// <summary>Accepts every dial and says nothing by itself: its webhooks are what is measured. They carry no signature. Thread-safe.</summary>
internal sealed class PatientCarrier(int expected) : ICarrier, ICarrierWebhooks
{
    private readonly Lock _gate = new();
    private readonly List<AttemptRef> _dialed = [];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "patient";

    public TrunkId Trunk { get; } = new("patient:local");

    public TimeSpan AbsenceBelievedAfter => TimeSpan.FromSeconds(5);

    public IReadOnlyList<AttemptRef> Dialed
    {
        get
        {
            lock (_gate) return [.. _dialed];
        }
    }

    /// <summary>Completes when all that were expected have been dialed.</summary>
    public Task AllDialedAsync() => _all.Task;

    public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _dialed.Add(request.Attempt);
            if (_dialed.Count == expected) _all.SetResult();
        }

        return Task.FromResult<DialAnswer>(new DialAnswer.Accepted(IdOf(request.Attempt)));
    }

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) =>
        Task.FromResult<LookupAnswer>(new LookupAnswer.Unknown("this carrier remembers nothing"));

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
        Task.FromResult<HangUpAnswer>(new HangUpAnswer.Unknown("this carrier hangs nothing up"));

    public bool IsGenuine(CarrierMessage message) => true;

    public CarrierReport? Read(CarrierMessage message) => new(new CarrierCallId(message.Form[0].Value), CarrierStatus.InProgress);

    public AnswerDocument Answer(CallScript script, AttemptRef attempt) => new("text/plain", "");

    /// <summary>This carrier's id of a dial.</summary>
    public static CarrierCallId IdOf(AttemptRef attempt) => new(attempt.Token);
}
