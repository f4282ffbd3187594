using CallQueue.Hosting.Local;
using CallQueue.Keys;
using Orleans.Concurrency;
using Orleans.Placement;

namespace CallQueue.Grains;

/// <summary>A keyring in the cluster.</summary>
[Alias("CallQueue.IKeyringGrain")]
public interface IKeyringGrain : IKeyring, IActorGrain;

/// <inheritdoc cref="IKeyringGrain"/>
[Reentrant]
[GrainType(LocalActors.KeyringKind)]
[HashBasedPlacement]
public sealed class KeyringGrain(ActorServices services) : ActorGrain<IKeyring>(services), IKeyringGrain
{
    public Task<bool> AddAsync(ApiKey key) => Ask(k => k.AddAsync(key));

    public Task<ApiKey?> FindAsync(string id) => Ask(k => k.FindAsync(id));

    public Task<IReadOnlyList<ApiKey>> ListAsync() => Ask(k => k.ListAsync());

    public Task<ApiKey?> RevokeAsync(string id) => Ask(k => k.RevokeAsync(id));
}
