using CallQueue.Cluster;
using CallQueue.Conformance.Probes;
using CallQueue.Grains;
using CallQueue.Hosting;
using CallQueue.Redis;
using CallQueue.Runs;

namespace CallQueue.Messages;

[NeedsRedis]
[Collection(OnProbeCluster.Name)]
public sealed class AcrossSilosTests(ProbeCluster cluster)
{
    [Theory]
    [InlineData(ProbeFailure.Storage, typeof(StorageException), "what went wrong")]
    [InlineData(ProbeFailure.Argument, typeof(ArgumentException), "what went wrong")]
    [InlineData(ProbeFailure.Conflict, typeof(RecordConflictException), "record 'what went wrong' was changed by another instance of its actor")]
    public async Task An_exception_arrives_from_another_silo_and_through_a_third_actor(ProbeFailure failure, Type expected, string message)
    {
        string prefix = cluster.Admit(new ProbeWorld());
        (IProbeGrain far, string farKey) = await OnSiloAsync(prefix, silo: 0);
        (IProbeGrain near, _) = await OnSiloAsync(prefix, silo: 1);

        Exception[] arrived = [await ThrownByAsync(far.FailAsync(failure, "what went wrong")), await ThrownByAsync(near.LetFailAsync(farKey, failure, "what went wrong"))];

        foreach (Exception one in arrived)
        {
            one.ShouldBeOfType(expected);
            one.Message.ShouldBe(message);
            if (one is RecordConflictException conflict) conflict.RecordName.ShouldBe("what went wrong");
        }
    }

    [Fact]
    public async Task A_watch_answers_before_its_request_would_time_out()
    {
        IRun run = cluster.Cluster.Actors.Run(new RunId(new BusinessId("watched"), "r"));
        await run.BeginAsync(new BeginRun(3, "f", null));
        DateTimeOffset since = cluster.Clock.GetUtcNow();

        Task<RunSnapshot?> watching = run.WatchAsync(long.MaxValue, TimeSpan.FromSeconds(30));
        await Eventually.BeAsync(() =>
        {
            cluster.Clock.Advance(TimeSpan.FromMilliseconds(100)); // The actor's clock, not the messages'.
            return watching.IsCompleted;
        });

        await watching;
        (cluster.Clock.GetUtcNow() - since).ShouldBeLessThan(ClusterProfile.ResponseTimeout);
    }

    private async Task<(IProbeGrain Probe, string Key)> OnSiloAsync(string prefix, int silo)
    {
        for (int i = 0; ; i++)
        {
            IProbeGrain probe = cluster.Cluster.Grains.GetGrain<IProbeGrain>($"{prefix}p{i}");
            if (await probe.WhereAsync() == cluster.Cluster.Silos[silo].Name) return (probe, $"p{i}");
        }
    }

    private static async Task<Exception> ThrownByAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception e)
        {
            return e;
        }

        throw new InvalidOperationException("nothing was thrown");
    }
}
