using CallQueue.Audits;
using CallQueue.Cluster;
using CallQueue.Hosting.Local;
using CallQueue.Spreading;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace CallQueue.Grains;

/// <summary>The grain that keeps who changed what.</summary>
[Alias("CallQueue.IAuditTrailGrain")]
public interface IAuditTrailGrain : IAuditTrail, IActorGrain;

/// <inheritdoc cref="IAuditTrailGrain"/>
[Reentrant]
[GrainDirectory(GrainDirectories.Stored)]
[PlacedWithBusiness]
[GrainType(LocalActors.AuditKind)]
public sealed partial class AuditTrailGrain(ActorServices services) : ActorGrain<IAuditTrail>(services), IAuditTrailGrain;
