using CallQueue.Rosters;
using CallQueue.Rosters.Passes;

namespace CallQueue.Benchmarks.Load;

/// <summary>A roster of a million: its upload, its memory, and a pass that finds a thousand of them due.</summary>
internal static class RosterLoad
{
    private const int Contacts = 1_000_000;
    private const int OfRequest = 100_000;
    private const int OfPart = 2_000;
    private const int Due = 1_000;
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Kathmandu = new(5, 45, 0);

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        int contacts = settings.Scale(Contacts);
        report.Progress($"a roster of {contacts:N0}");
        await using Rig rig = await Rig.OpenAsync(settings, slots: 100, idleAfter: IdleAfter);
        await rig.Business.PauseAsync(true);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = new PeakMemory(before);
        DateTimeOffset start = Rig.Time.GetUtcNow();
        var upload = new Stint(Rig.Time);
        for (int offset = 0; offset < contacts; offset += OfRequest) await PutAsync(rig, start, offset, Math.Min(OfRequest, contacts - offset));
        Cost cost = upload.End(contacts);
        report.Add($"upload of {contacts:N0} contacts, {OfRequest:N0} at a time", $"{cost.PerSecond:N0}/s, {cost.CpuMicroseconds:N0} µs CPU; at most {peak.Stop() / 1e6:0} MB on the heap", "≥ 20,000/s", cost.PerSecond >= 20_000);
        await Task.Delay(IdleAfter * 2, Rig.Time);
        report.Add("memory once its shards are let go", $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0.0} MB with {rig.Actors} actors");
        report.Add("its largest root record", $"{rig.Ask("SELECT MAX(LENGTH(data)) FROM records WHERE kind = 'roster' AND name = 'root'"):N0} bytes");
        var pass = new Stint(Rig.Time);
        PassReport[] found = await Task.WhenAll(Shards.Select(shard => rig.References.Roster(shard).TriggerAsync(TimeSpan.FromMinutes(5))));
        Cost passed = pass.End(Due);
        report.Add($"a pass that starts {found.Sum(one => one.Started):N0} calls of {contacts:N0} contacts", $"{passed.Elapsed.TotalSeconds:0.00} s");
    }

    private static IEnumerable<RosterId> Shards => Enumerable.Range(0, RosterId.Shards).Select(shard => new RosterId(BusinessId.Default, shard));

    /// <summary>One request as the gateway passes it on.</summary>
    private static async Task PutAsync(Rig rig, DateTimeOffset start, int offset, int count)
    {
        Contact[][] parts = [.. Enumerable.Range(offset, count).Select(i => Made(start, i)).GroupBy(contact => ContactPlace.Of(contact.Id).Shard)
            .SelectMany(shard => shard.OrderBy(contact => ContactPlace.Of(contact.Id).Page).Chunk(OfPart).Select((part, i) => (Part: part, Place: i)))
            .OrderBy(part => part.Place).Select(part => part.Part)];
        await Parallel.ForEachAsync(parts, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (part, _) =>
        {
            PutAnswer answer = await rig.References.Roster(new RosterId(BusinessId.Default, ContactPlace.Of(part[0].Id).Shard)).PutAsync(new PutContacts(part));
            if (answer is not PutAnswer.Taken) throw new InvalidOperationException($"contacts were not taken: {answer}");
        });
    }

    /// <summary>The first thousand are due four minutes after the start, the others in the hours after it, minute by minute.</summary>
    private static Contact Made(DateTimeOffset start, int i)
    {
        DateTimeOffset at = start + (i < Due ? TimeSpan.FromMinutes(4) : TimeSpan.FromMinutes(60 + (i % 1200)));
        bool isFar = i % 2 == 1;
        DateTimeOffset wall = isFar ? at + Kathmandu : at;
        return new Contact
        {
            Id = $"user-{i}", To = PhoneNumber.Parse($"+1202{i:0000000}"), Name = $"Person {i}", CallTime = new TimeOnly(wall.Hour, wall.Minute), TimeZone = isFar ? "Asia/Kathmandu" : "UTC",
        };
    }
}
