namespace CallQueue.Rosters;

/// <summary>A business's roster as a whole: each contact is in one of its shards.</summary>
internal sealed class RosterShards(IActors actors, BusinessId business)
{
    /// <summary>The most contacts in one message to a shard.</summary>
    private const int PartSize = 2_000;

    private static readonly ParallelOptions SomeAtOnce = new() { MaxDegreeOfParallelism = 4 };

    public IRoster Of(string contact) => Shard(ContactPlace.Of(contact).Shard);

    /// <summary>Adds or replaces contacts, each id once; returns how many were added and changed, or the problem.</summary>
    public async Task<PutAnswer> PutAsync(IEnumerable<Contact> contacts)
    {
        (int added, int changed, PutAnswer.Refused? refused) = (0, 0, null);

        // In the order of their pages, so that each page is written once and not once per part. One part of every shard
        // first, since parts of one shard would wait for each other.
        Contact[][] parts = [.. contacts.GroupBy(contact => ContactPlace.Of(contact.Id).Shard)
            .SelectMany(shard => shard.OrderBy(contact => ContactPlace.Of(contact.Id).Page).Chunk(PartSize).Select((part, i) => (Part: part, Place: i)))
            .OrderBy(part => part.Place).Select(part => part.Part)];
        await Parallel.ForEachAsync(parts, SomeAtOnce, async (part, _) =>
        {
            PutAnswer answer = await Of(part[0].Id).PutAsync(new PutContacts(part));
            if (answer is PutAnswer.Refused wrong) refused = wrong;
            if (answer is not PutAnswer.Taken taken) return;
            Interlocked.Add(ref added, taken.Added);
            Interlocked.Add(ref changed, taken.Changed);
        });
        return refused ?? (PutAnswer)new PutAnswer.Taken(added, changed);
    }

    /// <summary>Replaces one contact while it is as <paramref name="known"/>.</summary>
    public Task<PutAnswer> ReplaceAsync(Contact known, Contact contact) => Of(contact.Id).PutAsync(new PutContacts([contact]) { Known = known });

    /// <summary>At most <paramref name="count"/> contacts after the one named <paramref name="after"/>, shard by shard.</summary>
    public async Task<List<Contact>> ListAsync(string? after, int count)
    {
        List<Contact> found = [];
        for (int shard = after is null ? 0 : ContactPlace.Of(after).Shard; shard < RosterId.Shards && found.Count < count; shard++)
        {
            found.AddRange(await Shard(shard).ListAsync(after, count - found.Count));
            after = null;
        }

        return found;
    }

    public async Task<RosterSnapshot> CountAsync() => (await AllAsync(shard => shard.CountAsync())).Aggregate((one, other) => one + other);

    public async Task<PassReport> TriggerAsync(TimeSpan ahead) => (await AllAsync(shard => shard.TriggerAsync(ahead))).Aggregate((one, other) => one + other);

    private Task<T[]> AllAsync<T>(Func<IRoster, Task<T>> ask) => Task.WhenAll(Enumerable.Range(0, RosterId.Shards).Select(shard => ask(Shard(shard))));

    private IRoster Shard(int shard) => actors.Roster(new RosterId(business, shard));
}
