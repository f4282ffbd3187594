using System.Text;
using CallQueue.Cluster;
using CallQueue.Hosting;
using CallQueue.Postgres;
using Npgsql;

namespace CallQueue.Records;

/// <summary>A commit is all or nothing, alone or in a group, and says when PostgreSQL has lost writes.</summary>
[NeedsPostgres]
public sealed class PostgresRecordsTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private const string Owner = "business/acme";

    private string _connection = "";
    private PostgresClusterStore _store = null!;

    private IRecordStore Records => _store.Records;

    public async Task InitializeAsync()
    {
        _connection = await ClusterDatabase.NewAsync(server);
        _store = await ClusterDatabase.OpenAsync(_connection);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_commit_writes_pages_and_root_and_deletes_pages_in_one_transaction()
    {
        RecordVersion[] first = await Records.SaveAsync(Owner, [New("page.1", "a"), New("page.2", "b"), New("root", "one")]);

        RecordVersion[] second = await Records.SaveAsync(Owner, [New("page.3", ""), RecordWrite.Put("root", Bytes("two"), first[2]), RecordWrite.Delete("page.1"), RecordWrite.Delete("never")]);

        (await TextAsync("root"), await TextAsync("page.1"), await TextAsync("page.2"), await TextAsync("page.3")).ShouldBe(("two", null, "b", ""));
        (await Records.LoadAsync(Owner, "root"))!.Version.ShouldBe(second[1]);
        second[2].ShouldBe(RecordVersion.None);
        (await NumberAsync("select count(distinct xmin::text) from callqueue.records where name in ('root', 'page.3')")).ShouldBe(1);
    }

    [Fact]
    public async Task One_version_that_does_not_match_refuses_the_whole_batch()
    {
        RecordVersion[] versions = await Records.SaveAsync(Owner, [New("page.1", "a"), New("root", "one")]);
        await Records.SaveAsync(Owner, [RecordWrite.Put("root", Bytes("newer"), versions[1])]);

        RecordWrite[] stale = [New("page.2", "b"), RecordWrite.Put("root", Bytes("stale"), versions[1]), RecordWrite.Delete("page.1")];
        RecordConflictException refused = await Should.ThrowAsync<RecordConflictException>(Records.SaveAsync(Owner, stale));

        (refused.RecordName, refused.InnerException).ShouldBe(("root", null));
        (await TextAsync("root"), await TextAsync("page.1"), await TextAsync("page.2")).ShouldBe(("newer", "a", null));
    }

    [Fact]
    public async Task Of_twenty_first_writers_at_once_in_two_processes_one_wins()
    {
        await using PostgresClusterStore other = await ClusterDatabase.OpenAsync(_connection);
        for (int round = 0; round < 20; round++)
        {
            string owner = $"call/{round}";
            bool[] wins = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => TrySaveAsync((n % 2 == 0 ? _store : other).Records, owner, New("root", $"{n}"))));
            wins.Count(isOne => isOne).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Of_two_processes_that_write_in_turn_each_write_is_counted_once()
    {
        await using PostgresClusterStore other = await ClusterDatabase.OpenAsync(_connection);
        await Records.SaveAsync(Owner, [New("root", "0")]);

        await Task.WhenAll(CountAsync(_store.Records), CountAsync(other.Records), CountAsync(other.Records));

        (await TextAsync("root")).ShouldBe("150");

        async Task CountAsync(IRecordStore records)
        {
            for (int done = 0; done < 50;)
            {
                StoredRecord before = (await records.LoadAsync(Owner, "root"))!;
                int count = int.Parse(Encoding.UTF8.GetString(before.Data.Span), System.Globalization.CultureInfo.InvariantCulture);
                if (await TrySaveAsync(records, Owner, RecordWrite.Put("root", Bytes($"{count + 1}"), before.Version))) done++;
            }
        }
    }

    [Fact]
    public async Task A_conflict_of_one_actor_fails_no_other_of_its_group()
    {
        await Records.SaveAsync(Owner, [New("root", "one")]);
        long before = await TransactionsAsync();

        bool[] saved = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => TrySaveAsync(Records, n % 2 == 0 ? Owner : $"call/{n}", New("root", $"{n}"))));

        for (int n = 0; n < 200; n++) saved[n].ShouldBe(n % 2 == 1);
        (await NumberAsync("select count(*) from callqueue.records")).ShouldBe(101);
        (await TransactionsAsync() - before).ShouldBeLessThan(150, "commits that wait share a transaction");
    }

    [Fact]
    public async Task Values_that_PostgreSQL_cannot_store_fail_no_other_of_their_group()
    {
        Task[] all = [.. Enumerable.Range(0, 100).Select(n => Records.SaveAsync($"call/{n}", [New(n == 70 ? "ro\0ot" : "root", "x")]))];

        await Should.ThrowAsync<StorageException>(all[70]);
        await Task.WhenAll(all.Where((_, n) => n != 70));
    }

    [Fact]
    public async Task A_PostgreSQL_that_has_lost_writes_is_told_apart_from_another_writer()
    {
        RecordVersion[] first = await Records.SaveAsync(Owner, [New("root", "one")]);
        RecordVersion[] second = await Records.SaveAsync(Owner, [RecordWrite.Put("root", Bytes("two"), first[0])]);
        await RunAsync($"update callqueue.records set version = '{first[0].Value}', data = 'one'");

        RecordConflictException refused = await Should.ThrowAsync<RecordConflictException>(Records.SaveAsync(Owner, [RecordWrite.Put("root", Bytes("three"), second[0])]));

        refused.InnerException!.Message.ShouldContain("writes were lost, by a failover or a restore");
        (await TextAsync("root")).ShouldBe("one");
    }

    [Fact]
    public async Task A_full_disk_and_a_read_only_server_are_named()
    {
        await RunAsync("create function callqueue.fill() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100'; end $$; create trigger fill before insert on callqueue.records execute function callqueue.fill()");
        (await Should.ThrowAsync<StorageException>(Records.SaveAsync(Owner, [New("root", "one")]))).Message.ShouldBe("the disk of PostgreSQL is full");
        await RunAsync("drop trigger fill on callqueue.records");
        await Records.SaveAsync(Owner, [New("root", "one")]);

        await RunAsync("alter role app set default_transaction_read_only = on");
        NpgsqlConnection.ClearAllPools();
        try
        {
            await using var later = new PostgresClusterStore(_connection, "callqueue", "test");
            (await Should.ThrowAsync<StorageException>(later.Records.SaveAsync("call/1", [New("root", "one")]))).Message.ShouldContain("read-only");
        }
        finally
        {
            await PostgresServer.ExecuteAsync(server.Admin, "alter role app reset default_transaction_read_only");
        }
    }

    private static async Task<bool> TrySaveAsync(IRecordStore records, string owner, RecordWrite write)
    {
        try
        {
            await records.SaveAsync(owner, [write]);
            return true;
        }
        catch (RecordConflictException)
        {
            return false;
        }
    }

    private static RecordWrite New(string name, string text) => RecordWrite.Put(name, Bytes(text), RecordVersion.None);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<string?> TextAsync(string name) => await Records.LoadAsync(Owner, name) is { } stored ? Encoding.UTF8.GetString(stored.Data.Span) : null;

    /// <summary>Transactions that have written, as PostgreSQL numbers them.</summary>
    private Task<long> TransactionsAsync() => NumberAsync("select pg_current_xact_id()::text::bigint");

    private async Task RunAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_connection);
        await PostgresServer.ExecuteAsync(database, sql);
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_connection);
        await using NpgsqlCommand command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
