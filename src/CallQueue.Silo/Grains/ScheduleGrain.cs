using CallQueue.Schedules;
using CallQueue.Hosting.Local;
using Orleans.Concurrency;

namespace CallQueue.Grains;

/// <summary>A recurring call or run, in the cluster.</summary>
[Alias("CallQueue.IScheduleGrain")]
public interface IScheduleGrain : ISchedule, IActorGrain;

/// <inheritdoc cref="IScheduleGrain"/>
[Reentrant]
[GrainType(LocalActors.ScheduleKind)]
public sealed class ScheduleGrain(ActorServices services) : ActorGrain<ISchedule>(services), IScheduleGrain
{
    public Task<ScheduleAnswer> CreateAsync(ScheduleSpec spec) => Ask(s => s.CreateAsync(spec));

    public Task<ScheduleAnswer> ChangeAsync(ScheduleSpec spec) => Ask(s => s.ChangeAsync(spec));

    public Task<ScheduleAnswer> ReplaceAsync(ReplaceSchedule request) => Ask(s => s.ReplaceAsync(request));

    public Task<ScheduleSnapshot?> GetAsync() => Ask(s => s.GetAsync());

    public Task<ScheduleSnapshot?> PauseAsync(bool paused) => Ask(s => s.PauseAsync(paused));

    public Task<RunNowAnswer> RunNowAsync() => Ask(s => s.RunNowAsync());

    public Task<bool> DeleteAsync() => Ask(s => s.DeleteAsync());

    public Task WakeAsync() => Tell(s => s.WakeAsync());
}
