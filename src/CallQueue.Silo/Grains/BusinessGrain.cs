using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Hosting.Local;
using CallQueue.Runs;
using CallQueue.Trunks;
using CallQueue.Validation;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A business in the cluster.</summary>
[Alias("CallQueue.IBusinessGrain")]
public interface IBusinessGrain : IBusiness, IActorGrain;

/// <inheritdoc cref="IBusinessGrain"/>
[Reentrant]
[GrainType(LocalActors.BusinessKind)]
[HashBasedPlacement]
public sealed class BusinessGrain(ActorServices services) : ActorGrain<IBusiness>(services), IBusinessGrain
{
    protected override bool MayBeReserved => true;

    public Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request) => Ask(b => b.EnqueueAsync(request));

    public Task<SubmitAnswer> SubmitAsync(SubmitCall request) => Ask(b => b.SubmitAsync(request));

    public Task<StopAnswer> StopRunAsync(StopRun request) => Ask(b => b.StopRunAsync(request));

    public Task<bool> PauseRunAsync(string run, bool paused) => Ask(b => b.PauseRunAsync(run, paused));

    public Task PauseAsync(bool paused) => Tell(b => b.PauseAsync(paused));

    public Task<FieldProblem?> ChangeSettingsAsync(BusinessSettings settings) => Ask(b => b.ChangeSettingsAsync(settings));

    public Task<SettingsAnswer> ReplaceSettingsAsync(ReplaceSettings request) => Ask(b => b.ReplaceSettingsAsync(request));

    public Task<BusinessSnapshot> GetAsync() => Ask(b => b.GetAsync());

    public Task<BusinessSnapshot> WatchAsync(string? seenStamp, TimeSpan wait) => Ask(b => b.WatchAsync(seenStamp, wait));

    public Task<CallVerbAnswer> CancelCallAsync(CancelCall request) => Ask(b => b.CancelCallAsync(request));

    public Task<CallVerbAnswer> RetryCallAsync(string call) => Ask(b => b.RetryCallAsync(call));

    public Task<CallVerbAnswer> MoveCallAsync(MoveCall request) => Ask(b => b.MoveCallAsync(request));

    public Task<CallPage> ListAsync(ListCalls request) => Ask(b => b.ListAsync(request));

    public Task<ListedCall?> FindAsync(string call) => Ask(b => b.FindAsync(call));

    public Task<CallReasons?> WhyAsync(string call) => Ask(b => b.WhyAsync(call));

    public Task<int> CleanAsync(CleanEnded request) => Ask(b => b.CleanAsync(request));

    public Task<RunSnapshot?> GetRunAsync(string run) => Ask(b => b.GetRunAsync(run));

    public Task DialedAsync(long lease, DateTimeOffset at) => Tell(b => b.DialedAsync(lease, at));

    public Task<bool> ReleaseAsync(long lease, LeaseEnd end) => Ask(b => b.ReleaseAsync(lease, end));

    public Task OnTrunkAsync(TrunkNotice notice) => Tell(b => b.OnTrunkAsync(notice));

    public Task KeepListAsync() => Tell(b => b.KeepListAsync());

    public Task OrderBackAsync(IReadOnlyList<PhoneNumber>? numbers) => Tell(b => b.OrderBackAsync(numbers));

    public Task WakeAsync() => Tell(b => b.WakeAsync());
}
