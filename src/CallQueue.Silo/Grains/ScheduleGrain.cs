using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using CallQueue.Schedules;
using CallQueue.Spreading;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace CallQueue.Grains;

/// <summary>A recurring call or run, in the cluster.</summary>
[Alias("CallQueue.IScheduleGrain")]
public interface IScheduleGrain : ISchedule, IActorGrain;

/// <inheritdoc cref="IScheduleGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[PlacedWithBusiness]
[GrainType(LocalActors.ScheduleKind)]
public sealed partial class ScheduleGrain(ActorServices services) : ActorGrain<ISchedule>(services), IScheduleGrain;
