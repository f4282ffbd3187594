using CallQueue.Rosters;

namespace CallQueue.Hosting.Local;

internal sealed class RosterProxy(ITurns turns, ActorAddress address) : ActorProxy<IRoster>(turns, address), IRoster
{
    public Task<PutAnswer> PutAsync(PutContacts request) => Ask(r => r.PutAsync(request));

    public Task<Contact?> GetAsync(string id) => Ask(r => r.GetAsync(id));

    public Task<bool> RemoveAsync(string id) => Ask(r => r.RemoveAsync(id));

    public Task<IReadOnlyList<Contact>> ListAsync(string? after, int count) => Ask(r => r.ListAsync(after, count));

    public Task<RosterSnapshot> CountAsync() => Ask(r => r.CountAsync());

    public Task<PassReport> TriggerAsync(TimeSpan ahead) => Ask(r => r.TriggerAsync(ahead));

    public Task LookAsync() => Tell(r => r.LookAsync());
}
