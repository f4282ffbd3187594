using CallQueue.Hosting;
using CallQueue.Rosters;

namespace CallQueue.Simulation.Sabotages;

/// <summary>Planted bug: an edit of contacts that are there already is acknowledged and thrown away.</summary>
internal sealed class ForgetsEdits(IActor inner) : WrappedActor(inner), IRoster
{
    private readonly IRoster _inner = (IRoster)inner;

    public async Task<PutAnswer> PutAsync(PutContacts request)
    {
        foreach (Contact contact in request.Contacts)
        {
            if (await _inner.GetAsync(contact.Id) is { } known && known.CallTime == contact.CallTime) return new PutAnswer.Taken(0, 1);
        }

        return await _inner.PutAsync(request);
    }

    public Task<Contact?> GetAsync(string id) => _inner.GetAsync(id);

    public Task<ContactReasons?> WhyAsync(string id) => _inner.WhyAsync(id);

    public Task<bool> RemoveAsync(string id) => _inner.RemoveAsync(id);

    public Task<IReadOnlyList<Contact>> ListAsync(string? after, int count) => _inner.ListAsync(after, count);

    public Task<RosterSnapshot> CountAsync() => _inner.CountAsync();

    public Task<PassReport> TriggerAsync(TimeSpan ahead) => _inner.TriggerAsync(ahead);

    public Task LookAsync() => _inner.LookAsync();
}
