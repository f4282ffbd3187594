using CallQueue.Carriers;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Sabotages;

/// <summary>A carrier whose adapter has a bug.</summary>
internal sealed class CarrierBug(
    string name,
    Func<ICarrier, DialRequest, Task<DialAnswer>>? dial = null,
    Func<LookupAnswer, LookupAnswer>? lookUp = null) : Sabotage
{
    public override string Name => name;

    public override ICarrier Carrier(ICarrier carrier, World world, Node node) => new Adapter(carrier, dial, lookUp);

    /// <summary>An HTTP layer that posts a create again when its answer was lost.</summary>
    public static async Task<DialAnswer> PostAgain(ICarrier carrier, DialRequest request)
    {
        DialAnswer answer = await carrier.DialAsync(request, CancellationToken.None);
        return answer is DialAnswer.Unknown ? await carrier.DialAsync(request, CancellationToken.None) : answer;
    }

    /// <summary>An adapter that takes a lost answer for a refusal.</summary>
    public static async Task<DialAnswer> TakeLostForRefused(ICarrier carrier, DialRequest request)
    {
        DialAnswer answer = await carrier.DialAsync(request, CancellationToken.None);
        return answer is DialAnswer.Unknown unknown ? new DialAnswer.TryLater(unknown.Reason) : answer;
    }

    /// <summary>An adapter that takes "nobody can say" for "it never arrived".</summary>
    public static LookupAnswer TakeUnknownForAbsent(LookupAnswer answer) => answer is LookupAnswer.Unknown ? new LookupAnswer.Absent() : answer;

    private sealed class Adapter(
        ICarrier inner, Func<ICarrier, DialRequest, Task<DialAnswer>>? dial, Func<LookupAnswer, LookupAnswer>? lookUp) : ICarrier
    {
        public string Name => inner.Name;

        public TrunkId Trunk => inner.Trunk;

        public TimeSpan AbsenceBelievedAfter => inner.AbsenceBelievedAfter;

        public Task<DialAnswer> DialAsync(DialRequest request, CancellationToken cancellation) =>
            dial is null ? inner.DialAsync(request, cancellation) : dial(inner, request);

        public async Task<LookupAnswer> LookUpAsync(LookupRequest request, CancellationToken cancellation)
        {
            LookupAnswer answer = await inner.LookUpAsync(request, cancellation);
            return lookUp is null ? answer : lookUp(answer);
        }

        public Task<HangUpAnswer> HangUpAsync(CarrierCallId call, CancellationToken cancellation) => inner.HangUpAsync(call, cancellation);
    }
}
