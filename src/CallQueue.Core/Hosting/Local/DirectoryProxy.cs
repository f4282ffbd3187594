using CallQueue.Directories;

namespace CallQueue.Hosting.Local;

internal sealed class DirectoryProxy(ITurns turns, ActorAddress address) : ActorProxy<IDirectory>(turns, address), IDirectory
{
    public Task<bool> AddAsync(string name) => Ask(d => d.AddAsync(name));

    public Task<bool> RemoveAsync(string name) => Ask(d => d.RemoveAsync(name));

    public Task<DirectoryPage> ListAsync(string? after, int count) => Ask(d => d.ListAsync(after, count));
}
