using System.Collections.Concurrent;
using CallQueue.Carriers;

namespace CallQueue.Hosting;

/// <summary>A carrier that takes every call and writes down whom it was asked to dial. Any thread may use it.</summary>
internal sealed class FakeCarrier : ICarrier
{
    public string Name => "fake";

    public TrunkId Trunk { get; } = new("fake:1");

    public TimeSpan AbsenceBelievedAfter => TimeSpan.FromSeconds(30);

    /// <summary>Every create request.</summary>
    public ConcurrentQueue<DialRequest> Dials { get; } = new();

    public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
    {
        Dials.Enqueue(request);
        return Task.FromResult<DialAnswer>(new DialAnswer.Accepted(new CarrierCallId($"CA-{request.Attempt.Token}")));
    }

    public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) =>
        Task.FromResult<LookupAnswer>(Dials.Any(dial => dial.Attempt.Token == request.Attempt.Token)
            ? new LookupAnswer.Found(new CarrierReport(new CarrierCallId($"CA-{request.Attempt.Token}"), CarrierStatus.InProgress))
            : new LookupAnswer.Absent());

    public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) =>
        Task.FromResult<HangUpAnswer>(new HangUpAnswer.Ended(new CarrierReport(call, CarrierStatus.Ended, Outcome.Canceled)));
}
