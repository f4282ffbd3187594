using CallQueue.Businesses;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Redis;
using CallQueue.Spreading;
using Microsoft.Extensions.DependencyInjection;
using InProcessSiloHandle = Orleans.TestingHost.InProcessSiloHandle;

namespace CallQueue.Cluster;

/// <summary>Busy businesses while silos join and die.</summary>
[NeedsRedis]
public sealed class SpreadTests
{
    private const int Businesses = 20;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_silo_that_joins_gets_its_share_of_the_busy_businesses_within_a_minute_and_nobody_is_dialed_twice()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        TestClusterSetup setup = new(redis) { Silos = 1 };
        await using TestCluster cluster = await TestCluster.StartAsync(setup);
        BusinessId[] names = [.. Enumerable.Range(0, Businesses).Select(n => new BusinessId($"busy-{n}"))];
        foreach (BusinessId name in names)
        {
            IBusiness business = cluster.Actors.Business(name);
            (await business.ChangeSettingsAsync(new BusinessSettings { Slots = 2 })).ShouldBeNull();
            (await business.EnqueueAsync(Queue.Run("r", 3_000))).ShouldBeOfType<EnqueueAnswer.Taken>();
        }

        using var stop = new CancellationTokenSource();
        Task carrier = EndCallsAsync(cluster, setup.Carrier, stop.Token);
        await cluster.JoinAsync();
        await Eventually.BeAsync(() => MostOverMean(cluster) <= 1.3, "the second silo has its share", Within);
        await cluster.JoinAsync();
        await Eventually.BeAsync(() => MostOverMean(cluster) <= 1.3, "the third silo has its share", Within);
        await cluster.KillAsync(cluster.Silos[0]);
        await Eventually.BeAsync(() => MostOverMean(cluster) <= 1.3, "the businesses of the dead silo are shared out", Within);

        int before = setup.Carrier.Dials.Count;
        await Eventually.BeAsync(() => names.All(name => setup.Carrier.Dials.Skip(before).Any(dial => dial.Attempt.Call.Business == name)), "every business goes on");
        await stop.CancelAsync();
        await carrier;
        setup.Carrier.Dials.Select(dial => dial.Attempt.Call).ShouldBeUnique();
    }

    /// <summary>Businesses on the busiest silo, in times the mean; all are equally busy.</summary>
    private static double MostOverMean(TestCluster cluster)
    {
        int[] counts = [.. cluster.Silos.Select(BusinessesOn)];
        return counts.Sum() < Businesses ? double.PositiveInfinity : counts.Max() / counts.Average();
    }

    private static int BusinessesOn(InProcessSiloHandle silo) =>
        silo.ServiceProvider.GetRequiredService<LocalWork>().Activations.Where(each => each.CanMove && each.Business.StartsWith("busy-", StringComparison.Ordinal)).DistinctBy(each => each.Business).Count();

    /// <summary>The carrier ends each call as soon as it was dialed.</summary>
    private static async Task EndCallsAsync(TestCluster cluster, FakeCarrier carrier, CancellationToken stopped)
    {
        int ended = 0;
        while (!stopped.IsCancellationRequested)
        {
            foreach (DialRequest dial in carrier.Dials.Skip(ended).ToList())
            {
                ended++;
                var report = new CarrierReport(new CarrierCallId($"CA-{dial.Attempt.Token}"), CarrierStatus.Ended, Outcome.Completed);
                try
                {
                    await cluster.Actors.Call(dial.Attempt.Call).OnCarrierEventAsync(new CarrierEvent(dial.Attempt, report));
                }
                catch (UnavailableException)
                {
                    ended--; // Its silo has just died: a carrier sends it again.
                    break;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }
}
