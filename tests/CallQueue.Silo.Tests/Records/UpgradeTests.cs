using CallQueue.Businesses;
using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Redis;
using CallQueue.Trunks;
using StackExchange.Redis;

namespace CallQueue.Records;

/// <summary>Records that an earlier version left in Redis, one key each.</summary>
[NeedsRedis]
public sealed class UpgradeTests
{
    private const int People = 60;

    [Fact]
    public async Task Calls_that_an_earlier_version_left_waiting_are_dialed_once()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        TestClusterSetup setup = new(redis)
        {
            Roles = [ServiceRole.All, ServiceRole.All], Options = new CallQueueOptions { WakeInterval = ClusterProfile.WakeInterval, TrunkLimits = new TrunkLimits(People) },
        };
        await QueueAsync(setup, People);
        await DowngradeAsync(redis);

        await using TestCluster cluster = await TestCluster.StartAsync(setup);

        IBusiness business = cluster.Actors.Business(Queue.Acme);
        (await business.GetAsync()).Counts.Total.ShouldBe(People);
        await business.PauseAsync(false);
        await Eventually.BeAsync(() => setup.Carrier.Dials.Count >= People, "all are dialed");
        setup.Carrier.Dials.Select(dial => dial.Attempt.Call).Distinct().Count().ShouldBe(People);
        ((long)await redis.ExecuteAsync("EVAL", "return #redis.call('KEYS', 'callqueue/state/*')", 0)).ShouldBe(0);
        ((string)(await redis.ExecuteAsync("GET", "callqueue/calls.kind"))!).ShouldEndWith(ClusterRecords.Mark, Case.Sensitive, "an earlier version refuses to start by it");
    }

    [Fact]
    public async Task While_silos_of_an_earlier_version_run_none_of_this_one_starts_and_nothing_changes()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        TestClusterSetup setup = new(redis) { Roles = [ServiceRole.All] };
        await using TestCluster earlier = await TestCluster.StartAsync(setup);
        await earlier.Actors.Business(Queue.Acme).PauseAsync(true);
        await DowngradeAsync(redis);
        ProcessOptions options = ClusterSettingsTests.Settings(redis.Port, ServiceRole.All);
        await using CallQueueHost host = CallQueueHost.Build(options with { Cluster = options.Cluster! with { ClusterId = earlier.ClusterId } }, SomeContext.Of());

        CommandException refused = await Should.ThrowAsync<CommandException>(host.StartAsync());

        refused.Message.ShouldContain("Silos of an earlier version are running, or were a minute ago: Silo_0.");
        ((long)await redis.ExecuteAsync("EVAL", "return #redis.call('KEYS', 'callqueue/records/business/*')", 0)).ShouldBe(0);
    }

    private static async Task QueueAsync(TestClusterSetup setup, int people)
    {
        await using TestCluster cluster = await TestCluster.StartAsync(setup);
        IBusiness business = cluster.Actors.Business(Queue.Acme);
        await business.PauseAsync(true);
        (await business.ChangeSettingsAsync(new BusinessSettings { Slots = people })).ShouldBeNull();
        (await business.EnqueueAsync(Queue.Run("r", people))).ShouldBeOfType<EnqueueAnswer.Taken>();
    }

    /// <summary>Puts the records into the form of versions before 0.2: a hash of <c>etag</c> and <c>data</c> for each, a line break after its bytes.</summary>
    private static async Task DowngradeAsync(RedisServer redis)
    {
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        IDatabase database = connection.GetDatabase();
        foreach (RedisKey key in connection.GetServer(connection.GetEndPoints()[0]).Keys(pattern: "callqueue/records/*").ToList())
        {
            foreach (HashEntry field in await database.HashGetAllAsync(key))
            {
                if (field.Name.ToString().EndsWith('#')) continue;
                byte[] stored = [.. (byte[])field.Value!, (byte)'\n'];
                await database.HashSetAsync($"callqueue/state/{key.ToString()["callqueue/records/".Length..]}/{field.Name}", [new HashEntry("etag", Guid.NewGuid().ToString("N")), new HashEntry("data", stored)]);
            }

            await database.KeyDeleteAsync(key);
        }

        string kind = (await database.StringGetAsync("callqueue/calls.kind"))!;
        await database.StringSetAsync("callqueue/calls.kind", kind[..^ClusterRecords.Mark.Length]);
    }
}
