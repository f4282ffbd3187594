using System.Collections.Concurrent;
using System.Text;
using CallQueue.Businesses;
using CallQueue.Cluster;
using CallQueue.Hosting;
using CallQueue.Records;

namespace CallQueue.Postgres;

/// <summary>PostgreSQL gone, frozen, restarted and replaced by its standby.</summary>
[NeedsPostgres]
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan NotForEver = TimeSpan.FromSeconds(30);
    private readonly PostgresServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task While_PostgreSQL_is_gone_commands_fail_and_afterwards_nothing_is_lost()
    {
        await using TestCluster cluster = await StartAsync(1);
        IBusiness business = cluster.Actors.Business(Queue.Acme);
        await business.PauseAsync(true);
        await Queue.SubmitUntilTakenAsync(business, 1);

        await _server.CrashAsync();
        await Should.ThrowAsync<UnavailableException>(business.SubmitAsync(Queue.Call(2)).WaitAsync(NotForEver, TimeProvider.System));
        await _server.StartAsync();

        await Queue.SubmitUntilTakenAsync(business, 2);
        await Queue.SubmitUntilTakenAsync(business, 3);
        (await business.GetAsync()).Counts.Total.ShouldBe(3);
    }

    [Fact]
    public async Task A_PostgreSQL_that_freezes_for_three_seconds_delays_commands_and_fails_none()
    {
        await using TestCluster cluster = await StartAsync(1);
        IBusiness business = cluster.Actors.Business(Queue.Acme);
        await business.PauseAsync(true);

        await _server.FreezeAsync();
        Task<SubmitAnswer> submitted = business.SubmitAsync(Queue.Call(2));
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        submitted.IsCompleted.ShouldBeFalse();
        await _server.ThawAsync();

        (await submitted).ShouldBe(new SubmitAnswer.Taken(true, "c2"));
        (await business.GetAsync()).Counts.Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_crashes_three_times_under_load_loses_nothing_that_was_acknowledged()
    {
        string connection = await ClusterDatabase.NewAsync(_server);
        await using PostgresClusterStore store = await ClusterDatabase.OpenAsync(connection);
        using var load = new Load(store.Records);

        for (int i = 0; i < 3; i++)
        {
            await load.SeeAsync(300);
            await _server.CrashAsync();
            await _server.StartAsync();
        }

        await load.SeeAsync(300);
        await load.StopAsync();
        await load.ShouldBeIn(store.Records);
    }

    [Fact]
    public async Task A_failover_to_a_synchronous_standby_loses_nothing_that_was_acknowledged()
    {
        PostgresServer standby = await _server.FollowAsync();
        try
        {
            string url = await _server.NewDatabaseAsync();
            string connection = CallLog.CallLogConnection.Parse(url)!.WithHosts($"127.0.0.1:{_server.Port},127.0.0.1:{standby.Port}");
            await using PostgresClusterStore store = await ClusterDatabase.OpenAsync(connection);
            using var load = new Load(store.Records);
            await load.SeeAsync(500);

            // The standby is unreachable for a while: nothing may be acknowledged, also not after timeouts have ended waits.
            await standby.FreezeAsync();
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            int before = load.Acknowledged;
            await Task.Delay(TimeSpan.FromSeconds(7), TimeProvider.System);
            load.Acknowledged.ShouldBe(before, "the standby has none of it");
            load.LastFailure.ShouldNotBeNull().ShouldContain("standby");
            await standby.ThawAsync();
            await load.SeeAsync(300);

            await _server.CrashAsync();
            await standby.PromoteAsync();
            await load.SeeAsync(300);
            await load.StopAsync();
            await load.ShouldBeIn(store.Records);
        }
        finally
        {
            await standby.DisposeAsync();
            await _server.StartAsync(); // To be stopped.
        }
    }

    [Fact]
    public async Task Three_silos_dial_everybody_once_though_one_is_killed_and_PostgreSQL_restarts()
    {
        string connection = await NewDatabaseAsync();
        TestClusterSetup setup = new((Redis.RedisServer?)null) { Postgres = connection };
        await using TestCluster cluster = await TestCluster.StartAsync(setup);
        BusinessId[] businesses = [.. Enumerable.Range(0, 10).Select(n => new BusinessId($"b{n}"))];
        foreach (BusinessId id in businesses) (await cluster.Actors.Business(id).ChangeSettingsAsync(new BusinessSettings { Slots = 100 })).ShouldBeNull();
        // Calls of this carrier never end, and its account has 100 channels.
        Task[] submitting = [.. Enumerable.Range(0, 90).Select(n => Queue.SubmitUntilTakenAsync(cluster.Actors.Business(businesses[n % 10]), n))];

        await Eventually.BeAsync(() => setup.Carrier.Dials.Count > 20, "calls are dialed");
        await cluster.KillAsync(cluster.Silos[0]);
        await _server.StopAsync();
        await _server.StartAsync();

        await Task.WhenAll(submitting);
        await Eventually.BeAsync(() => setup.Carrier.Dials.Select(dial => dial.Attempt.Call).Distinct().Count() == 90, "all were dialed", TimeSpan.FromMinutes(2)); // What the dead silo was dialing is looked up first.
        setup.Carrier.Dials.Count.ShouldBe(90, "somebody was dialed twice");
    }

    [Fact]
    public async Task Two_clusters_over_one_PostgreSQL_lose_no_call_and_dial_each_once()
    {
        TestClusterSetup setup = new((Redis.RedisServer?)null) { Postgres = await NewDatabaseAsync(), Roles = [ServiceRole.All] };
        await using TestCluster one = await TestCluster.StartAsync(setup);
        await using TestCluster other = await TestCluster.StartAsync(setup);
        IBusiness[] twins = [one.Actors.Business(Queue.Acme), other.Actors.Business(Queue.Acme)];
        await Eventually.BeAsync(async () => await TrySetAsync(twins[0]), "the settings are stored");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Queue.SubmitUntilTakenAsync(twins[n % 2], n)));

        await Eventually.BeAsync(() => setup.Carrier.Dials.Select(dial => dial.Attempt.Call).Distinct().Count() == 40, "all were dialed");
        setup.Carrier.Dials.Count.ShouldBe(40, "somebody was dialed twice");

        static async Task<bool> TrySetAsync(IBusiness business) => await business.ChangeSettingsAsync(new BusinessSettings { Slots = 100 }) is null;
    }

    private async Task<TestCluster> StartAsync(int silos) => await TestCluster.StartAsync(
        new((Redis.RedisServer?)null) { Postgres = await NewDatabaseAsync(), Roles = [.. Enumerable.Repeat(ServiceRole.All, silos)] });

    /// <summary>With the tables, which a process makes before its silo starts.</summary>
    private async Task<string> NewDatabaseAsync()
    {
        string connection = await ClusterDatabase.NewAsync(_server);
        await using PostgresClusterStore _ = await ClusterDatabase.OpenAsync(connection);
        return connection;
    }

    /// <summary>Writers of one record each that note what was acknowledged.</summary>
    private sealed class Load : IDisposable
    {
        private const int Writers = 16;
        private readonly IRecordStore _records;
        private readonly CancellationTokenSource _stop = new();
        private readonly ConcurrentDictionary<string, int> _acknowledged = new();
        private readonly Task _writing;
        private int _count;

        public Load(IRecordStore records)
        {
            _records = records;
            _writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(n => Task.Run(() => WriteAsync($"call/{n}"))));
        }

        public int Acknowledged => Volatile.Read(ref _count);

        public string? LastFailure { get; private set; }

        public Task SeeAsync(int more)
        {
            int until = Acknowledged + more;
            return Eventually.BeAsync(() => Acknowledged >= until, $"{more} more writes; last failure: {LastFailure}");
        }

        public Task StopAsync()
        {
            _stop.Cancel();
            return _writing;
        }

        /// <summary>The last acknowledged write, or the one after it whose answer was lost.</summary>
        public async Task ShouldBeIn(IRecordStore records)
        {
            foreach ((string owner, int count) in _acknowledged)
            {
                StoredRecord? stored = await records.LoadAsync(owner, "root");
                int there = int.Parse(Encoding.UTF8.GetString(stored.ShouldNotBeNull().Data.Span), System.Globalization.CultureInfo.InvariantCulture);
                there.ShouldBeInRange(count, count + 1);
            }
        }

        public void Dispose() => _stop.Dispose();

        private async Task WriteAsync(string owner)
        {
            RecordVersion version = RecordVersion.None;
            int count = 0;
            while (!_stop.IsCancellationRequested)
            {
                try
                {
                    version = (await _records.SaveAsync(owner, [RecordWrite.Put("root", Encoding.UTF8.GetBytes($"{count + 1}"), version)]))[0];
                    _acknowledged[owner] = ++count;
                    Interlocked.Increment(ref _count);
                }
                catch (StorageException e)
                {
                    LastFailure = e.Message;
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
                    (version, count) = await ReloadAsync(owner, version, count);
                }
            }
        }

        /// <summary>As an actor's next instance: what is stored counts. A lost acknowledged write would show as a smaller number.</summary>
        private async Task<(RecordVersion Version, int Count)> ReloadAsync(string owner, RecordVersion version, int count)
        {
            try
            {
                if (await _records.LoadAsync(owner, "root") is not { } stored) return (version, count);
                int there = int.Parse(Encoding.UTF8.GetString(stored.Data.Span), System.Globalization.CultureInfo.InvariantCulture);
                there.ShouldBeInRange(count, count + 1);
                return (stored.Version, there);
            }
            catch (StorageException)
            {
                return (version, count);
            }
        }
    }
}
