using CallQueue.Hosting;
using Shouldly;
using Xunit;
using static CallQueue.Storage.StoreUnderTest;

namespace CallQueue.Storage;

public sealed class SqliteStoreTests
{
    [Theory]
    [InlineData(nameof(Durability.Full))]
    [InlineData(nameof(Durability.Normal))]
    public async Task What_was_written_is_there_after_reopening(string name)
    {
        var durability = Enum.Parse<Durability>(name);
        using var store = await OpenAsync(durability);
        await store.SaveAsync("a", Create(1, 2, 3));
        await store.Store.WriteAsync(new AlarmChange(At("a"), new WriteFence(At("a")), Due));

        await store.ReopenAsync(durability);

        store.Load("a").ShouldBe([1, 2, 3]);
        store.Store.LoadAlarms().ShouldBe([(At("a"), Due)]);
    }

    [Fact]
    public async Task Alarms_are_found_earliest_first()
    {
        using var store = await OpenAsync();
        foreach (var hours in (int[])[3, 1, 2])
            await store.Store.WriteAsync(new AlarmChange(At($"{hours}"), new WriteFence(At($"{hours}")), Due.AddHours(hours)));

        store.Store.LoadAlarms().Select(alarm => alarm.Owner.Key).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task The_write_ahead_log_does_not_grow_for_ever()
    {
        using var store = await OpenAsync(Durability.Normal);
        var version = RecordVersion.None;
        for (var i = 0; i < 100; i++) version = await store.SaveAsync("a", RecordWrite.Put("root", new byte[1 << 20], version));

        new FileInfo(store.File + "-wal").Length.ShouldBeLessThan(64 << 20);
        new FileInfo(store.File).Length.ShouldBeLessThan(8 << 20);
    }

    [Fact]
    public async Task Deleted_pages_are_used_again_and_given_back()
    {
        using var store = await OpenAsync(Durability.Normal);
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => store.SaveAsync("a", Page($"{round}-{i}", 50_000))));
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => store.SaveAsync("a", RecordWrite.Delete($"{round}-{i}"))));
        }
        store.Close();

        new FileInfo(store.File).Length.ShouldBeLessThan(1 << 20);
    }

    private static DateTimeOffset Due => new(2026, 3, 2, 9, 0, 0, 123, TimeSpan.Zero);

    private static RecordWrite Page(string name, int length) => RecordWrite.Put(name, new byte[length], RecordVersion.None);
}
