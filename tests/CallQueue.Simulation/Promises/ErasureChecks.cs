using System.Text;
using CallQueue.Bundles;
using CallQueue.Erasures;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Workloads;

namespace CallQueue.Simulation.Promises;

/// <summary>
/// At the very end [P13]: one number of a business is erased while a process crashes. Once it is answered, no record but those of do-not-call
/// lists, and those that a broken save left behind unread, has the number, no row of the ledger can be read as its, and the ledger still leads to its head.
/// </summary>
internal sealed class ErasureChecks(World world, Cluster cluster, Book book)
{
    private readonly WorldTime time = new(world);

    public async Task CheckAsync(BusinessId business)
    {
        PhoneNumber[] called = [.. book.Calls.Values.Where(call => call.Id.Business == business).Select(call => call.Call.To).Distinct().OrderBy(to => to.Value, StringComparer.Ordinal)];
        if (called.Length == 0) return;
        PhoneNumber number = called[(int)(world.Seed % (ulong)called.Length)];
        world.After(TimeSpan.FromMilliseconds(world.Seed % 97), () => CrashOwner(business));
        await EraseAsync(business, number);

        // What was trash is deleted with the commits that follow.
        await world.Delay(TimeSpan.FromMinutes(1));
        foreach (ActorAddress owner in cluster.Store.Owners.Where(owner => IsOf(owner, business)))
        {
            string? holder = cluster.Store.Names(owner).FirstOrDefault(name => !cluster.Store.IsLeftBehind(owner, name) && Encoding.UTF8.GetString(cluster.Store.Read(owner, name)!.Data.Span).Contains(number.Digits, StringComparison.Ordinal));
            if (holder is null) continue;
            string text = Encoding.UTF8.GetString(cluster.Store.Read(owner, holder)!.Data.Span);
            int at = text.IndexOf(number.Digits, StringComparison.Ordinal);
            throw Broken(business, $"{number.Value} is still in the record '{holder}' of {owner}: {text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 60)]}");
        }

        if ((await BundleAsync(business, new EvidenceQuery(null, number))).Rows is > 0 and var rows) throw Broken(business, $"{rows} rows of the ledger can still be read as those of {number.Value}");
        if ((await BundleAsync(business, new EvidenceQuery(null, null))).Problems is [var problem, ..]) throw Broken(business, problem);
    }

    private void CrashOwner(BusinessId business)
    {
        if (cluster.Find(new ActorAddress(LocalActors.BusinessKind, business.Value))?.Node is not { } node) return;
        cluster.Crash(node);
        cluster.StartNode();
    }

    private async Task EraseAsync(BusinessId business, PhoneNumber number)
    {
        while (true)
        {
            try
            {
                if (await new NumberErasure(cluster.Outside, [], time).EraseAsync(business, number) is not null) return;
                throw Broken(business, "an erasure found a live call after the end");
            }
            catch (Exception e) when (e is UnavailableException or NodeLostException)
            {
                await world.Delay(TimeSpan.FromSeconds(5));
            }
        }
    }

    private async Task<EvidenceVerdict> BundleAsync(BusinessId business, EvidenceQuery query)
    {
        var writer = new BundleWriter(cluster.Outside, business, time);
        using var bundle = new MemoryStream();
        await writer.WriteAsync(await writer.OpenAsync(), query, bundle, CancellationToken.None);
        bundle.Position = 0;
        return await BundleCheck.RunAsync(bundle, null, CancellationToken.None);
    }

    private static bool IsOf(ActorAddress owner, BusinessId business) =>
        owner.Kind != LocalActors.NumberGuardKind && (owner.Key == business.Value || owner.Key.StartsWith($"{business.Value}~", StringComparison.Ordinal));

    private sealed class WorldTime(World world) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => world.Now;
    }

    private PromiseBrokenException Broken(BusinessId business, string what) => world.Break("P13", $"erasure in {business}: {what}");
}
