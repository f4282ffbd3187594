using System.Text;
using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Keys;
using CallQueue.Redis;
using StackExchange.Redis;

namespace CallQueue.Composition;

/// <summary>Records of a cluster, encrypted in Redis.</summary>
[NeedsRedis]
public sealed class DataKeyTests
{
    private const string First = "0123456789abcdef0123456789abcdef", Second = "fedcba9876543210fedcba9876543210";

    [Fact]
    public async Task Redis_shows_no_value_of_a_record_and_a_silo_with_another_key_or_none_does_not_start()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await WithAsync(redis, First, null, async book => (await book.CreateAsync("Zanzibar", KeyTerms.For(null))).ShouldNotBeNull());
        (await HasAsync(redis, "Zanzibar")).ShouldBeFalse();

        (await Should.ThrowAsync<CommandException>(WithAsync(redis, Second, null, _ => Task.CompletedTask))).Message.ShouldContain("is not the key of the data that Redis keeps");
        (await Should.ThrowAsync<CommandException>(WithAsync(redis, null, null, _ => Task.CompletedTask))).Message.ShouldStartWith("CALLQUEUE_DATA_KEY is missing");
        await WithAsync(redis, Second, First, async book => (await book.ListAsync(null, 10)).Keys.ShouldHaveSingleItem().Name.ShouldBe("Zanzibar"));
    }

    [Fact]
    public async Task Records_from_before_the_key_load_and_are_encrypted_at_their_next_write()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        string id = "";
        await WithAsync(redis, null, null, async book => id = (await book.CreateAsync("Zanzibar", KeyTerms.For(null)))!.Value.Key.Id);
        (await HasAsync(redis, "Zanzibar")).ShouldBeTrue();
        await WithAsync(redis, First, null, async book => (await book.RevokeAsync(id))!.Name.ShouldBe("Zanzibar"));
        (await HasAsync(redis, "Zanzibar")).ShouldBeFalse();
    }

    private static async Task WithAsync(RedisServer redis, string? key, string? former, Func<KeyBook, Task> use)
    {
        ProcessOptions options = ClusterSettingsTests.Settings(redis.Port, ServiceRole.All, ("CALLQUEUE_DATA_KEY", key ?? ""), ("CALLQUEUE_DATA_KEY_FORMER", former ?? ""));
        await using CallQueueHost host = CallQueueHost.Build(options, SomeContext.Of());
        await host.StartAsync();
        await use(new KeyBook(host.Actors, TimeProvider.System));
        await host.StopAsync(CancellationToken.None);
    }

    private static async Task<bool> HasAsync(RedisServer redis, string text)
    {
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Port}");
        IDatabase database = connection.GetDatabase();
        foreach (RedisKey key in connection.GetServers().Single().Keys())
        {
            RedisValue[] values = await database.KeyTypeAsync(key) switch
            {
                RedisType.Hash => [.. (await database.HashGetAllAsync(key)).Select(entry => entry.Value)],
                RedisType.String => [await database.StringGetAsync(key)],
                _ => [],
            };
            if (values.Any(value => Encoding.Latin1.GetString((byte[]?)value ?? []).Contains(text, StringComparison.Ordinal))) return true;
        }

        return false;
    }
}
