using CallQueue.Carriers;

namespace CallQueue.Composition;

/// <summary>For commands that only look into a data folder, or stop something in it: never dials, and knows nothing.</summary>
internal sealed class OfflineCarrier : ICarrier
{
    private const string Reason = "no carrier here: this command never dials";

    public string Name => "offline";

    public TrunkId Trunk { get; } = new("offline:local");

    public TimeSpan AbsenceBelievedAfter => TimeSpan.MaxValue;

    // Throttled: nobody is charged for it.
    public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation) =>
        Task.FromResult<DialAnswer>(new DialAnswer.TryLater(Reason, Throttled: true));

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) =>
        Task.FromResult<LookupAnswer>(new LookupAnswer.Unknown(Reason));

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
        Task.FromResult<HangUpAnswer>(new HangUpAnswer.Unknown(Reason));
}
