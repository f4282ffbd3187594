using CallQueue.Keys;

namespace CallQueue.Hosting.Local;

internal sealed class KeyringProxy(ITurns turns, ActorAddress address) : ActorProxy<IKeyring>(turns, address), IKeyring
{
    public Task<bool> AddAsync(ApiKey key) => Ask(k => k.AddAsync(key));

    public Task<ApiKey?> FindAsync(string id) => Ask(k => k.FindAsync(id));

    public Task<IReadOnlyList<ApiKey>> ListAsync() => Ask(k => k.ListAsync());

    public Task<ApiKey?> RevokeAsync(string id) => Ask(k => k.RevokeAsync(id));
}
