using CallQueue.Carriers;

namespace CallQueue.Composition;

/// <summary>The carrier of commands that only read a data folder, or stop something in it: never dials and finds no calls.</summary>
internal sealed class OfflineCarrier : ICarrier
{
    private const string Reason = "this command has no carrier, because it never dials";

    public string Name => "offline";

    public TrunkId Trunk { get; } = new("offline:local");

    public TimeSpan AbsenceBelievedAfter => TimeSpan.MaxValue;

    // Counts as throttled: the call keeps its attempt.
    public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation) =>
        Task.FromResult<DialAnswer>(new DialAnswer.TryLater(Reason, Throttled: true));

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) =>
        Task.FromResult<LookupAnswer>(new LookupAnswer.Unknown(Reason));

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
        Task.FromResult<HangUpAnswer>(new HangUpAnswer.Unknown(Reason));
}
