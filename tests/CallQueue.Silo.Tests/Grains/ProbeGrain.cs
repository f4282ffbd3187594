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
public sealed class ProbeGrain(ActorServices services, SiloLife life, ILocalSiloDetails silo) : ActorGrain<IProbe>(services), IProbeGrain
{
    public const string Kind = "probe";

    public Task NoteAsync(string note) => Tell(p => p.NoteAsync(note));

    public Task WaitAsync(string note, string gate) => Tell(p => p.WaitAsync(note, gate));

    public Task WorkAsync(int pieces) => Tell(p => p.WorkAsync(pieces));

    public Task<int> AddAsync(int amount) => Ask(p => p.AddAsync(amount));

    public Task<int> CountAsync() => Ask(p => p.CountAsync());

    public Task<int> CountAfterAsync(string gate) => Ask(p => p.CountAfterAsync(gate));

    public Task<ProbeReport> ReportAsync() => Ask(p => p.ReportAsync());

    public Task<IReadOnlyList<string?>> SaveAsync(IReadOnlyList<ProbeWrite> writes) => Ask(p => p.SaveAsync(writes));

    public Task<ProbeRecord?> LoadAsync(string name) => Ask(p => p.LoadAsync(name));

    public Task SetAlarmAsync(DateTimeOffset? dueAt) => Tell(p => p.SetAlarmAsync(dueAt));

    public Task SetAlarmsAsync(IReadOnlyList<DateTimeOffset?> dueTimes) => Tell(p => p.SetAlarmsAsync(dueTimes));

    public Task FailAsync(ProbeFailure failure, string message) => Tell(p => p.FailAsync(failure, message));

    public Task PassAsync(IReadOnlyList<string> keys, string note) => Tell(p => p.PassAsync(keys, note));

    public Task LetFailAsync(string key, ProbeFailure failure, string message) => Tell(p => p.LetFailAsync(key, failure, message));

    public Task<string> WhereAsync() => Task.FromResult(silo.Name);

    /// <summary>A killed process tells its actors nothing.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        life.IsOver ? Task.CompletedTask : base.OnDeactivateAsync(reason, cancellationToken);
}
