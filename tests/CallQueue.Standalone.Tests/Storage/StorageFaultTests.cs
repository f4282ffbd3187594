using CallQueue.Hosting;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;
using static CallQueue.Storage.StoreUnderTest;

namespace CallQueue.Storage;

public sealed class StorageFaultTests
{
    [Fact]
    public async Task A_full_disk_fails_the_whole_group_and_work_goes_on_when_there_is_room_again()
    {
        using var store = await OpenAsync();
        await store.SaveAsync("a", Create(1));
        store.Store.Writer.Sabotage = session => session.Run("PRAGMA max_page_count = 1");
        var hold = await HoldFullAsync(store);

        var small = store.Begin("b", Create(1));
        var big = store.Begin("c", Create(new byte[1 << 20]));
        hold.Dispose();

        (await Should.ThrowAsync<StorageException>(big.Done)).Message.ShouldContain("The disk is full");
        (await Should.ThrowAsync<StorageException>(small.Done)).Message.ShouldContain(store.File);
        store.Load("b").ShouldBeNull();
        store.Load("a").ShouldBe([1]);

        store.Store.Writer.Sabotage = session => session.Run("PRAGMA max_page_count = 1000000");
        await store.SaveAsync("b", Create(1));
        await store.SaveAsync("c", Create(new byte[1 << 20]));
        store.Load("c")!.Length.ShouldBe(1 << 20);
    }

    [Fact]
    public async Task After_a_failed_transaction_its_instances_write_nothing_any_more()
    {
        using var store = await OpenAsync();
        var fence = new WriteFence(At("a"));
        store.Store.Writer.Sabotage = _ => throw new SqliteException("injected", SQLitePCL.raw.SQLITE_IOERR);
        var fault = await Should.ThrowAsync<StorageException>(store.Begin("a", fence, Create(1)).Done);
        store.Store.Writer.Sabotage = null;

        await Should.ThrowAsync<StorageException>(store.Store.WriteAsync(new RecordBatch(At("a"), fence, [Create(1)])));

        fault.Message.ShouldContain("The disk failed");
        store.Load("a").ShouldBeNull();
        await store.SaveAsync("a", Create(2));
    }

    [Fact]
    public async Task A_fault_that_nobody_foresaw_fails_its_group_and_not_the_writer()
    {
        using var store = await OpenAsync();
        store.Store.Writer.Sabotage = _ => throw new InvalidOperationException("unforeseen");
        await Should.ThrowAsync<StorageException>(store.SaveAsync("a", Create(1)));
        store.Store.Writer.Sabotage = null;

        await store.SaveAsync("a", Create(1));
        store.Load("a").ShouldBe([1]);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        using var store = await OpenAsync();
        store.Close();
        await File.WriteAllTextAsync(store.File, new string('x', 10_000));

        var refusal = await Should.ThrowAsync<DataFolderException>(store.ReopenAsync());

        refusal.Message.ShouldContain("is damaged");
        refusal.Message.ShouldContain("restore a backup");
        (await File.ReadAllTextAsync(store.File)).ShouldBe(new string('x', 10_000));
    }

    [Fact]
    public async Task A_damaged_page_is_told_when_it_is_read()
    {
        using var store = await OpenAsync();
        for (var i = 0; i < 200; i++) await store.SaveAsync($"{i}", Create(new byte[2000]));
        store.Close();
        await OverwriteAsync(store.File, from: 8192 * 20);
        await store.ReopenAsync();

        var faults = Enumerable.Range(0, 200).Select(i => Record.Exception(() => store.Load($"{i}"))).OfType<StorageException>().ToList();

        faults.ShouldNotBeEmpty();
        faults.ShouldAllBe(fault => fault.Message.Contains("is damaged"));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        using var store = await OpenAsync();
        store.Close();
        RunIn(store.File, "PRAGMA user_version = 7");
        var before = await File.ReadAllBytesAsync(store.File);

        var refusal = await Should.ThrowAsync<DataFolderException>(store.ReopenAsync());

        refusal.Message.ShouldContain("newer version");
        refusal.Message.ShouldContain("format is 7");
        (await File.ReadAllBytesAsync(store.File)).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_of_another_program_is_refused()
    {
        using var store = await OpenAsync();
        store.Close();
        RunIn(store.File, "PRAGMA application_id = 0");

        (await Should.ThrowAsync<DataFolderException>(store.ReopenAsync())).Message.ShouldContain("belongs to another program");
    }

    [Fact]
    public async Task A_refused_folder_is_free_again()
    {
        using var store = await OpenAsync();
        store.Close();
        RunIn(store.File, "PRAGMA user_version = 7");
        var root = Path.GetDirectoryName(store.File)!;

        var open = () => StandaloneHost.OpenAsync(
            root, [], new StandaloneHostOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        await Should.ThrowAsync<DataFolderException>(open);
        DataFolder.FindOwner(root).ShouldBeNull();
    }

    /// <summary>As <see cref="HoldWriterAsync"/>, for a test that has its own sabotage.</summary>
    private static async Task<IDisposable> HoldFullAsync(StoreUnderTest store)
    {
        var full = store.Store.Writer.Sabotage;
        var hold = await store.HoldWriterAsync();
        store.Store.Writer.Sabotage = full;
        return hold;
    }

    private static void RunIn(string file, string sql)
    {
        using var connection = Connections.Open(file, SqliteOpenMode.ReadWrite);
        connection.Run(sql);
        connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static async Task OverwriteAsync(string file, int from)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.Position = from;
        await stream.WriteAsync(Enumerable.Repeat((byte)0xEE, (int)stream.Length - from).ToArray());
    }
}
