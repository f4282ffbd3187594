using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;
using CallQueue.Calls.Attempts;
using CallQueue.Rosters.Passes;
using CallQueue.Scenarios;

namespace CallQueue.Rosters;

/// <summary>A business with a roster, over the memory host. It begins on 2 March 2026, 09:00 UTC.</summary>
internal sealed class RosterScene
{
    public RosterScene(Func<Carriers.DialRequest, int, Fate> carrier, BusinessSettings? settings = null) =>
        S = new Scenario(carrier, new CallQueueOptions { NewBusiness = settings ?? Many });

    public RosterScene(Fate always, BusinessSettings? settings = null) : this((_, _) => always, settings) { }

    public static BusinessSettings Many { get; } = new() { Slots = 100 };

    public Scenario S { get; }

    /// <summary>The call and the instant of each dial, in their order.</summary>
    public IReadOnlyList<(string Call, string At)> Dialed => [.. S.Dials.Select(dial => (dial.Call, $"{dial.At:dd HH:mm}"))];

    public static Contact Some(string id, string time = "20:30:00", string zone = "UTC", int number = 1) => new()
    {
        Id = id, To = CallQueue.Some.Number(number), Name = "Name of " + id, CallTime = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeZone = zone,
    };

    public IRoster Shard(int shard) => S.Host.Actors.Roster(new RosterId(CallQueue.Some.Business, shard));

    public IRoster ShardOf(string id) => Shard(ContactPlace.Of(id).Shard);

    public async Task PutAsync(params Contact[] contacts)
    {
        foreach (IGrouping<int, Contact> shard in contacts.GroupBy(contact => ContactPlace.Of(contact.Id).Shard))
            (await Shard(shard.Key).PutAsync(new PutContacts([.. shard]))).ShouldBeOfType<PutAnswer.Taken>();
    }

    public Task WaitUntilAsync(int day, int hour, int minute, int second = 0) =>
        S.Host.WaitAsync(new DateTimeOffset(2026, 3, day, hour, minute, second, TimeSpan.Zero) - S.Host.Now);

    /// <summary>The roster counted over all shards.</summary>
    public async Task<RosterSnapshot> CountAsync()
    {
        var all = new RosterSnapshot(0, 0, null);
        for (int shard = 0; shard < RosterId.Shards; shard++) all += await Shard(shard).CountAsync();
        return all;
    }

    public async Task<PassReport> TriggerAsync()
    {
        PassReport[] reports = await Task.WhenAll(Enumerable.Range(0, RosterId.Shards).Select(shard => Shard(shard).TriggerAsync(TimeSpan.FromMinutes(5))));
        return reports.Aggregate((one, other) => one + other);
    }
}
