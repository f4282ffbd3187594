using CallQueue.Businesses;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Redis;

namespace CallQueue.Cluster;

/// <summary>Two clusters over the same records, each with a living instance of the same business.</summary>
[NeedsRedis]
public sealed class SplitTests
{
    [Fact]
    public async Task Two_instances_of_one_business_lose_no_call_and_dial_each_once()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        TestClusterSetup setup = new(redis) { Roles = [ServiceRole.All] };
        await using TestCluster one = await TestCluster.StartAsync(setup);
        await using TestCluster other = await TestCluster.StartAsync(setup);
        IBusiness[] twins = [one.Actors.Business(Queue.Acme), other.Actors.Business(Queue.Acme)];
        (await twins[0].ChangeSettingsAsync(new BusinessSettings { Slots = 100 })).ShouldBeNull();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Queue.SubmitUntilTakenAsync(twins[n % 2], n)));

        await Eventually.BeAsync(() => setup.Carrier.Dials.Count >= 40, "all were dialed");
        await Eventually.BeAsync(async () => (await SnapshotAsync(twins)) is { Counts: { Total: 40, Live: 40 } }, "all are counted and live");
        BusinessSnapshot business = await SnapshotAsync(twins);
        business.Live.Select(lease => lease.Call).Distinct().Count().ShouldBe(40);
        setup.Carrier.Dials.Select(dial => dial.Attempt.Call).Distinct().Count().ShouldBe(40);
        setup.Carrier.Dials.Count.ShouldBe(40, "somebody was dialed twice");
    }

    /// <summary>By the instance that is not stale: a read alone does not tell; a write does.</summary>
    private static async Task<BusinessSnapshot> SnapshotAsync(IBusiness[] twins)
    {
        foreach (IBusiness twin in twins)
        {
            try
            {
                await twin.PauseAsync(false);
                return await twin.GetAsync();
            }
            catch (UnavailableException)
            {
                // The stale one; the next knows better.
            }
        }

        return await twins[0].GetAsync();
    }
}
