using CallQueue.Hosting;
using CallQueue.Messages;
using Orleans.Runtime;

namespace CallQueue.Grains;

/// <summary>Every actor of Core as a grain; its key is the actor's.</summary>
public interface IActorGrain : IGrainWithStringKey;

/// <summary>
/// A grain that is nothing but the place where one actor of Core lives. Each call is a turn of the actor's instance; an
/// instance whose write failed has ended, and the next turn gets a fresh one in the same grain. After a version conflict
/// the grain goes as well, once its turns have run out: perhaps another silo owns the key.
/// </summary>
/// <typeparam name="TActor">The actor's interface in Core.</typeparam>
public abstract class ActorGrain<TActor>(ActorServices services) : Grain, IRemindable where TActor : class
{
    private Tenure? _tenure;
    private ReminderAlarm? _alarm;

    /// <summary>The alarm is due, or a reminder found it standing after a crash.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        RunAsync(tenure => tenure.Actor.OnAlarmAsync(CancellationToken.None));

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_tenure is { } tenure) await tenure.CloseAsync();
    }

    protected async Task<T> Ask<T>(Func<TActor, Task<T>> turn)
    {
        T answer = default!;
        await RunAsync(async tenure => answer = await turn((TActor)(object)tenure.Actor));
        return answer;
    }

    protected Task Tell(Func<TActor, Task> turn) => RunAsync(tenure => turn((TActor)(object)tenure.Actor));

    private async Task RunAsync(Func<Tenure, Task> turn)
    {
        Tenure tenure = await EnterAsync();
        try
        {
            await turn(tenure);
        }
        catch (OperationCanceledException e)
        {
            CallFailures.MarkAsActors(e);
            throw;
        }
        finally
        {
            if (tenure.Leave() && tenure.WasRefused && ReferenceEquals(tenure, _tenure)) DeactivateOnIdle();
        }
    }

    private async Task<Tenure> EnterAsync()
    {
        while (true)
        {
            Tenure tenure = _tenure is { HasEnded: false } current ? current : _tenure = Open(_tenure);
            await tenure.ReadyAsync();
            if (tenure.TryEnter()) return tenure;
        }
    }

    private Tenure Open(Tenure? predecessor)
    {
        GrainId id = this.GetGrainId();
        _alarm ??= new ReminderAlarm(this, services);
        return new Tenure(this.GetPrimaryKeyString(), new GrainRecords(services.Storage, id), _alarm, services, services.FactoryOf(id.Type), predecessor?.WhenOver ?? Task.CompletedTask);
    }
}
