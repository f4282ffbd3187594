using CallQueue.Carriers;
using CallQueue.Conformance;
using CallQueue.Hosting.Local;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CallQueue.Hosting;

/// <summary>Searches over SQLite.</summary>
public sealed class SearchTests
{
    [Fact]
    public async Task Each_call_is_found_once_in_bounded_parts_by_its_own_business()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        IReadOnlyList<ActorKind> kinds = CallQueueActors.Kinds(new CallQueueServices(new CarrierList(new UnusedCarrier()), new CallQueueOptions()));
        await using StandaloneHost host = await StandaloneHost.OpenAsync(folder.Child("0"), kinds, new StandaloneHostOptions(), time, NullLoggerFactory.Instance);
        await SearchConformance.RunAsync(host.Actors, time.GetUtcNow());
    }

    /// <summary>The business has no slots.</summary>
    private sealed class UnusedCarrier : ICarrier
    {
        public string Name => "unused";

        public TrunkId Trunk { get; } = new("unused:1");

        public TimeSpan AbsenceBelievedAfter => TimeSpan.FromMinutes(1);

        public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation) => throw new ShouldAssertException("nothing is dialed");

        public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => throw new ShouldAssertException("nothing is looked up");

        public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) => throw new ShouldAssertException("nothing is ended");
    }
}
