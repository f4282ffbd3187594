using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.Hosting.Local;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A call in the cluster.</summary>
[Alias("CallQueue.ICallGrain")]
public interface ICallGrain : ICall, IActorGrain;

/// <inheritdoc cref="ICallGrain"/>
/// <remarks>Lives where its business does, if it can: most of its messages go there.</remarks>
[Reentrant]
[GrainType(LocalActors.CallKind)]
[PreferLocalPlacement]
[CollectionAgeLimit(Minutes = 2)]
public sealed class CallGrain(ActorServices services) : ActorGrain<ICall>(services), ICallGrain
{
    public Task<AcceptAnswer> AcceptAsync(AcceptCall request) => Ask(c => c.AcceptAsync(request));

    public Task ConfirmAsync() => Tell(c => c.ConfirmAsync());

    public Task<LeaseStanding> StartAsync(StartCall request) => Ask(c => c.StartAsync(request));

    public Task<LeaseStanding> WithdrawAsync(WithdrawCall request) => Ask(c => c.WithdrawAsync(request));

    public Task<LeaseStanding> CheckAsync(long lease) => Ask(c => c.CheckAsync(lease));

    public Task<EventAnswer> OnCarrierEventAsync(CarrierEvent carrierEvent) => Ask(c => c.OnCarrierEventAsync(carrierEvent));

    public Task<CancelAnswer> CancelAsync(CancelWaiting request) => Ask(c => c.CancelAsync(request));

    public Task<ReopenAnswer> ReopenAsync(long number) => Ask(c => c.ReopenAsync(number));

    public Task<CallSnapshot?> MoveAsync(Priority priority) => Ask(c => c.MoveAsync(priority));

    public Task<CallSnapshot?> GetAsync() => Ask(c => c.GetAsync());

    public Task ForgetAsync() => Tell(c => c.ForgetAsync());
}
