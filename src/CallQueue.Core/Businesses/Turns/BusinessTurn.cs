using CallQueue.Businesses.Effects;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Hosting;
using CallQueue.Businesses.Measures;
using CallQueue.Timing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Turns;

/// <summary>
/// A turn of a business: it claims the epoch, a command changes the state, then come the eight steps of <see cref="TakeSteps"/> and
/// one commit.
/// </summary>
internal sealed class BusinessTurn : IDisposable
{
    private readonly IActorContext _context;
    private readonly ILogger _log;
    private readonly Commits<BusinessRoot> _commits;
    private readonly WakeUps _wakeUps;
    private readonly PageLoader _pages;
    private readonly AlarmInstruments _alarms;
    private Task? _claim;

    public BusinessTurn(BusinessState state, Commits<BusinessRoot> commits, IActorContext context, CallQueueServices services, TurnHooks turns)
    {
        (State, _commits, _context) = (state, commits, context);
        Changes = new Changes(state.Epoch, context.Time);
        Measures = new BusinessMeasures(state, services.Instruments.Queues);
        _alarms = services.Instruments.Alarms;
        _log = services.Logging.CreateLogger<Business>();
        Effects = new BusinessEffects(state, commits, context, services, turns);
        _pages = new PageLoader(state, commits, context.Time, _log);
        _wakeUps = new WakeUps(context, services.Options.WakeInterval, () => context.Actors.Business(state.Id).WakeAsync());
    }

    public BusinessState State { get; }

    public BusinessEffects Effects { get; }

    /// <summary>Notifies watchers.</summary>
    public Changes Changes { get; }

    public BusinessMeasures Measures { get; }

    /// <summary>When the last turn was taken; null before the first.</summary>
    public DateTimeOffset? LookedAt { get; private set; }

    /// <summary>Whether the epoch is claimed.</summary>
    public bool IsOwner => _claim is { IsCompletedSuccessfully: true };

    /// <summary>The result of the last pump.</summary>
    public PumpResult Pumped { get; private set; } = new([], [], null, false);

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    /// <summary>The first commit of this instance claims its epoch: page names and questions to the trunk are this instance's alone.</summary>
    public Task ClaimAsync() => _claim ??= _commits.CommitAsync();

    /// <summary>Continues the interrupted work of an earlier instance: runs all effects that the loaded root has open.</summary>
    public async Task ResumeAsync()
    {
        try
        {
            await ClaimAsync();
            await EndAsync();
        }
        catch (UnavailableException e)
        {
            _log.ResumeFailed(State.Id, e);
        }
    }

    /// <summary>The end of every change: the steps of a turn, then one commit for all of them.</summary>
    public async Task EndAsync()
    {
        TakeSteps();
        Changes.Happened();
        await _commits.CommitAsync();
    }

    /// <summary>Looks whether anything is due; commits only if so.</summary>
    public async Task LookAsync()
    {
        _alarms.Woke("business", _wakeUps.Fired(), Now);
        await ClaimAsync();
        if (!TakeSteps()) return;
        Changes.Happened();
        await _commits.CommitAsync();
    }

    /// <summary>Sets timer and alarm; true when the alarm moves with the next commit.</summary>
    public bool SetWakeUps()
    {
        DateTimeOffset? nextAt = Earliest.Of(
            Pumped.NextAt, State.Retained.NextAt(State.Settings.Retention, State.Outboxes.KeepFrom), State.Outboxes.NextAt, Effects.RetryAt, State.Ledger.NextAt(State.Settings.LedgerAge, Now), State.Slots.NextCheckAt, _pages.RetryAt);
        _wakeUps.SetTimer(nextAt);
        Measures.WakesAt(nextAt);
        bool isWatched = State.Slots.Live > 0 || Effects.IsOwing || State.Outboxes.IsBusy || (State.HasReady && nextAt is null && !State.Paused);
        if (_wakeUps.AlarmFor(nextAt, isWatched, State.AlarmAt) is not { } alarmAt || alarmAt == State.AlarmAt) return false;
        State.AlarmAt = alarmAt;
        _commits.WakeAt(alarmAt);
        return true;
    }

    public void Dispose()
    {
        _wakeUps.Dispose();
        Measures.Dispose();
    }

    /// <summary>
    /// All steps of a turn, in this order; each step sees the changes of the earlier ones. Their results leave the business
    /// only after the commit (<see cref="BusinessEffects"/>). True when anything has changed that is to be committed.
    /// </summary>
    private bool TakeSteps()
    {
        DateTimeOffset now = Now;
        LookedAt = now;
        bool isChanged = GiveUpUnfinishedRuns(now);
        isChanged |= LeaseCalls(now);
        isChanged |= ForgetWhatIsOld(now);
        AskTrunks(now);
        DeliverEndings();
        RepeatFailedEffects(now);
        CheckSilentLeases(now);
        LoadWantedPages();
        return SetWakeUps() || isChanged;
    }

    /// <summary>1. A run whose next part has not come for long is stopped.</summary>
    private bool GiveUpUnfinishedRuns(DateTimeOffset now) => Stopping.ExpireFilling(State, now);

    /// <summary>2. The pump: expires calls past their deadline, readies due calls and leases those that may be dialed now.</summary>
    private bool LeaseCalls(DateTimeOffset now)
    {
        int freed = State.Slots.TakeFreed();
        Pumped = Pump.Run(State, now);
        Measures.Pumped(Pumped, freed, now);
        int active = State.Slots.Live - Pumped.Leased.Count;
        foreach (Lease lease in Pumped.Leased)
        {
            active++;
            if (freed-- > 0) _log.FreedSlotTaken(State.Id, lease.Name, active, State.Settings.Slots);
            else _log.SlotTaken(State.Id, lease.Name, active, State.Settings.Slots);
        }

        return Pumped.IsChange;
    }

    /// <summary>3. Ended calls and runs beyond the retention are to be forgotten; so is what waits for a sink that is not there.</summary>
    private bool ForgetWhatIsOld(DateTimeOffset now)
    {
        bool isAny = State.Retained.Trim(State.Settings.Retention, now, State.Outboxes.KeepFrom);
        State.Outboxes.DropOld(now - State.Settings.Retention.Age);
        isAny |= State.Dials.Forget(now, State.Settings.RecentlyCalled);
        isAny |= State.Index.Forget(now, State.Settings.Retention.Age);
        isAny |= State.Ledger.Forget(now, State.Settings.LedgerAge);
        return isAny;
    }

    /// <summary>4. A trunk is asked for channels and permits when its last answer does not cover what the pump wants.</summary>
    private void AskTrunks(DateTimeOffset now) => Effects.AskTrunks(Pumped.CouldDial, now);

    /// <summary>5. Sinks get the durable endings whose time has come.</summary>
    private void DeliverEndings() => Effects.TellSinks();

    /// <summary>6. Effects that failed are repeated once their delay is over.</summary>
    private void RepeatFailedEffects(DateTimeOffset now) => Effects.Resend(now);

    /// <summary>7. Calls whose lease was silent for too long are checked.</summary>
    private void CheckSilentLeases(DateTimeOffset now) => Effects.Check(now);

    /// <summary>8. Pages that the lists need next are loaded; a separate turn follows when they have arrived.</summary>
    private void LoadWantedPages() => _ = LoadPagesAsync();

    private async Task LoadPagesAsync()
    {
        PagesLoaded loaded = await _pages.LoadAsync();
        if (loaded.IsAny) await ResumeAsync();
        else if (loaded.IsAnyFailed) SetWakeUps();
    }
}
