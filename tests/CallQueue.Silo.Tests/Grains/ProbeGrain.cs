using CallQueue.Conformance.Probes;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A probe in the cluster.</summary>
[Alias("CallQueue.IProbeGrain")]
public interface IProbeGrain : IProbe, IActorGrain
{
    /// <summary>The silo where the probe lives.</summary>
    Task<string> WhereAsync();
}

/// <inheritdoc cref="IProbeGrain"/>
[Reentrant]
[GrainType(Kind)]
[HashBasedPlacement]
public sealed partial class ProbeGrain(ActorServices services, SiloLife life, ILocalSiloDetails silo) : ActorGrain<IProbe>(services), IProbeGrain
{
    public const string Kind = "probe";

    public Task<string> WhereAsync() => Task.FromResult(silo.Name);

    /// <summary>A killed process tells its actors nothing.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        life.IsOver ? Task.CompletedTask : base.OnDeactivateAsync(reason, cancellationToken);
}
