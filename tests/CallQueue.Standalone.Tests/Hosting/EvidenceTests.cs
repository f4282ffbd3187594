using System.Collections.Concurrent;
using CallQueue.Carriers;
using CallQueue.Conformance;
using CallQueue.Hosting.Local;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace CallQueue.Hosting;

/// <summary>The dial ledger over SQLite.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public async Task Every_dial_is_in_the_ledger_and_one_person_can_be_erased()
    {
        using var folder = new TemporaryFolder();
        var carrier = new TakingCarrier();
        IReadOnlyList<ActorKind> kinds = CallQueueActors.Kinds(new CallQueueServices(new CarrierList(carrier), new CallQueueOptions()));
        await using StandaloneHost host = await StandaloneHost.OpenAsync(folder.Child("0"), kinds, new StandaloneHostOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        await EvidenceConformance.RunAsync(host.Actors, TimeProvider.System, () => carrier.Dials);
    }

    /// <summary>Takes every call and writes down whom it was asked to dial.</summary>
    private sealed class TakingCarrier : ICarrier
    {
        public ConcurrentQueue<DialRequest> Dials { get; } = new();

        public string Name => "taking";

        public TrunkId Trunk { get; } = new("taking:1");

        public TimeSpan AbsenceBelievedAfter => TimeSpan.FromMinutes(1);

        public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation)
        {
            Dials.Enqueue(request);
            return Task.FromResult<DialAnswer>(new DialAnswer.Accepted(new CarrierCallId($"CA-{request.Attempt.Token}")));
        }

        public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => throw new ShouldAssertException("nothing is looked up");

        public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) => throw new ShouldAssertException("nothing is ended");
    }
}
