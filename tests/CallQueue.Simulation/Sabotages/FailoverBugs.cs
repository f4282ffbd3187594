using CallQueue.Carriers;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: a dial whose answer was lost at the first of two carriers moves on to the second.</summary>
internal sealed class MovesLostDialsOn : CarrierBug
{
    public override string Name => "moves on what may have been placed";

    public override IReadOnlyList<string> Breaks => ["P1", "P2", "P3"];

    protected override async Task<DialAnswer> DialAsync(ICarrier inner, DialRequest request)
    {
        DialAnswer answer = await inner.DialAsync(request, CancellationToken.None);
        return answer is DialAnswer.Unknown lost ? new DialAnswer.TryLater(lost.Reason) : answer;
    }
}

/// <summary>Planted bug: the first carrier is asked about every call, whichever has placed it.</summary>
internal sealed class AsksTheFirstCarrier : Sabotage
{
    public override string Name => "asks the first carrier about every call";

    public override IReadOnlyList<string> Breaks => ["P2"];

    public override ICarriers Carriers(ICarriers carriers) => new First(carriers);

    private sealed class First(ICarriers inner) : ICarriers
    {
        public IReadOnlyList<ICarrier> All => inner.All;

        public ICarrier For(BusinessId business) => inner.For(business);

        // Dials find the carrier that was chosen: only what is already placed is asked for at the wrong one.
        public ICarrier? Find(TrunkId trunk) => inner.All.Count > 1 && inner.Find(trunk) is { } right ? new Misled(right, inner.All[0]) : inner.Find(trunk);
    }

    private sealed class Misled(ICarrier right, ICarrier first) : ICarrier
    {
        public string Name => right.Name;

        public TrunkId Trunk => right.Trunk;

        public TimeSpan AbsenceBelievedAfter => right.AbsenceBelievedAfter;

        public CarrierTime? TimeAt(DateTimeOffset now) => right.TimeAt(now);

        public Task<bool> ReadClockAsync(CancellationToken cancellation) => right.ReadClockAsync(cancellation);

        public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation) => right.DialAsync(request, cancellation);

        public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => first.LookUpAsync(request, cancellation);

        public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) => first.HangUpAsync(call, cancellation);
    }
}
