using CallQueue.Calls;
using CallQueue.Hosting;
using CallQueue.Runs;
using CallQueue.Trunks;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses;

/// <summary>
/// The tenant's turn order: claim the epoch, change the parts, pump, commit; what leaves is told from the committed root
/// by <see cref="BusinessEffects"/>.
/// </summary>
internal sealed class Business : IActor, IBusiness
{
    private readonly IActorContext _context;
    private readonly CallQueueServices _services;
    private readonly ILogger _log;
    private readonly BusinessId _id;
    private readonly Commits<BusinessRoot> _commits;
    private readonly WakeUps _wakeUps;
    private BusinessState _state = null!;
    private BusinessEffects _effects = null!;
    private PumpResult _pumped = new([], [], null, 0, false);
    private Task? _claim;
    private bool _isLoadingPages;

    public Business(IActorContext context, CallQueueServices services)
    {
        (_context, _services, _id) = (context, services, new BusinessId(context.Key));
        _log = services.Logging.CreateLogger<Business>();
        _commits = new Commits<BusinessRoot>(context, CallQueueJson.Default.BusinessRoot)
        {
            Snapshot = () => _state.ToRoot(),
            Committed = root => _effects.Committed(root),
            Deleted = page => _state.Book.Deleted(page),
        };
        _wakeUps = new WakeUps(context, services.Options.WakeInterval, () => context.Actors.Business(_id).WakeAsync());
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        BusinessRoot? root = await _commits.LoadAsync(cancellation);
        _state = new BusinessState(_id, root, _services.Options.NewBusiness, _commits);
        var turns = new BusinessTurns(TurnAsync, (lease, end) => ReleaseAsync(lease, end), () => SetWakeUps());
        _effects = new BusinessEffects(_state, _commits, _context, _services, turns);
        foreach (ActiveRun run in _state.Runs)
        {
            run.Template = await _commits.ReadPageAsync(run.TemplatePage, CallQueueJson.Default.RunTemplate)
                ?? throw new StorageException($"the template of run '{run.Name}' is missing");
        }

        // What earlier instances started is asked for at once: its news may have gone to them.
        foreach (Lease lease in _state.Slots.Leases.Where(lease => lease.Started)) _state.Slots.CheckAt(lease.Id, Now);
        if (_state.HasWork) _ = ResumeAsync();
    }

    public async Task OnAlarmAsync(CancellationToken cancellation)
    {
        await ClaimAsync();
        _state.AlarmAt = null;
        await TurnAsync();
        if (_state.AlarmAt is not null) return;
        if (_state.AlarmAt is null) await _context.Alarm.SetAsync(null, cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _wakeUps.Dispose();
        return ValueTask.CompletedTask;
    }

    public async Task WakeAsync()
    {
        _wakeUps.Fired();
        await ClaimAsync();
        if (Turn()) await _commits.CommitAsync();
    }

    public async Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request)
    {
        if (Intake.FindProblem(request) is { } problem) return new EnqueueAnswer.Refused(problem);
        await ClaimAsync();
        if (_state.FindRun(request.Run) is null)
        {
            BeginAnswer begun = await _context.Actors.Run(new RunId(_id, request.Run))
                .BeginAsync(new BeginRun(request.Total, request.Fingerprint, request.Template.Data));
            if (begun == BeginAnswer.Conflict) return new EnqueueAnswer.Conflict($"run '{request.Run}' exists with other content");
            if (begun == BeginAnswer.Queued && _state.FindRun(request.Run) is null)
            {
                // A write proves that this is no stale twin, which would not know the run yet.
                await _commits.CommitAsync();
                return new EnqueueAnswer.Taken(request.Total, false);
            }
        }

        EnqueueAnswer answer = Intake.Take(_state, request, Now);
        if (answer is EnqueueAnswer.Taken { Added: true } taken)
        {
            if (request.Offset == 0) _log.RunStarting(request.Run, _state.Settings.Slots);
            if (taken.Received == request.Total) _log.RunQueued(request.Run, request.Total, _state.Tally.Ready);
        }

        await TurnAsync();
        return answer;
    }

    public async Task<SubmitAnswer> SubmitAsync(SubmitCall request)
    {
        if (Intake.FindProblem(request) is { } problem) return new SubmitAnswer.Refused(problem);
        await ClaimAsync();
        ICall call = _context.Actors.Call(new CallId(_id, request.Name));
        AcceptAnswer accepted = await call.AcceptAsync(new AcceptCall(Intake.OrderOf(request.Call, _state.Settings), request.Fingerprint));
        if (accepted == AcceptAnswer.Conflict) return new SubmitAnswer.Conflict();
        if (accepted == AcceptAnswer.Same) return new SubmitAnswer.Taken(false);

        Intake.Take(_state, request, Now);
        await TurnAsync();
        _effects.Confirm(call);
        return new SubmitAnswer.Taken(accepted == AcceptAnswer.New);
    }

    public async Task<StopAnswer> StopRunAsync(StopRun request)
    {
        await ClaimAsync();
        if (_state.FindRun(request.Run) is not { } run)
        {
            // A write proves that this is no stale twin, which would not know the run yet.
            await _commits.CommitAsync();
            RunSnapshot? past = Identifier.IsValid(request.Run, out _) ? await _context.Actors.Run(new RunId(_id, request.Run)).GetAsync() : null;
            return new StopAnswer(past is not null, 0, 0);
        }

        long before = run.Tally.Counts.Canceled;
        Stopping.Stop(_state, run, request.HangUpLive);
        await TurnAsync();
        await _effects.WithdrawnAsync(lease => lease.Call.Run == run.Ordinal);
        await _commits.SettledAsync();
        CallCounts counts = run.Tally.Counts;
        _log.RunStopped(run.Name, counts.Canceled - before, counts.Live);
        return new StopAnswer(true, (int)(counts.Canceled - before), (int)counts.Live);
    }

    public async Task<bool> PauseRunAsync(string run, bool paused)
    {
        await ClaimAsync();
        if (_state.FindRun(run) is not { Status: not RunStatus.Stopped } active)
        {
            await _commits.CommitAsync();
            return false;
        }

        active.Pause(paused);
        if (paused) Stopping.Withdraw(_state, lease => lease.Call.Run == active.Ordinal);
        await TurnAsync();
        await _effects.WithdrawnAsync(lease => lease.Call.Run == active.Ordinal);
        return true;
    }

    public async Task PauseAsync(bool paused)
    {
        await ClaimAsync();
        _state.Paused = paused;
        if (paused) Stopping.Withdraw(_state, _ => true);
        await TurnAsync();
        await _effects.WithdrawnAsync(_ => true);
    }

    public async Task<FieldProblem?> ChangeSettingsAsync(BusinessSettings settings)
    {
        if (settings.FindProblem() is { } problem) return problem;
        await ClaimAsync();
        _state.Change(settings);
        await TurnAsync();
        return null;
    }

    public async Task<BusinessSnapshot> GetAsync()
    {
        // Taken first, then awaited: while a write runs, later turns change memory again.
        var snapshot = new BusinessSnapshot(
            _state.Settings,
            _state.Paused,
            _state.Tally.Counts,
            [.. _state.Slots.Leases.Select(lease => new LeaseSnapshot(
                lease.Id, lease.Name, _state.RunOf(lease.Call)?.Name, lease.Call.To, lease.LeasedAt, lease.DialedAt))],
            [.. _state.Runs.Select(run => run.ToSnapshot())],
            _pumped.Holds,
            _pumped.NextAt);
        await _commits.SettledAsync();
        return snapshot;
    }

    public async Task<RunSnapshot?> GetRunAsync(string run)
    {
        RunSnapshot? snapshot = _state.FindRun(run)?.ToSnapshot();
        await _commits.SettledAsync();
        return snapshot;
    }

    public async Task DialedAsync(long lease, DateTimeOffset at)
    {
        await ClaimAsync();
        if (Endings.Dialed(_state, lease, at)) await TurnAsync();
    }

    public async Task<bool> ReleaseAsync(long lease, LeaseEnd end)
    {
        await ClaimAsync();
        bool wasHeld = Endings.Apply(_state, lease, end, Now, _log);
        if (wasHeld) await TurnAsync();
        else await _commits.SettledAsync();
        return wasHeld;
    }

    public async Task OnTrunkAsync(TrunkNotice notice)
    {
        await ClaimAsync();
        _state.Trunk.Tell(notice);
        await TurnAsync();
    }

    /// <summary>After a crash: tell everything that the loaded root owes.</summary>
    private async Task ResumeAsync()
    {
        try
        {
            await ClaimAsync();
            await TurnAsync();
        }
        catch (StorageException e)
        {
            _log.ResumeFailed(_id, e);
        }
    }

    /// <summary>The first commit of this instance claims its epoch: page names and words to the trunk are this instance's alone.</summary>
    private Task ClaimAsync() => _claim ??= _commits.CommitAsync();

    /// <summary>What every change ends with: pump, then make it all durable.</summary>
    private async Task TurnAsync()
    {
        Turn();
        await _commits.CommitAsync();
    }

    /// <summary>Does all there is to do now; true when that changed anything to be committed.</summary>
    private bool Turn()
    {
        DateTimeOffset now = Now;
        bool isChanged = Stopping.ExpireFilling(_state, now);
        _pumped = Pump.Run(_state, now);
        foreach (Lease lease in _pumped.Leased) _log.SlotTaken(_id, lease.Name, _state.Slots.Live, _state.Settings.Slots);
        isChanged |= _pumped.IsChange | _state.Retained.Trim(_state.Settings.Retention, now);
        _effects.AskTrunk(_pumped.Wanted, now);
        _effects.Resend(now);
        _effects.Check(now);
        _ = LoadPagesAsync();
        return SetWakeUps() || isChanged;
    }

    /// <summary>Sets timer and alarm; true when the alarm moves with the next commit.</summary>
    private bool SetWakeUps()
    {
        DateTimeOffset?[] times = [_pumped.NextAt, _state.Retained.NextAt(_state.Settings.Retention), _effects.RetryAt, _state.Slots.NextCheckAt];
        DateTimeOffset? nextAt = times.Min();
        _wakeUps.SetTimer(nextAt);
        bool isWatched = _state.Slots.Live > 0 || _effects.IsOwing || (_state.Tally.Ready > 0 && nextAt is null && !_state.Paused);
        if (_wakeUps.AlarmFor(nextAt, isWatched, _state.AlarmAt) is not { } alarmAt || alarmAt == _state.AlarmAt) return false;
        _state.AlarmAt = alarmAt;
        _commits.WakeAt(alarmAt);
        return true;
    }

    /// <summary>Brings the pages that the lists want, then pumps again. One loader at a time.</summary>
    private async Task LoadPagesAsync()
    {
        if (_isLoadingPages) return;
        _isLoadingPages = true;
        bool isAny = false;
        try
        {
            while (_state.WantedPages(Now).FirstOrDefault() is { List: not null } wanted)
            {
                await wanted.List.LoadAsync(wanted.Page, _commits);
                _state.Delayed.Open(Now);
                isAny = true;
            }
        }
        catch (StorageException e)
        {
            _log.PageNotLoaded(_id, e);
            _effects.RetryLater(Now);
            SetWakeUps();
        }

        _isLoadingPages = false;
        if (isAny) await ResumeAsync();
    }
}
