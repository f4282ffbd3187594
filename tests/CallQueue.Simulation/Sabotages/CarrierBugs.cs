using CallQueue.Carriers;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;
using CallQueue.Trunks;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bugs between Core and its carrier adapter.</summary>
internal abstract class CarrierBug : Sabotage
{
    public override ICarrier Carrier(ICarrier carrier, World world, Node node) => new Wrapped(this, carrier);

    protected virtual Task<DialAnswer> DialAsync(ICarrier inner, DialRequest request) => inner.DialAsync(request, CancellationToken.None);

    protected virtual CarrierTime? TimeAt(ICarrier inner, DateTimeOffset now) => inner.TimeAt(now);

    protected virtual Task<LookupAnswer> LookUpAsync(ICarrier inner, LookupRequest request) => inner.LookUpAsync(request, CancellationToken.None);

    protected virtual Task<HangUpAnswer> HangUpAsync(ICarrier inner, CarrierCallId call) => inner.HangUpAsync(call, CancellationToken.None);

    protected virtual Task<MessageAnswer> LeaveMessageAsync(ICarrier inner, CarrierCallId call, AttemptRef attempt, CallScript message) =>
        inner.LeaveMessageAsync(call, attempt, message, CancellationToken.None);

    private sealed class Wrapped(CarrierBug bug, ICarrier inner) : ICarrier
    {
        public string Name => inner.Name;

        public TrunkId Trunk => inner.Trunk;

        public TimeSpan AbsenceBelievedAfter => inner.AbsenceBelievedAfter;

        public CarrierTime? TimeAt(DateTimeOffset now) => bug.TimeAt(inner, now);

        public Task<bool> ReadClockAsync(CancellationToken cancellation) => inner.ReadClockAsync(cancellation);

        public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation) => bug.DialAsync(inner, request);

        public Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation) => bug.LookUpAsync(inner, request);

        public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) => bug.HangUpAsync(inner, call);

        public Task<MessageAnswer> LeaveMessageAsync(CarrierCallId call, AttemptRef attempt, CallScript message, CancellationToken cancellation) =>
            bug.LeaveMessageAsync(inner, call, attempt, message);
    }
}

/// <summary>Planted bug: a dial whose answer was lost is taken as never placed.</summary>
internal sealed class DialsAgainBlindly : CarrierBug
{
    public override string Name => "dials again blindly after a lost answer";

    public override IReadOnlyList<string> Breaks => ["P1", "P2", "P3", "P9"];

    protected override async Task<LookupAnswer> LookUpAsync(ICarrier inner, LookupRequest request)
    {
        LookupAnswer answer = await inner.LookUpAsync(request, CancellationToken.None);
        return answer is LookupAnswer.Unknown ? new LookupAnswer.Absent() : answer;
    }
}

/// <summary>Planted bug: the carrier's clock is taken to be ours.</summary>
internal sealed class IgnoresSkew : CarrierBug
{
    public override string Name => "ignores the difference of the clocks";

    public override IReadOnlyList<string> Breaks => ["P1", "P2", "P3"];

    protected override CarrierTime? TimeAt(ICarrier inner, DateTimeOffset now) => new CarrierTime(now, TimeSpan.Zero);
}

/// <summary>Planted bug: a lookup may find another attempt's call.</summary>
internal sealed class AdoptsOthersCalls : CarrierBug
{
    public override string Name => "a lookup adopts another attempt's call";

    public override IReadOnlyList<string> Breaks => ["P1", "P2", "P3", "P4", "P9"];

    protected override Task<LookupAnswer> LookUpAsync(ICarrier inner, LookupRequest request) =>
        inner.LookUpAsync(request with { OtherCalls = [] }, CancellationToken.None);
}

/// <summary>Planted bug: the end of a call is waited for until its longest duration.</summary>
internal sealed class WaitsForTheWebhook : Sabotage
{
    public override string Name => "waits for a lost webhook";

    public override IReadOnlyList<string> Breaks => ["P10"];

    public override CallQueueOptions Options(CallQueueOptions options) => options with { AskAfterSilence = TimeSpan.FromMinutes(5) };
}

/// <summary>Planted bug: the HTTP layer posts a create again when its answer is ambiguous, as official SDKs do.</summary>
internal sealed class PostsAgain : CarrierBug
{
    public override string Name => "an HTTP layer re-posts creates";

    public override IReadOnlyList<string> Breaks => ["P2"];

    protected override async Task<DialAnswer> DialAsync(ICarrier inner, DialRequest request)
    {
        DialAnswer answer = await inner.DialAsync(request, CancellationToken.None);
        return answer is DialAnswer.Unknown ? await inner.DialAsync(request, CancellationToken.None) : answer;
    }
}

/// <summary>Planted bug: what the carrier rejects of one business stops the whole account.</summary>
internal sealed class OneStopsAll : CarrierBug
{
    public override string Name => "one business's rejection stops all";

    public override IReadOnlyList<string> Breaks => ["P7"];

    protected override async Task<DialAnswer> DialAsync(ICarrier inner, DialRequest request)
    {
        DialAnswer answer = await inner.DialAsync(request, CancellationToken.None);
        return answer is DialAnswer.TrunkStopped stopped ? stopped with { OnlyThisBusiness = false } : answer;
    }
}

/// <summary>Planted bug: a create request leaves however late it is.</summary>
internal sealed class IgnoresTheDeadline : CarrierBug
{
    public override string Name => "sends a create after its deadline";

    public override IReadOnlyList<string> Breaks => ["P1", "P2", "P3", "P5", "P8"];

    protected override Task<DialAnswer> DialAsync(ICarrier inner, DialRequest request) =>
        inner.DialAsync(request with { SendBefore = DateTimeOffset.MaxValue }, CancellationToken.None);
}

/// <summary>Planted bug: the trunk is told of one channel more than it has.</summary>
internal sealed class OneChannelTooMany : Sabotage
{
    public override string Name => "one channel too many";

    public override IReadOnlyList<string> Breaks => ["P1"];

    public override CallQueueOptions Options(CallQueueOptions options) =>
        options with { TrunkLimits = options.TrunkLimits with { Channels = options.TrunkLimits.Channels + 1 } };
}

/// <summary>Planted bug: the trunk does not pace.</summary>
internal sealed class Unpaced : Sabotage
{
    public override string Name => "the trunk does not pace";

    public override IReadOnlyList<string> Breaks => ["P8"];

    public override CallQueueOptions Options(CallQueueOptions options) => options with { TrunkLimits = new TrunkLimits(options.TrunkLimits.Channels) };
}
