using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Composition;
using Npgsql;

namespace CallQueue.Postgres;

/// <summary>What keeps a process from starting with PostgreSQL as its store, in words for a person.</summary>
[NeedsPostgres]
public sealed class PostgresStartTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_wrong_address_password_or_database_is_named()
    {
        (await RefusedAsync($"postgres://app:s3cret@127.0.0.1:{Redis.FreePort.Next()}/calls")).ShouldStartWith("PostgreSQL at 127.0.0.1:");
        (await RefusedAsync($"postgres://app:s3cret@127.0.0.1:{server.Port}/calls")).ShouldContain("rejects the user or the password");
        (await RefusedAsync($"postgres://app@127.0.0.1:{server.Port}/calls")).ShouldContain("asks for a password, and none is set");
        (await RefusedAsync(server.Url.Replace("/calls", "/nowhere", StringComparison.Ordinal))).ShouldContain("has no database 'nowhere'. Create it");
    }

    [Fact]
    public async Task A_gateway_waits_for_PostgreSQL_and_is_refused_by_a_wrong_password()
    {
        (await RefusedAsync($"postgres://app:s3cret@127.0.0.1:{server.Port}/calls", ServiceRole.Api)).ShouldContain("rejects the user or the password");
        ProcessOptions options = ClusterSettingsTests.Settings(1, ServiceRole.Api, ("CLUSTER_STORE", "postgres"), ("POSTGRES_URL", $"postgres://app:s3cret@127.0.0.1:{Redis.FreePort.Next()}/calls"));
        await using CallQueueHost host = CallQueueHost.Build(options, SomeContext.Of());
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3), TimeProvider.System);
        await Should.ThrowAsync<OperationCanceledException>(host.StartAsync(stop.Token));
    }

    [Fact]
    public async Task Tables_of_a_later_program_or_of_another_program_are_refused()
    {
        string later = await server.NewDatabaseAsync();
        await using (PostgresClusterStore _ = await ClusterDatabase.OpenAsync(ClusterDatabase.TextOf(later)))
        {
        }

        await RunAsync(later, "insert into callqueue.cluster_schema (version, oldest_program) values (7, 1)");
        await using (PostgresClusterStore _ = await ClusterDatabase.OpenAsync(ClusterDatabase.TextOf(later)))
        {
            // Added to in a way that this program can work with.
        }

        await RunAsync(later, "insert into callqueue.cluster_schema (version, oldest_program) values (8, 8)");
        (await RefusedAsync(later)).ShouldContain("have version 8; this program knows version 1. Start the program that upgraded them");

        string foreign = await server.NewDatabaseAsync();
        await RunAsync(foreign, "create schema callqueue; create table callqueue.records (id integer)");
        (await RefusedAsync(foreign)).ShouldContain("has tables of another program");
    }

    [Fact]
    public async Task A_user_who_may_not_create_tables_is_told()
    {
        string url = await server.NewDatabaseAsync();
        await PostgresServer.ExecuteAsync(server.Admin, "do $$ begin create role guest login password 'guest'; exception when duplicate_object then null; end $$");
        (await RefusedAsync(new UriBuilder(url) { UserName = "guest", Password = "guest" }.ToString())).ShouldContain("Make the user the owner of that schema");
    }

    [Theory]
    [InlineData("synchronous_commit", "off", "synchronous_commit is off, so a crash of the server loses commits")]
    [InlineData("default_transaction_isolation", "serializable", "default_transaction_isolation is 'serializable'")]
    [InlineData("default_transaction_read_only", "on", "default_transaction_read_only is on")]
    public async Task A_setting_that_loses_or_refuses_commits_is_named(string setting, string value, string said)
    {
        string url = await server.NewDatabaseAsync();
        await PostgresServer.ExecuteAsync(server.Admin, $"alter database {new Uri(url).AbsolutePath[1..]} set {setting} = {value}");
        (await RefusedAsync(url)).ShouldContain(said);
    }

    [Fact]
    public void Old_versions_other_encodings_standbys_and_weak_waits_for_a_standby_are_refused()
    {
        var good = new PostgresFacts(150_004, "UTF8", false, false, "on", "", "read committed", true);
        good.Problem.ShouldBeNull();
        (good with { SynchronousCommit = "local" }).Problem.ShouldBeNull("there is no standby");
        (good with { SynchronousCommit = "remote_apply", Standbys = "one" }).Problem.ShouldBeNull();
        (good with { Version = 130_012 }).Problem.ShouldBe("Its version 13 is too old: 14 or later is needed.");
        (good with { Encoding = "LATIN1" }).Problem.ShouldNotBeNull().ShouldContain("LATIN1");
        (good with { IsStandby = true }).Problem.ShouldNotBeNull().ShouldContain("standby");
        (good with { SynchronousCommit = "local", Standbys = "one" }).Problem.ShouldNotBeNull().ShouldContain("a failover to a synchronous standby loses");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(4, null)]
    [InlineData(-4, null)]
    [InlineData(47, "46 s behind")]
    [InlineData(-47, "47 s ahead of")]
    public void A_clock_that_differs_from_the_stores_by_more_than_five_seconds_is_named(int seconds, string? said) =>
        ClockSkew.Find(Noon, Noon.AddSeconds(seconds), Noon.AddSeconds(1)).ShouldBe(said);

    [Fact]
    public void The_store_is_chosen_by_name_and_its_URL_may_have_several_hosts()
    {
        Read(("CLUSTER_STORE", "redis")).ShouldBeNull();
        var one = new NpgsqlConnectionStringBuilder(Read(("CLUSTER_STORE", "postgres"), ("POSTGRES_URL", "postgres://app:p%40ss@db.example.com/calls?sslmode=verify-full"))!);
        (one.Host, one.Port, one.Username, one.Password, one.Database, one.SslMode).ShouldBe(("db.example.com", 5432, "app", "p@ss", "calls", SslMode.VerifyFull));
        new NpgsqlConnectionStringBuilder(Read(("CLUSTER_STORE", "postgres"), ("POSTGRES_URL", "postgres://app:p@one:5433,two:5434/calls"))!).Host.ShouldBe("one:5433,two:5434");
        Should.Throw<CommandException>(() => Read(("CLUSTER_STORE", "postgres"))).Message.ShouldStartWith("POSTGRES_URL is missing: CLUSTER_STORE=postgres needs it");
        CommandException wrong = Should.Throw<CommandException>(() => Read(("CLUSTER_STORE", "postgres"), ("POSTGRES_URL", "mysql://app:s3cret@h/d")));
        wrong.Message.ShouldStartWith("POSTGRES_URL must look like postgres://");
        wrong.ToString().ShouldNotContain("s3cret");
        Should.Throw<CommandException>(() => Read(("CLUSTER_STORE", "mysql"))).Message.ShouldContain("redis or postgres");

        static string? Read(params (string Name, string Value)[] more) => ClusterSettingsTests.Settings(1, ServiceRole.All, more).Cluster!.Postgres;
    }

    /// <summary>As the process starts: what it says when it can't.</summary>
    private static async Task<string> RefusedAsync(string url, object? role = null)
    {
        ProcessOptions options = ClusterSettingsTests.Settings(1, (ServiceRole)(role ?? ServiceRole.All), ("CLUSTER_STORE", "postgres"), ("POSTGRES_URL", url));
        await using CallQueueHost host = CallQueueHost.Build(options, SomeContext.Of());
        CommandException refused = await Should.ThrowAsync<CommandException>(host.StartAsync());
        refused.ToString().ShouldNotContain("s3cret");
        return refused.Message;
    }

    private static async Task RunAsync(string url, string sql)
    {
        await using var database = NpgsqlDataSource.Create(ClusterDatabase.TextOf(url));
        await PostgresServer.ExecuteAsync(database, sql);
    }
}
