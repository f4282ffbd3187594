using CallQueue.CallLog;
using CallQueue.Outboxes;
using CallQueue.Postgres;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue;

/// <summary>PostgreSQL goes away in the middle; each test has a server of its own.</summary>
public sealed class OutageTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const int People = 40;
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [PostgresFact]
    public async Task While_PostgreSQL_is_down_nothing_is_taken_and_health_is_degraded_and_afterwards_all_is_well()
    {
        await using var log = new CallLogSink(CallLogConnection.Parse(await server.NewDatabaseAsync())!);
        var check = new CallLogCheck(log);
        (await log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(1)))).ShouldBe([Delivery.Done.Instance]);
        (await check.CheckHealthAsync(new HealthCheckContext())).Status.ShouldBe(HealthStatus.Healthy);

        await server.StopAsync();
        (await Should.ThrowAsync<SinkUnavailableException>(() => log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(2))))).Message.ShouldNotContain("127.0.0.1");
        (await check.CheckHealthAsync(new HealthCheckContext())).Status.ShouldBe(HealthStatus.Degraded);

        await server.StartAsync();
        (await log.DeliverAsync(SomeEnds.Batch(SomeEnds.Call(2)))).ShouldBe([Delivery.Done.Instance]);
        (await check.CheckHealthAsync(new HealthCheckContext())).Status.ShouldBe(HealthStatus.Healthy);
    }

    [PostgresFact]
    public async Task Through_kills_of_the_process_and_an_outage_every_call_has_exactly_one_row() // [S1.37, X27]
    {
        string url = await server.NewDatabaseAsync();
        var environment = new Dictionary<string, string> { ["DATABASE_URL"] = url };
        string[] args = ["dial", _scene.People(People), "--data", _scene.Data, "--speed", "20", "--slots", "3", "--run-id", "r"];
        for (int goal = 4; goal < People - 4; goal += 9)
        {
            using ChildProcess child = ChildProcess.Dial(environment, args);
            while (_scene.Placed().Count < goal && !child.HasEnded) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            if (goal == 13) await server.StopAsync();
            if (goal == 22) await server.StartAsync();
            await child.KillAsync();
        }

        using ChildProcess last = ChildProcess.Dial(environment, args);
        (await last.EndAsync()).ShouldBe(0, last.Output);
        last.Output.ShouldNotContain("have not reached");
        last.Output.ShouldNotContain(PostgresServer.Password);
        (await PostgresServer.QueryAsync(url, "select call_id from callqueue.call_log")).Select(row => (string)row[0]!)
            .ShouldBe(Enumerable.Range(0, People).Select(i => $"r-{i}"), ignoreOrder: true);
    }
}
