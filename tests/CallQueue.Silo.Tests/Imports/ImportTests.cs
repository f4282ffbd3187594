using CallQueue.Businesses;
using CallQueue.Cluster;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Hosting.Transfer;
using CallQueue.Redis;
using CallQueue.Trunks;
using StackExchange.Redis;

namespace CallQueue.Imports;

/// <summary>An export moved into a cluster: what one cluster has stored goes on in another, each person dialed once.</summary>
[NeedsRedis]
public sealed class ImportTests
{
    private const int People = 300;
    private static readonly ActorAddress Acme = new(LocalActors.BusinessKind, Queue.Acme.Value);

    [Fact]
    public async Task What_was_queued_elsewhere_is_dialed_here_once_however_often_it_is_imported()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        string path = Path.GetTempFileName();
        await QueueElsewhereAsync(redis);
        await ExportAsync(redis, path);
        TestClusterSetup here = new(redis) { ServiceId = "here", Options = new CallQueueOptions { WakeInterval = ClusterProfile.WakeInterval, TrunkLimits = new TrunkLimits(People) } };
        await using TestCluster cluster = await TestCluster.StartAsync(here);
        using TransferFile file = await TransferFile.OpenAsync(path);

        var first = (await new Importer(file, new ClusterTarget(cluster.Grains)).RunAsync()).ShouldBeOfType<ImportAnswer.Done>();
        await cluster.Actors.Business(Queue.Acme).PauseAsync(false);
        var again = (await new Importer(file, new ClusterTarget(cluster.Grains)).RunAsync()).ShouldBeOfType<ImportAnswer.Done>();

        (first.Counts.Businesses, again.Counts.Records).ShouldBe((1, 0));
        await Eventually.BeAsync(() => here.Carrier.Dials.Count >= People, "all were dialed");
        here.Carrier.Dials.Select(dial => dial.To).Distinct().Count().ShouldBe(People);
        here.Carrier.Dials.Count.ShouldBe(People, "somebody was dialed twice");
        File.Delete(path);
    }

    [Fact]
    public async Task A_reserved_business_does_not_run_and_is_another_exports_matter()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using TestCluster cluster = await TestCluster.StartAsync(new(redis) { Roles = [ServiceRole.All] });
        var target = new ClusterTarget(cluster.Grains);
        (await target.FindAsync(Acme, "one", default)).ShouldBe(TransferStanding.Absent);

        await target.ReserveAsync(Acme, "one", default);

        await Should.ThrowAsync<StorageException>(cluster.Actors.Business(Queue.Acme).PauseAsync(false));
        (await target.FindAsync(Acme, "one", default)).ShouldBe(TransferStanding.Absent);
        (await target.FindAsync(Acme, "another", default)).ShouldBe(TransferStanding.Foreign);
        await Should.ThrowAsync<StorageException>(target.ReserveAsync(Acme, "another", default));
    }

    [Fact]
    public async Task A_business_that_lives_here_is_left_alone()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using TestCluster cluster = await TestCluster.StartAsync(new(redis) { Roles = [ServiceRole.All] });
        await cluster.Actors.Business(Queue.Acme).PauseAsync(true);
        var target = new ClusterTarget(cluster.Grains);

        (await target.FindAsync(Acme, "one", default)).ShouldBe(TransferStanding.Foreign);
        (await target.WriteAsync(new TransferChunk(Acme, [new TransferRecord("root", "{}"u8.ToArray())], true, true), "one", default)).ShouldBeFalse();

        (await cluster.Actors.Business(Queue.Acme).GetAsync()).Paused.ShouldBeTrue();
    }

    /// <summary>Another cluster over the same Redis, with a name of its own, that was stopped before it dialed anybody.</summary>
    private static async Task QueueElsewhereAsync(RedisServer redis)
    {
        TestClusterSetup there = new(redis) { Roles = [ServiceRole.All], ServiceId = "there" };
        await using TestCluster cluster = await TestCluster.StartAsync(there);
        IBusiness business = cluster.Actors.Business(Queue.Acme);
        await business.PauseAsync(true);
        (await business.ChangeSettingsAsync(new BusinessSettings { Slots = People })).ShouldBeNull();
        (await business.EnqueueAsync(Queue.Run("moved", People))).ShouldBeOfType<EnqueueAnswer.Taken>();
        there.Carrier.Dials.ShouldBeEmpty();
    }

    /// <summary>What stands in Redis under that name, as an export.</summary>
    private static async Task ExportAsync(RedisServer redis, string path)
    {
        const string Prefix = "there/records/";
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        List<(ActorAddress Actor, string Name, byte[] Data)> records = [];
        foreach (RedisKey key in connection.GetServer(connection.GetEndPoints()[0]).Keys(pattern: Prefix + "*"))
        {
            string[] parts = key.ToString()[Prefix.Length..].Split('/', 2);
            foreach (HashEntry field in await connection.GetDatabase().HashGetAllAsync(key))
                if (!field.Name.ToString().EndsWith('#')) records.Add((new ActorAddress(parts[0], parts[1]), field.Name.ToString(), field.Value!));
        }

        using TransferWriter writer = TransferWriter.Create(path);
        writer.Begin(new TransferHeader("export-1", DateTimeOffset.UnixEpoch, TransferFormat.Real));
        var inOrder = records
            .OrderBy(record => record.Actor, Comparer<ActorAddress>.Create(TransferFormat.Compare))
            .ThenBy(record => record.Name == TransferFormat.RootName)
            .ThenBy(record => record.Name, StringComparer.Ordinal);
        foreach ((ActorAddress actor, string name, byte[] data) in inOrder) writer.Write(actor, name, data);
        writer.Write(new TransferAlarm(Acme, DateTimeOffset.UnixEpoch));
        writer.Finish();
    }
}
