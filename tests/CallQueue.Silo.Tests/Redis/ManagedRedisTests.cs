using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Composition;
using CallQueue.Hosting;
using StackExchange.Redis;

namespace CallQueue.Redis;

/// <summary>Redis as hosting services offer it: TLS, users, few commands, several nodes; and what is said when it can't be used.</summary>
[NeedsRedis]
public sealed class ManagedRedisTests
{
    [Fact]
    public async Task A_cluster_works_over_TLS_with_a_user_who_may_not_administer_and_shares_its_connections() // [S1.46, S3.34]
    {
        using var certificate = new TestCertificate();
        await using RedisServer redis = await RedisServer.StartAsync(new RedisDemands { IsManaged = true, Certificate = certificate });
        TestClusterSetup setup = new(redis) { Roles = [ServiceRole.All] };
        await using TestCluster cluster = await TestCluster.StartAsync(setup);

        await DialAsync(cluster, setup, 20);

        // Two connections of one silo and two of one client, each with one socket for commands and one for subscriptions.
        await using ConnectionMultiplexer own = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        string clients = (await own.GetDatabase().ExecuteAsync("CLIENT", "INFO")).ToString();
        clients.ShouldContain("name=callqueue");
        int id = int.Parse(clients.Split(' ')[0].Split('=')[1], CultureInfo.InvariantCulture);
        id.ShouldBeLessThan(25, "the server numbers its connections from the first on");
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_refused_and_said()
    {
        using var certificate = new TestCertificate();
        await using RedisServer redis = await RedisServer.StartAsync(new RedisDemands { IsManaged = true, Certificate = certificate });
        ConfigurationOptions untrusting = ConfigurationOptions.Parse(redis.Configuration.ToString(includePassword: true));
        CommandException refused = await StartAsync(untrusting, ServiceRole.All);
        refused.Message.ShouldBe($"Redis at 127.0.0.1:{Text(redis.Port)} does not answer. Check REDIS_URL, and that this machine trusts the server's certificate.");
        refused.Code.ShouldBe(ExitCode.DataUnusable);
    }

    [Theory] // [S1.9]
    [InlineData(ServiceRole.All, null, null, "asks for a password, and none is set")]
    [InlineData(ServiceRole.All, null, "wrong-s3cret", "rejects the password")]
    [InlineData(ServiceRole.Worker, "app", "wrong-s3cret", "rejects the user 'app' or its password")]
    [InlineData(ServiceRole.Api, "app", "wrong-s3cret", "rejects the user 'app' or its password")]
    public async Task A_wrong_password_ends_the_start_of_every_role_with_a_sentence(object role, string? user, string? password, string said)
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisDemands { IsManaged = true });
        ConfigurationOptions options = redis.Configuration;
        (options.User, options.Password) = (user, password);
        CommandException refused = await StartAsync(options, (ServiceRole)role);
        refused.Message.ShouldBe($"Redis at 127.0.0.1:{Text(redis.Port)} {said}. Set REDIS_PASSWORD, or the user and password in REDIS_URL.");
        refused.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Three_nodes_of_a_Redis_Cluster_keep_the_records_of_a_cluster() // [S3.30]
    {
        await using RedisServer one = await RedisServer.StartAsync(new RedisDemands { IsNode = true });
        await using RedisServer two = await RedisServer.StartAsync(new RedisDemands { IsNode = true });
        await using RedisServer three = await RedisServer.StartAsync(new RedisDemands { IsNode = true });
        await JoinAsync(one, two, three);
        TestClusterSetup setup = new(one) { Roles = [ServiceRole.All, ServiceRole.All] };
        await using TestCluster cluster = await TestCluster.StartAsync(setup);

        await DialAsync(cluster, setup, 30);

        foreach (RedisServer node in (RedisServer[])[one, two, three])
            ((long)await node.ExecuteAsync("DBSIZE")).ShouldBeGreaterThan(0, "each node keeps a part");
    }

    [Fact]
    public async Task A_worker_and_a_scheduler_open_no_HTTP_port() // [S4.20, X31]
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        foreach (ServiceRole role in (ServiceRole[])[ServiceRole.Worker, ServiceRole.Scheduler])
        {
            int port = FreePort.Next();
            ProcessOptions options = ClusterSettingsTests.Settings(redis.Port, role, ("PORT", Text(port)));
            await using CallQueueHost host = CallQueueHost.Build(options, SomeContext.Of());
            await host.StartAsync();
            using var socket = new TcpClient();
            (await Should.ThrowAsync<SocketException>(socket.ConnectAsync(IPAddress.Loopback, port))).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task DialAsync(TestCluster cluster, TestClusterSetup setup, int calls)
    {
        for (int n = 0; n < calls; n++) await Queue.SubmitUntilTakenAsync(cluster.Actors.Business(new BusinessId($"b{Text(n)}")), n);
        await Eventually.BeAsync(() => setup.Carrier.Dials.Count == calls, "all were dialed");
    }

    /// <summary>As the process starts: what it says when it can't.</summary>
    private static async Task<CommandException> StartAsync(ConfigurationOptions redis, ServiceRole role)
    {
        ProcessOptions options = ClusterSettingsTests.Settings(1, role);
        await using CallQueueHost host = CallQueueHost.Build(options with { Cluster = options.Cluster! with { Redis = redis } }, SomeContext.Of());
        return await Should.ThrowAsync<CommandException>(host.StartAsync());
    }

    private static async Task JoinAsync(params RedisServer[] nodes)
    {
        for (int i = 0; i < nodes.Length; i++)
        {
            await nodes[i].ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", 16384 * i / nodes.Length, (16384 * (i + 1) / nodes.Length) - 1);
            if (i > 0) await nodes[i].ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", nodes[0].Port);
        }

        foreach (RedisServer node in nodes)
            await Eventually.BeAsync(async () => (await node.ExecuteAsync("CLUSTER", "INFO")).ToString().Contains("cluster_state:ok", StringComparison.Ordinal), "the nodes know each other");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
