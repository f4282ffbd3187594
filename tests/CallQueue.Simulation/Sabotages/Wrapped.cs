using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers;
using CallQueue.ChosenIds;
using CallQueue.Evidence;
using CallQueue.Guards;
using CallQueue.Histories;
using CallQueue.Hosting;
using CallQueue.Runs;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue.Simulation.Sabotages;

/// <summary>An actor in a planted bug's hands; passes everything on unless the bug overrides it.</summary>
internal abstract class WrappedActor(IActor inner) : IActor
{
    public Task ActivateAsync(CancellationToken cancellation) => inner.ActivateAsync(cancellation);

    public Task OnAlarmAsync(CancellationToken cancellation) => inner.OnAlarmAsync(cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <inheritdoc/>
internal abstract class WrappedBusiness(IActor inner) : WrappedActor(inner), IBusiness
{
    protected IBusiness Inner { get; } = (IBusiness)inner;

    public virtual Task<BusinessSnapshot> WatchAsync(string? seenStamp, TimeSpan wait) => Inner.WatchAsync(seenStamp, wait);

    public virtual Task<Preview?> PreviewAsync(PreviewedCommand command) => Inner.PreviewAsync(command);

    public virtual Task<ConfirmAnswer> ConfirmAsync(ConfirmPreview request) => Inner.ConfirmAsync(request);

    public virtual Task<bool> ConfirmJumpAsync() => Inner.ConfirmJumpAsync();

    public virtual Task<CallVerbAnswer> CancelCallAsync(CancelCall request) => Inner.CancelCallAsync(request);

    public virtual Task<CallVerbAnswer> RetryCallAsync(string call) => Inner.RetryCallAsync(call);

    public virtual Task<CallVerbAnswer> MoveCallAsync(MoveCall request) => Inner.MoveCallAsync(request);

    public virtual Task<CallPage> ListAsync(ListCalls request) => Inner.ListAsync(request);

    public virtual Task<IdConflict?> ClaimIdsAsync(ClaimIds request) => Inner.ClaimIdsAsync(request);

    public virtual Task ReleaseIdsAsync(ClaimIds request) => Inner.ReleaseIdsAsync(request);

    public virtual Task<RunList> ListRunsAsync(ListRuns request) => Inner.ListRunsAsync(request);

    public virtual Task<ListedCall?> FindAsync(string call) => Inner.FindAsync(call);

    public virtual Task<HistorySeries> HistoryAsync(HistoryResolution resolution) => Inner.HistoryAsync(resolution);

    public virtual Task<CallReasons?> WhyAsync(string call) => Inner.WhyAsync(call);

    public virtual Task<IReadOnlyList<RecentDial>> FindRecentDialsAsync(FindRecentDials request) => Inner.FindRecentDialsAsync(request);

    public virtual Task<SearchAnswer> SearchAsync(SearchCalls request) => Inner.SearchAsync(request);

    public virtual Task<LedgerHead?> LedgerAsync() => Inner.LedgerAsync();

    public virtual Task<LedgerPage?> LedgerPageAsync(int page) => Inner.LedgerPageAsync(page);

    public virtual Task<EraseAnswer> EraseAsync(PhoneNumber number) => Inner.EraseAsync(number);

    public virtual Task<int> CleanAsync(CleanEnded request) => Inner.CleanAsync(request);

    public virtual Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request) => Inner.EnqueueAsync(request);

    public virtual Task<SubmitAnswer> SubmitAsync(SubmitCall request) => Inner.SubmitAsync(request);

    public virtual Task<StopAnswer> StopRunAsync(StopRun request) => Inner.StopRunAsync(request);

    public virtual Task<bool> PauseRunAsync(string run, bool paused) => Inner.PauseRunAsync(run, paused);

    public virtual Task PauseAsync(bool paused) => Inner.PauseAsync(paused);

    public virtual Task<FieldProblem?> ChangeSettingsAsync(BusinessSettings settings) => Inner.ChangeSettingsAsync(settings);

    public virtual Task<SettingsAnswer> ReplaceSettingsAsync(ReplaceSettings request) => Inner.ReplaceSettingsAsync(request);

    public virtual Task<BusinessSnapshot> GetAsync() => Inner.GetAsync();

    public virtual Task<RunSnapshot?> GetRunAsync(string run) => Inner.GetRunAsync(run);

    public virtual Task DialedAsync(long lease, DateTimeOffset at) => Inner.DialedAsync(lease, at);

    public virtual Task<bool> ReleaseAsync(long lease, LeaseEnd end) => Inner.ReleaseAsync(lease, end);

    public virtual Task RecordedAsync(RecordingNotice notice) => Inner.RecordedAsync(notice);

    public virtual Task LookedAtAsync() => Inner.LookedAtAsync();

    public virtual Task OnTrunkAsync(TrunkNotice notice) => Inner.OnTrunkAsync(notice);

    public virtual Task KeepListAsync() => Inner.KeepListAsync();

    public virtual Task OrderBackAsync(IReadOnlyList<PhoneNumber>? numbers) => Inner.OrderBackAsync(numbers);

    public virtual Task WakeAsync() => Inner.WakeAsync();
}

/// <inheritdoc/>
internal abstract class WrappedCall(IActor inner) : WrappedActor(inner), ICall
{
    protected ICall Inner { get; } = (ICall)inner;

    public virtual Task<CancelAnswer> CancelAsync(CancelWaiting request) => Inner.CancelAsync(request);

    public virtual Task<ReopenAnswer> ReopenAsync(long number) => Inner.ReopenAsync(number);

    public virtual Task<CallSnapshot?> MoveAsync(Priority priority) => Inner.MoveAsync(priority);

    public virtual Task<AcceptAnswer> AcceptAsync(AcceptCall request) => Inner.AcceptAsync(request);

    public virtual Task ConfirmAsync() => Inner.ConfirmAsync();

    public virtual Task<LeaseStanding> StartAsync(StartCall request) => Inner.StartAsync(request);

    public virtual Task<LeaseStanding> WithdrawAsync(WithdrawCall request) => Inner.WithdrawAsync(request);

    public virtual Task<LeaseStanding> CheckAsync(long lease) => Inner.CheckAsync(lease);

    public virtual Task<EventAnswer> OnCarrierEventAsync(CarrierEvent carrierEvent) => Inner.OnCarrierEventAsync(carrierEvent);

    public virtual Task<CallSnapshot?> GetAsync() => Inner.GetAsync();

    public virtual Task<CallSnapshot?> LookAsync() => Inner.LookAsync();

    public virtual Task ForgetAsync() => Inner.ForgetAsync();

    public virtual Task<bool> EraseAsync(PhoneNumber number) => Inner.EraseAsync(number);
}

/// <inheritdoc/>
internal abstract class WrappedRun(IActor inner) : WrappedActor(inner), IRun
{
    protected IRun Inner { get; } = (IRun)inner;

    public virtual Task<BeginAnswer> BeginAsync(BeginRun request) => Inner.BeginAsync(request);

    public virtual Task<long> ApplyAsync(RunNews news) => Inner.ApplyAsync(news);

    public virtual Task<RunSnapshot?> GetAsync() => Inner.GetAsync();

    public virtual Task<RunSnapshot?> WatchAsync(long seenStamp, TimeSpan wait) => Inner.WatchAsync(seenStamp, wait);

    public virtual Task KeepPeopleAsync(RunPart part) => Inner.KeepPeopleAsync(part);

    public virtual Task<RunPart?> PeopleAsync(int page) => Inner.PeopleAsync(page);

    public virtual Task<HistorySeries?> HistoryAsync(HistoryResolution resolution) => Inner.HistoryAsync(resolution);

    public virtual Task<IReadOnlyList<RunResult>> ResultsAsync(int from, int count) => Inner.ResultsAsync(from, count);

    public virtual Task<ResultsFound> SearchAsync(SearchResults request) => Inner.SearchAsync(request);

    public virtual Task ForgetAsync() => Inner.ForgetAsync();

    public virtual Task<IReadOnlyList<int>> EraseAsync(PhoneNumber number) => Inner.EraseAsync(number);
}

/// <inheritdoc/>
internal abstract class WrappedGuard(IActor inner) : WrappedActor(inner), INumberGuard
{
    protected INumberGuard Inner { get; } = (INumberGuard)inner;

    public virtual Task<int> AddAsync(IReadOnlyList<ListedNumber> numbers) => Inner.AddAsync(numbers);

    public virtual Task<int> RemoveAsync(IReadOnlyList<PhoneNumber> numbers) => Inner.RemoveAsync(numbers);

    public virtual Task<int> UnlistAsync(RemoveNumbers request) => Inner.UnlistAsync(request);

    public virtual Task<IReadOnlyList<ListRemoval>> RemovalsAsync(PhoneNumber number) => Inner.RemovalsAsync(number);

    public virtual Task<ListedNumber?> FindAsync(PhoneNumber number) => Inner.FindAsync(number);

    public virtual Task<IReadOnlyList<ListedNumber>> ListAsync(PhoneNumber? after, int count) => Inner.ListAsync(after, count);

    public virtual Task<long> CountAsync() => Inner.CountAsync();

    public virtual Task<Clearance> ClearAsync(ClearNumber request) => Inner.ClearAsync(request);

    public virtual Task<Clearance> LookAsync(ClearNumber request) => Inner.LookAsync(request);

    public virtual Task GiveBackAsync(PhoneNumber number, long lease) => Inner.GiveBackAsync(number, lease);

    public virtual Task<int> EraseDialsAsync(PhoneNumber number) => Inner.EraseDialsAsync(number);

    public virtual Task NoteAsync(PhoneNumber number, long lease, DateTimeOffset at) => Inner.NoteAsync(number, lease, at);

    public virtual Task<int> RespellAsync(bool withDials) => Inner.RespellAsync(withDials);

    public virtual Task<bool> RespellOneAsync(PhoneNumber former) => Inner.RespellOneAsync(former);

    public virtual Task<bool> IsRespelledAsync() => Inner.IsRespelledAsync();
}
