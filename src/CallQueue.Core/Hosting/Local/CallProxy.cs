using CallQueue.Calls;
using CallQueue.Carriers;

namespace CallQueue.Hosting.Local;

internal sealed class CallProxy(ITurns turns, ActorAddress address) : ActorProxy<ICall>(turns, address), ICall
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
