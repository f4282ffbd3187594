using CallQueue.Audits;
using CallQueue.Hosting.Local;
using Orleans.Concurrency;

namespace CallQueue.Grains;

/// <summary>The grain that keeps who changed what.</summary>
[Alias("CallQueue.IAuditTrailGrain")]
public interface IAuditTrailGrain : IAuditTrail, IActorGrain;

/// <inheritdoc cref="IAuditTrailGrain"/>
[Reentrant]
[GrainType(LocalActors.AuditKind)]
public sealed partial class AuditTrailGrain(ActorServices services) : ActorGrain<IAuditTrail>(services), IAuditTrailGrain;
