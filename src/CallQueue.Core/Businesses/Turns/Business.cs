using CallQueue.Businesses.Effects;
using CallQueue.Businesses.Ends;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Reading;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Calls;
using CallQueue.ChosenIds;
using CallQueue.Evidence;
using CallQueue.Histories;
using CallQueue.Hosting;
using CallQueue.Outboxes;
using CallQueue.Runs;
using CallQueue.Trunks;
using CallQueue.Validation;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Turns;

/// <summary>
/// The tenant: every command claims the epoch, changes the pure parts and ends its turn (<see cref="BusinessTurn"/>); what
/// leaves the business, <see cref="BusinessEffects"/> takes from the committed root.
/// </summary>
internal sealed class Business : IActor, IWatched, IBusiness
{
    private readonly IActorContext _context;
    private readonly CallQueueServices _services;
    private readonly ILogger _log;
    private readonly BusinessId _id;
    private readonly Commits<BusinessRoot> _commits;
    private readonly StoredHistory _history;
    private BusinessState _state = null!;
    private BusinessTurn _turn = null!;
    private QueueReader _reader = null!;
    private CallFinder _finder = null!;
    private RunReader _runs = null!;
    private IdTurns _ids = null!;
    private RecentDialReader _recent = null!;
    private CallSearch _search = null!;
    private SubmitTurns _submits = null!;
    private CallVerbTurns _verbs = null!;
    private LedgerTurns _ledger = null!;
    private EraseTurns _erasures = null!;
    private PreviewTurns _previews = null!;

    public Business(IActorContext context, CallQueueServices services)
    {
        (_context, _services, _id) = (context, services, new BusinessId(context.Key));
        _log = services.Logging.CreateLogger<Business>();
        _commits = new Commits<BusinessRoot>(context, CallQueueJson.Default.BusinessRoot)
        {
            Snapshot = Snapshot,
            Committed = Committed,
            Deleted = page => _state.Book.Deleted(page),
            Measures = services.Instruments.Commits.Of("business"),
        };
        _history = new StoredHistory(_commits, context.Time);
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    private BusinessRoot Snapshot()
    {
        BusinessRoot root = _state.ToRoot();
        _history.Note(HistoryCounts.Of(root.Counts, root.DialCounts), _turn.Pumped.Holds is { Count: > 0 } holds ? [.. holds.Select(hold => HoldWords.Of(hold.Kind)).Distinct()] : []);
        return root;
    }

    private void Committed(BusinessRoot root)
    {
        _state.GeneratedNames.Committed(root.NamesReserved);
        _turn.Measures.Committed(root);
        _ledger.Committed(root);
        _turn.Effects.Committed(root);
        _turn.Changes.Committed();
    }

    public async Task ActivateAsync(CancellationToken cancellation)
    {
        BusinessRoot? root = await _commits.LoadAsync(cancellation);
        _state = new BusinessState(_id, root, _services.Options.NewBusiness, _commits, _services.Sinks, _services.Options.Prices, _services.KeepsLedger,
            new TrunkShares(_services.Carriers.All.Select(carrier => new TrunkLine(carrier.Trunk, carrier.Name))),
            _services.Options.AsksAgentServer ? new AgentLine() : null);
        var turns = new TurnHooks(() => _turn.EndAsync(), ReleaseAsync, () => _turn.SetWakeUps());
        _turn = new BusinessTurn(_state, _commits, _context, _services, turns);
        _reader = new QueueReader(_state, _commits);
        _recent = new RecentDialReader(_state, _commits);
        _ids = new IdTurns(_state, _reader, _context);
        _runs = new RunReader(_state, _commits);
        _search = new CallSearch(_state, _reader, _commits, _context);
        _finder = new CallFinder(_state, _reader, _context);
        _submits = new SubmitTurns(_state, _turn, _commits, _context, _ids, _services.Carriers.Speech, _log);
        _verbs = new CallVerbTurns(_state, _turn, _reader, _context);
        _ledger = new LedgerTurns(_state, _turn, _commits);
        _erasures = new EraseTurns(_state, _turn, _commits, _reader, _verbs, _context);
        _previews = new PreviewTurns(this, _state, _turn, _search, new OldEnds(_state, _commits), _ids, _context);
        await _ledger.LoadAsync();
        await _state.LoadAsync(_commits);
        _history.Continue(await _commits.LoadPageAsync(StoredHistory.Name, CallQueueJson.Default.HistoryRecord), HistoryCounts.Of(root?.Counts, root?.DialCounts));

        // What earlier instances started is asked for at once: its news may have gone to them.
        foreach (Lease lease in _state.Slots.Leases.Where(lease => lease.Started)) _state.Slots.CheckAt(lease.Id, Now);
        if (_state.HasWork) _ = _turn.ResumeAsync();
    }

    public async Task OnAlarmAsync(CancellationToken cancellation)
    {
        await _turn.ClaimAsync();
        _state.AlarmAt = null;
        await _turn.EndAsync();
        if (_state.AlarmAt is null) await _context.Alarm.SetAsync(null, cancellation);
    }

    public void EndWatches() => _turn.Changes.End();

    public ValueTask DisposeAsync()
    {
        _turn?.Dispose();
        return ValueTask.CompletedTask;
    }

    public Task WakeAsync() => _turn.LookAsync();

    public Task<EnqueueAnswer> EnqueueAsync(EnqueueCalls request) => _submits.EnqueueAsync(request);

    public Task<SubmitAnswer> SubmitAsync(SubmitCall request) => _submits.SubmitAsync(request);

    public async Task<StopAnswer> StopRunAsync(StopRun request)
    {
        await _turn.ClaimAsync();
        if (_state.FindRun(request.Run) is not { } run)
        {
            // A write proves that this is not a stale instance, which would not have the run yet.
            await _commits.CommitAsync();
            RunSnapshot? past = Identifier.IsValid(request.Run, out _) ? await _context.Actors.Run(new RunId(_id, request.Run)).GetAsync() : null;

            // It may have been submitted while we asked.
            return _state.FindRun(request.Run) is null ? new StopAnswer(past is not null, 0, 0) : await StopRunAsync(request);
        }

        long before = run.Tally.Counts.Canceled;
        Stopping.Stop(_state, run, request.HangUpLive, request.LeasesBefore);
        await _turn.EndAsync();
        await _turn.Effects.WithdrawnAsync(lease => lease.Call.Run == run.Ordinal);
        await _commits.SettledAsync();
        CallCounts counts = run.Tally.Counts;
        _log.RunStopped(run.Name, counts.Canceled - before, counts.Live);
        return new StopAnswer(true, (int)(counts.Canceled - before), (int)counts.Live);
    }

    public async Task<bool> PauseRunAsync(string run, bool paused)
    {
        await _turn.ClaimAsync();
        if (_state.FindRun(run) is not { Status: not RunStatus.Stopped } active)
        {
            await _commits.CommitAsync();
            return false;
        }

        active.Pause(paused);
        if (paused) Stopping.Withdraw(_state, lease => lease.Call.Run == active.Ordinal);
        await _turn.EndAsync();
        await _turn.Effects.WithdrawnAsync(lease => lease.Call.Run == active.Ordinal);
        return true;
    }

    public async Task PauseAsync(bool paused)
    {
        await _turn.ClaimAsync();
        _state.Paused = paused;
        if (paused) Stopping.Withdraw(_state, _ => true);
        await _turn.EndAsync();
        await _turn.Effects.WithdrawnAsync(_ => true);
    }

    public async Task<bool> ConfirmJumpAsync()
    {
        await _turn.ClaimAsync();
        bool isConfirmed = _state.Usage.Confirm(Now);
        await _turn.EndAsync();
        return isConfirmed;
    }

    public async Task KeepListAsync()
    {
        await _turn.ClaimAsync();
        _state.HasList = true;
        await _commits.CommitAsync();
    }

    public async Task OrderBackAsync(IReadOnlyList<PhoneNumber>? numbers)
    {
        HashSet<PhoneNumber>? which = numbers is null ? null : [.. numbers];
        await _turn.ClaimAsync();
        Stopping.Withdraw(_state, IsMeant);
        await _turn.EndAsync();
        await _turn.Effects.WithdrawnAsync(IsMeant);

        bool IsMeant(Lease lease) => which is null || which.Contains(lease.Call.To);
    }

    public async Task<FieldProblem?> ChangeSettingsAsync(BusinessSettings settings)
    {
        if (settings.FindProblem() is { } problem) return problem;
        await _turn.ClaimAsync();
        if (CeilingCheck.FindProblem(settings, _state.Wanted) is { } beyond) return beyond;

        // A trunk that was named while it was there keeps no other setting from being changed.
        bool isSame = settings.Trunks?.SequenceEqual(_state.Wanted.Trunks ?? []) != false;
        if (!isSame && _state.Trunks.FindProblem(settings.Trunks) is { } unknown) return unknown;
        BusinessSettings before = _state.Settings;
        _state.Change(settings, Now);
        bool isFenceChanged = FenceChanges.IsAny(before, _state.Settings);

        // What may not have been dialed yet is decided again under the new fences.
        if (isFenceChanged) Stopping.Withdraw(_state, _ => true);
        await _turn.EndAsync();
        if (isFenceChanged) await _turn.Effects.WithdrawnAsync(_ => true);
        return null;
    }

    public async Task<SettingsAnswer> ReplaceSettingsAsync(ReplaceSettings request)
    {
        await _turn.ClaimAsync();

        // Claimed: nothing comes between this look and the change.
        if (!request.IsMadeFrom(_state.Wanted)) return new SettingsAnswer.Stale();
        return await ChangeSettingsAsync(request.Settings) is { } problem ? new SettingsAnswer.Refused(problem) : new SettingsAnswer.Taken();
    }

    public async Task<BusinessSnapshot> GetAsync()
    {
        // The state is read before the await, since later turns change memory while a write runs.
        BusinessSnapshot snapshot = _state.ToSnapshot(_turn.Pumped, Now) with
        {
            Stamp = _turn.Changes.Stamp, LookedAt = _turn.LookedAt, AlarmAt = _state.AlarmAt, IsOwner = _turn.IsOwner,
        };
        await _commits.SettledAsync();
        return snapshot;
    }

    public async Task<HistorySeries> HistoryAsync(HistoryResolution resolution)
    {
        HistorySeries series = _history.ToSeries(resolution);
        await _commits.SettledAsync();
        return series;
    }

    public async Task<RunSnapshot?> GetRunAsync(string run)
    {
        RunSnapshot? snapshot = _state.FindRun(run)?.ToSnapshot();
        await _commits.SettledAsync();
        return snapshot;
    }

    public async Task DialedAsync(long lease, DateTimeOffset at)
    {
        await _turn.ClaimAsync();
        _turn.Measures.Dialed(lease, at);
        if (Endings.Dialed(_state, lease, at)) await _turn.EndAsync();
    }

    public async Task<bool> ReleaseAsync(long lease, LeaseEnd end)
    {
        await _turn.ClaimAsync();
        bool wasHeld = Endings.Apply(_state, lease, end, Now, _log);
        if (wasHeld)
        {
            _turn.Measures.Ended(lease, end);
            await _turn.EndAsync();
        }
        else
        {
            await _commits.SettledAsync();
        }

        return wasHeld;
    }

    public async Task RecordedAsync(RecordingNotice notice)
    {
        await _turn.ClaimAsync();
        _state.Outboxes.Add(OutboxEntry.Of(notice), _state.Settings);
        await _turn.EndAsync();
    }

    public Task LookedAtAsync()
    {
        _turn.Effects.LiveReads.Note();
        return Task.CompletedTask;
    }

    public async Task OnTrunkAsync(TrunkNotice notice)
    {
        await _turn.ClaimAsync();
        (_state.Agents?.Line is { } agents && agents.Id == notice.Trunk ? agents : _state.Trunks.Find(notice.Trunk))?.Share.Tell(notice);
        await _turn.EndAsync();
    }

    public async Task<BusinessSnapshot> WatchAsync(string? seenStamp, TimeSpan wait)
    {
        if (seenStamp is not null) await _turn.Changes.WaitAsync(seenStamp, wait);
        return await GetAsync();
    }

    public async Task<CallVerbAnswer> CancelCallAsync(CancelCall request) => await _verbs.CancelAsync(request with { Call = await _ids.NameAsync(request.Call) });

    public async Task<CallVerbAnswer> RetryCallAsync(string call) => await _verbs.RetryAsync(await _ids.NameAsync(call));

    public async Task<CallVerbAnswer> MoveCallAsync(MoveCall request) => await _verbs.MoveAsync(request with { Call = await _ids.NameAsync(request.Call) });

    public Task<CallPage> ListAsync(ListCalls request)
    {
        if (request.Part == QueuePart.Live) _turn.Effects.LiveReads.Note();
        return _reader.ListAsync(request);
    }

    public Task<SearchAnswer> SearchAsync(SearchCalls request) => _search.SearchAsync(request);

    public Task<RunList> ListRunsAsync(ListRuns request) => _runs.ListAsync(request, Now);

    public async Task<ListedCall?> FindAsync(string call)
    {
        ListedCall? found = await _finder.FindAsync(await _ids.NameAsync(call));
        if (found is { Part: QueuePart.Live }) _turn.Effects.LiveReads.Note();
        return found;
    }

    public async Task<CallReasons?> WhyAsync(string call) => await _finder.WhyAsync(await _ids.NameAsync(call));

    public Task<IdConflict?> ClaimIdsAsync(ClaimIds request) => _submits.ClaimIdsAsync(request);

    public Task ReleaseIdsAsync(ClaimIds request) => _ids.ReleaseAsync(request);

    public Task<IReadOnlyList<RecentDial>> FindRecentDialsAsync(FindRecentDials request) => _recent.FindAsync(request, Now);

    public Task<LedgerHead?> LedgerAsync() => _ledger.HeadAsync();

    public Task<LedgerPage?> LedgerPageAsync(int page) => _ledger.PageAsync(page);

    public Task<Preview?> PreviewAsync(PreviewedCommand command) => _previews.ShowAsync(command);

    public Task<ConfirmAnswer> ConfirmAsync(ConfirmPreview request) => _previews.ConfirmAsync(request);

    public Task<EraseAnswer> EraseAsync(PhoneNumber number) => _erasures.EraseAsync(number);

    public async Task<int> CleanAsync(CleanEnded request)
    {
        await _turn.ClaimAsync();
        int limit = Math.Clamp(request.Limit, 0, Retained.MostToClean);

        // Ends are kept until every sink has received them.
        DateTimeOffset before = _state.Outboxes.KeepFrom is { } keepFrom && keepFrom < request.Before ? keepFrom : request.Before;
        int cleaned = _state.Retained.Clean(before, limit);
        while (cleaned < limit && _state.Retained.Lists.FirstOrDefault(list => list.Wanted is not null) is { } list)
        {
            await list.LoadAsync(list.Wanted!, _commits);
            cleaned += _state.Retained.Clean(before, limit - cleaned);
        }

        await _turn.EndAsync();
        return cleaned;
    }
}
