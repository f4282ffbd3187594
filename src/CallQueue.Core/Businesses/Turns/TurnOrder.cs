using CallQueue.Businesses.Effects;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.State;
using CallQueue.Businesses.Steps;
using CallQueue.Hosting;
using CallQueue.Timing;
using Microsoft.Extensions.Logging;

namespace CallQueue.Businesses.Turns;

/// <summary>
/// What every turn of a business begins and ends with: the epoch is claimed; then, after the change, pump, tell, load,
/// schedule and commit.
/// </summary>
internal sealed class TurnOrder : IDisposable
{
    private readonly IActorContext _context;
    private readonly ILogger _log;
    private readonly Commits<BusinessRoot> _commits;
    private readonly WakeUps _wakeUps;
    private Task? _claim;
    private bool _isLoadingPages;

    public TurnOrder(BusinessState state, Commits<BusinessRoot> commits, IActorContext context, CallQueueServices services, BusinessTurns turns)
    {
        (State, _commits, _context) = (state, commits, context);
        Changes = new Changes(state.Epoch, context.Time);
        _log = services.Logging.CreateLogger<Business>();
        Effects = new BusinessEffects(state, commits, context, services, turns);
        _wakeUps = new WakeUps(context, services.Options.WakeInterval, () => context.Actors.Business(state.Id).WakeAsync());
    }

    public BusinessState State { get; }

    public BusinessEffects Effects { get; }

    /// <summary>For those who watch.</summary>
    public Changes Changes { get; }

    /// <summary>What the last pump said.</summary>
    public PumpResult Pumped { get; private set; } = new([], [], null, 0, false);

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    /// <summary>The first commit of this instance claims its epoch: page names and words to the trunk are this instance's alone.</summary>
    public Task ClaimAsync() => _claim ??= _commits.CommitAsync();

    /// <summary>Goes on where an earlier instance was interrupted: tells everything that the loaded root owes.</summary>
    public async Task ResumeAsync()
    {
        try
        {
            await ClaimAsync();
            await EndAsync();
        }
        catch (StorageException e)
        {
            _log.ResumeFailed(State.Id, e);
        }
    }

    /// <summary>What every change ends with: pump, then make it all durable.</summary>
    public async Task EndAsync()
    {
        Pump();
        Changes.Happened();
        await _commits.CommitAsync();
    }

    /// <summary>Looks whether anything is due; commits only if so.</summary>
    public async Task LookAsync()
    {
        _wakeUps.Fired();
        await ClaimAsync();
        if (!Pump()) return;
        Changes.Happened();
        await _commits.CommitAsync();
    }

    /// <summary>Sets timer and alarm; true when the alarm moves with the next commit.</summary>
    public bool SetWakeUps()
    {
        DateTimeOffset? nextAt = Earliest.Of(
            Pumped.NextAt, State.Retained.NextAt(State.Settings.Retention, State.Outboxes.KeepFrom), State.Outboxes.NextAt, Effects.RetryAt, State.Slots.NextCheckAt);
        _wakeUps.SetTimer(nextAt);
        bool isWatched = State.Slots.Live > 0 || Effects.IsOwing || State.Outboxes.IsBusy || (State.HasReady && nextAt is null && !State.Paused);
        if (_wakeUps.AlarmFor(nextAt, isWatched, State.AlarmAt) is not { } alarmAt || alarmAt == State.AlarmAt) return false;
        State.AlarmAt = alarmAt;
        _commits.WakeAt(alarmAt);
        return true;
    }

    public void Dispose() => _wakeUps.Dispose();

    /// <summary>Does all there is to do now; true when that changed anything to be committed.</summary>
    private bool Pump()
    {
        DateTimeOffset now = Now;
        bool isChanged = Stopping.ExpireFilling(State, now);
        Pumped = Steps.Pump.Run(State, now);
        foreach (Lease lease in Pumped.Leased) _log.SlotTaken(State.Id, lease.Name, State.Slots.Live, State.Settings.Slots);
        isChanged |= Pumped.IsChange | State.Retained.Trim(State.Settings.Retention, now, State.Outboxes.KeepFrom);
        State.Outboxes.DropOld(now - State.Settings.Retention.Age);
        Effects.AskTrunk(Pumped.Wanted, Pumped.CouldDial, now);
        Effects.TellSinks();
        Effects.Resend(now);
        Effects.Check(now);
        _ = LoadPagesAsync();
        return SetWakeUps() || isChanged;
    }

    /// <summary>Brings the pages that the lists want, then pumps again. One loader at a time.</summary>
    private async Task LoadPagesAsync()
    {
        if (_isLoadingPages) return;
        _isLoadingPages = true;
        bool isAny = false;
        try
        {
            while (State.WantedPage(Now) is { } wanted)
            {
                await wanted.List.LoadAsync(wanted.Page, _commits);
                State.Delayed.Open(Now);
                isAny = true;
            }
        }
        catch (StorageException e)
        {
            _log.PageNotLoaded(State.Id, e);
            Effects.RetryLater(Now);
            SetWakeUps();
        }

        _isLoadingPages = false;
        if (isAny) await ResumeAsync();
    }
}
