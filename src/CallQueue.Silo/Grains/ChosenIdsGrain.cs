using CallQueue.ChosenIds;
using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using CallQueue.Spreading;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace CallQueue.Grains;

/// <summary>The grain that knows which call of a run has an id that its submitter chose.</summary>
[Alias("CallQueue.IChosenIdsGrain")]
public interface IChosenIdsGrain : IChosenIds, IActorGrain;

/// <inheritdoc cref="IChosenIdsGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[PlacedWithBusiness]
[GrainType(LocalActors.ChosenIdsKind)]
public sealed partial class ChosenIdsGrain(ActorServices services) : ActorGrain<IChosenIds>(services), IChosenIdsGrain;
