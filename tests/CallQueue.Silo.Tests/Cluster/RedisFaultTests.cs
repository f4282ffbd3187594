using CallQueue.Businesses;
using CallQueue.Composition;
using CallQueue.Hosting;
using CallQueue.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;

namespace CallQueue.Cluster;

/// <summary>Redis gone, slow, full, and back with nothing.</summary>
[NeedsRedis]
public sealed class RedisFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(5);

    /// <summary>Beyond the 15 s in which a request is repeated and the 10 s that its last repetition may take.</summary>
    private static readonly TimeSpan NotForEver = TimeSpan.FromSeconds(30);

    private RedisServer _redis = null!;
    private TestCluster _cluster = null!;
    private IBusiness _business = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _cluster = await TestCluster.StartAsync(new TestClusterSetup(_redis) { Roles = [ServiceRole.All] });
        _business = _cluster.Actors.Business(Queue.Acme);
        await _business.PauseAsync(true);
        await Queue.SubmitUntilTakenAsync(_business, 1);
    }

    public async Task DisposeAsync()
    {
        await _cluster.KillAllAsync(); // A stop would wait for what Redis has lost.
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task While_Redis_is_gone_commands_fail_and_afterwards_nothing_is_lost()
    {
        OwnRow row = Row(TimeProvider.System);
        await _redis.KillAsync();
        long since = TimeProvider.System.GetTimestamp();

        (await StatusAsync(row).WaitAsync(SoonEnough, TimeProvider.System)).ShouldBe(HealthStatus.Degraded, "a silo is not restarted because Redis is gone"); // [S2.35]
        await Should.ThrowAsync<UnavailableException>(_business.SubmitAsync(Queue.Call(2)).WaitAsync(NotForEver, TimeProvider.System));
        TimeSpan left = Outage - TimeProvider.System.GetElapsedTime(since);
        if (left > TimeSpan.Zero) await Task.Delay(left, TimeProvider.System);
        await _redis.RunAsync();

        await Queue.SubmitUntilTakenAsync(_business, 2);
        await Queue.SubmitUntilTakenAsync(_business, 3);
        (await _business.GetAsync()).Counts.Total.ShouldBe(3);
        await Eventually.BeAsync(async () => await StatusAsync(row) == HealthStatus.Healthy, "the silo is well again");
    }

    [Fact]
    public async Task A_Redis_that_pauses_for_three_seconds_delays_commands_and_fails_none()
    {
        await _redis.ExecuteAsync("CLIENT", "PAUSE", 3000);

        (await _business.SubmitAsync(Queue.Call(2))).ShouldBe(new SubmitAnswer.Taken(true, "c2"));

        (await _business.GetAsync()).Counts.Total.ShouldBe(2);
    }

    [Fact]
    public async Task A_full_Redis_refuses_commands_whole_and_takes_them_when_there_is_room()
    {
        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");

        await Should.ThrowAsync<UnavailableException>(_business.EnqueueAsync(Queue.Run("r", 500)).WaitAsync(NotForEver, TimeProvider.System));
        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");

        (await _business.GetAsync()).Counts.Total.ShouldBe(1);
        (await _business.EnqueueAsync(Queue.Run("r", 500))).ShouldBe(new EnqueueAnswer.Taken(500, true));
        (await _business.GetAsync()).Counts.Total.ShouldBe(501);
    }

    [Fact]
    public async Task A_silo_that_Redis_has_forgotten_is_unhealthy_after_a_minute()
    {
        var clock = new FakeTimeProvider();
        OwnRow row = Row(clock);
        (await StatusAsync(row)).ShouldBe(HealthStatus.Healthy);

        await _redis.ExecuteAsync("FLUSHALL");

        await Eventually.BeAsync(async () => (await row.CheckHealthAsync(new HealthCheckContext())).Description is { } problem && problem.Contains("membership"), "the row is missed");
        clock.Advance(TimeSpan.FromSeconds(59));
        (await StatusAsync(row)).ShouldBe(HealthStatus.Degraded);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await StatusAsync(row)).ShouldBe(HealthStatus.Unhealthy);
    }

    private OwnRow Row(TimeProvider time)
    {
        IServiceProvider silo = _cluster.Silos[0].ServiceProvider;
        return new OwnRow(silo.GetRequiredService<IMembershipTable>(), silo.GetRequiredService<ILocalSiloDetails>(), silo.GetRequiredService<IClusterStore>(), time);
    }

    private static async Task<HealthStatus> StatusAsync(OwnRow row) => (await row.CheckHealthAsync(new HealthCheckContext())).Status;
}
