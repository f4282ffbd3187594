using System.Text;
using CallQueue.Cluster;
using CallQueue.Hosting;
using CallQueue.Redis;
using StackExchange.Redis;

namespace CallQueue.Records;

/// <summary>A commit is one request, all or nothing, and says when Redis has lost writes.</summary>
[NeedsRedis]
public sealed class RedisRecordsTests : IAsyncLifetime
{
    private const string Owner = "business/acme";

    private RedisServer _redis = null!;
    private RedisConnections _connections = null!;
    private RedisRecords _records = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _connections = Connect(_redis);
        _records = new RedisRecords(_connections, "callqueue");
    }

    public async Task DisposeAsync()
    {
        await _connections.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_writes_pages_and_root_and_deletes_pages_in_one_request()
    {
        RecordVersion[] first = await _records.SaveAsync(Owner, [New("page.1", "a"), New("page.2", "b"), New("root", "one")]);
        long before = await CommandsAsync();

        RecordVersion[] second = await _records.SaveAsync(Owner, [New("page.3", ""), RecordWrite.Put("root", Bytes("two"), first[2]), RecordWrite.Delete("page.1"), RecordWrite.Delete("never")]);

        (await CommandsAsync() - before).ShouldBe(1, "each request is a network trip");
        (await TextAsync("root"), await TextAsync("page.1"), await TextAsync("page.2"), await TextAsync("page.3")).ShouldBe(("two", null, "b", ""));
        (await _records.LoadAsync(Owner, "root"))!.Version.ShouldBe(second[1]);
        second[2].ShouldBe(RecordVersion.None);
    }

    [Fact]
    public async Task One_version_that_does_not_match_refuses_the_whole_batch()
    {
        RecordVersion[] versions = await _records.SaveAsync(Owner, [New("page.1", "a"), New("root", "one")]);
        await _records.SaveAsync(Owner, [RecordWrite.Put("root", Bytes("newer"), versions[1])]);

        RecordWrite[] stale = [New("page.2", "b"), RecordWrite.Put("root", Bytes("stale"), versions[1]), RecordWrite.Delete("page.1")];
        RecordConflictException refused = await Should.ThrowAsync<RecordConflictException>(_records.SaveAsync(Owner, stale));

        (refused.RecordName, refused.InnerException).ShouldBe(("root", null));
        (await TextAsync("root"), await TextAsync("page.1"), await TextAsync("page.2")).ShouldBe(("newer", "a", null));
    }

    [Fact]
    public async Task Of_two_first_writers_one_is_refused()
    {
        await _records.SaveAsync(Owner, [New("root", "one")]);
        await Should.ThrowAsync<RecordConflictException>(_records.SaveAsync(Owner, [New("root", "two")]));
        (await TextAsync("root")).ShouldBe("one");
    }

    [Fact]
    public async Task A_Redis_that_has_lost_writes_is_told_apart_from_another_writer()
    {
        RecordVersion[] first = await _records.SaveAsync(Owner, [New("root", "one")]);
        byte[] backup = (byte[])(await _redis.ExecuteAsync("DUMP", RedisRecords.KeyOf("callqueue", Owner)))!;
        RecordVersion[] second = await _records.SaveAsync(Owner, [RecordWrite.Put("root", Bytes("two"), first[0])]);
        await _redis.ExecuteAsync("RESTORE", RedisRecords.KeyOf("callqueue", Owner), 0, backup, "REPLACE");

        RecordConflictException refused = await Should.ThrowAsync<RecordConflictException>(_records.SaveAsync(Owner, [RecordWrite.Put("root", Bytes("three"), second[0])]));

        refused.InnerException!.Message.ShouldContain("writes were lost, by a failover or a restore");
        (await TextAsync("root")).ShouldBe("one");
    }

    [Fact]
    public async Task After_Redis_has_forgotten_the_script_commits_continue()
    {
        RecordVersion[] first = await _records.SaveAsync(Owner, [New("root", "one")]);
        await _redis.ExecuteAsync("SCRIPT", "FLUSH");

        await _records.SaveAsync(Owner, [RecordWrite.Put("root", Bytes("two"), first[0])]);

        (await TextAsync("root")).ShouldBe("two");
    }

    private static RedisConnections Connect(RedisServer redis) => new(redis.Configuration);

    private static RecordWrite New(string name, string text) => RecordWrite.Put(name, Bytes(text), RecordVersion.None);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<string?> TextAsync(string name) => await _records.LoadAsync(Owner, name) is { } stored ? Encoding.UTF8.GetString(stored.Data.Span) : null;

    /// <summary>Calls of the commands that carry records, as Redis counts them.</summary>
    private async Task<long> CommandsAsync()
    {
        string statistics = (await _redis.ExecuteAsync("INFO", "commandstats")).ToString();
        return statistics.Split('\n').Where(line => line.StartsWith("cmdstat_eval", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split("calls=")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture));
    }
}
