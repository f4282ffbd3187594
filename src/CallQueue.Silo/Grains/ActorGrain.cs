using CallQueue.Hosting;
using CallQueue.Hosting.Transfer;
using CallQueue.Imports;
using CallQueue.Messages;
using Orleans.Runtime;

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

    /// <summary>The alarm is due, or a reminder found it after a crash.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        RunAsync(activation => activation.Actor.OnAlarmAsync(CancellationToken.None));

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
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

    /// <summary>The state of the current instance is out of date.</summary>
    private async Task StartAgainAsync()
    {
        if (_activation is { } activation) await activation.CloseAsync();
    }
}
