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
public sealed partial class ScheduleGrain(ActorServices services) : ActorGrain<ISchedule>(services), IScheduleGrain;
