using CallQueue.Hosting;
using CallQueue.Hosting.Transfer;
using CallQueue.Imports;
using CallQueue.Messages;
using CallQueue.Spreading;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace CallQueue.Grains;

/// <summary>Every actor of Core as a grain; its key is the actor's.</summary>
[Alias("CallQueue.IActorGrain")]
public interface IActorGrain : IImportedGrain;

/// <summary>
/// A grain that is nothing but the place where one actor of Core lives. Each call is a turn of the actor's instance; an
/// instance whose write failed has ended, and the next turn gets a fresh one in the same grain. After a version conflict
/// the grain is deactivated too, after its turns have ended: another silo may own the key.
/// </summary>
/// <typeparam name="TActor">The actor's interface in Core.</typeparam>
public abstract class ActorGrain<TActor>(ActorServices services) : Grain, IRemindable where TActor : class
{
    private GrainActivation? _activation;
    private GrainRecords? _records;
    private ReminderAlarm? _alarm;
    private LocalActivation? _place;
    private bool _isLeaving;

    /// <summary>The alarm is due, or a reminder found it after a crash.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (status.CurrentTickTime - status.FirstTickTime < status.Period) services.Alarms.Rang(this.GetGrainId().Type.ToString()!, status.FirstTickTime, services.Time.GetUtcNow());
        return RunAsync(activation => activation.Actor.OnAlarmAsync(CancellationToken.None));
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (PlacedWithBusinessAttribute.Of(GetType()) is { } placed)
        {
            TaskScheduler scheduler = TaskScheduler.Current;
            Action<SiloAddress>? move = placed.Stays ? null : to => _ = Task.Factory.StartNew(() => MoveAsync(to), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
            services.Work.Enter(_place = new LocalActivation(Homes.BusinessIn(this.GetPrimaryKeyString()), move));
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_place is not null) services.Work.Leave(_place);
        if (_activation is { } activation) await activation.CloseAsync();
    }

    public Task<TransferStanding> FindImportedAsync(string exportId) => Imported().FindAsync(exportId);

    public async Task ReserveAsync(string exportId)
    {
        await Imported().ReserveAsync(exportId);
        await StartAgainAsync();
    }

    public async Task<bool> WriteImportedAsync(TransferChunk chunk, string exportId)
    {
        bool isWritten = await Imported().WriteAsync(chunk);
        if (isWritten) await StartAgainAsync();
        return isWritten;
    }

    public async Task WakeImportedAsync(string exportId)
    {
        bool isHere = await Records().LoadAsync(TransferFormat.RootName) is not null;
        if (isHere && !await Alarm().IsSetAsync()) await Alarm().SetAsync(services.Time.GetUtcNow());
    }

    protected async Task<T> Ask<T>(Func<TActor, Task<T>> turn)
    {
        T answer = default!;
        await RunAsync(async activation => answer = await turn((TActor)(object)activation.Actor));
        return answer;
    }

    protected Task Tell(Func<TActor, Task> turn) => RunAsync(activation => turn((TActor)(object)activation.Actor));

    private async Task RunAsync(Func<GrainActivation, Task> turn)
    {
        _place?.Count();
        GrainActivation activation = await EnterAsync();
        try
        {
            await turn(activation);
        }
        catch (OperationCanceledException e)
        {
            CallFailures.MarkAsActors(e);
            throw;
        }
        finally
        {
            if (activation.Leave() && activation.WasRefused && ReferenceEquals(activation, _activation)) DeactivateOnIdle();
        }
    }

    private async Task<GrainActivation> EnterAsync()
    {
        while (true)
        {
            GrainActivation activation = _activation is { HasEnded: false } current ? current : _activation = Open(_activation);
            await activation.ReadyAsync();
            if (activation.TryEnter()) return activation;
        }
    }

    private GrainActivation Open(GrainActivation? predecessor) => new(
        this.GetPrimaryKeyString(), Records(), Alarm(), services, services.FactoryOf(this.GetGrainId().Type), predecessor?.WhenOver ?? Task.CompletedTask)
    {
        MayBegin = MayBeReserved ? async () => !await Imported().IsReservedAsync() : null,
    };

    /// <summary>Whether an import may keep the actor from running for a while.</summary>
    protected virtual bool MayBeReserved => false;

    private GrainRecords Records() => _records ??= new GrainRecords(services.Records, this.GetGrainId().ToString(), services.Cipher);

    private ReminderAlarm Alarm() => _alarm ??= new ReminderAlarm(this, services);

    private ImportedRecords Imported() => new(Records());

    /// <summary>
    /// Moves to another silo between its turns. Those that only wait for news are answered, so that they don't keep it here; if it is still here
    /// when it is asked again, it gets a new instance, on which one can wait.
    /// </summary>
    private async Task MoveAsync(SiloAddress to)
    {
        if (_isLeaving) await StartAgainAsync();
        _isLeaving = true;
        _activation?.EndWatches();
        GrainContext.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = to });
    }

    /// <summary>The state of the current instance is out of date.</summary>
    private async Task StartAgainAsync()
    {
        if (_activation is { } activation) await activation.CloseAsync();
    }
}
