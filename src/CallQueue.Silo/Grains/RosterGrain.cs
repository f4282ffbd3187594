using CallQueue.Hosting.Local;
using CallQueue.Rosters;
using Orleans.Concurrency;

namespace CallQueue.Grains;

/// <summary>Some of a business's contacts, in the cluster.</summary>
[Alias("CallQueue.IRosterGrain")]
public interface IRosterGrain : IRoster, IActorGrain;

/// <inheritdoc cref="IRosterGrain"/>
[Reentrant]
[GrainType(LocalActors.RosterKind)]
public sealed class RosterGrain(ActorServices services) : ActorGrain<IRoster>(services), IRosterGrain
{
    public Task<PutAnswer> PutAsync(PutContacts request) => Ask(r => r.PutAsync(request));

    public Task<Contact?> GetAsync(string id) => Ask(r => r.GetAsync(id));

    public Task<bool> RemoveAsync(string id) => Ask(r => r.RemoveAsync(id));

    public Task<IReadOnlyList<Contact>> ListAsync(string? after, int count) => Ask(r => r.ListAsync(after, count));

    public Task<RosterSnapshot> CountAsync() => Ask(r => r.CountAsync());

    public Task<PassReport> TriggerAsync(TimeSpan ahead) => Ask(r => r.TriggerAsync(ahead));

    public Task LookAsync() => Tell(r => r.LookAsync());
}
