using CallQueue.Hosting;
using Shouldly;
using Xunit;
using static CallQueue.Storage.StoreUnderTest;

namespace CallQueue.Storage;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task Everything_that_waits_for_the_writer_shares_one_transaction()
    {
        using var store = await OpenAsync();
        var before = store.Store.Writer.Transactions;
        var hold = await store.HoldWriterAsync();
        var waiting = Enumerable.Range(0, 1000).Select(i => store.Begin($"{i}", Create(1))).ToArray();

        hold.Dispose();
        await Task.WhenAll(waiting.Select(batch => batch.Done));

        (store.Store.Writer.Transactions - before).ShouldBe(2);
        for (var i = 0; i < 1000; i += 100) store.Load($"{i}").ShouldBe([1]);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_the_commit()
    {
        using var store = await OpenAsync();
        var hold = await store.HoldWriterAsync();
        var batch = store.Begin("a", Create(1));

        batch.Done.IsCompleted.ShouldBeFalse();
        store.Load("a").ShouldBeNull();
        hold.Dispose();
        await batch.Done;

        store.Load("a").ShouldBe([1]);
    }

    [Fact]
    public async Task A_conflict_refuses_only_its_own_batch()
    {
        using var store = await OpenAsync();
        var version = await store.SaveAsync("a", Create(1));
        var hold = await store.HoldWriterAsync();

        var before = store.Begin("b", Create(1));
        var stale = store.Begin("a", Page(1), RecordWrite.Put("root", new byte[] { 9 }, new RecordVersion("1")));
        var after = store.Begin("c", Create(1));
        hold.Dispose();

        await Should.ThrowAsync<RecordConflictException>(stale.Done);
        await Task.WhenAll(before.Done, after.Done);
        store.Load("a").ShouldBe([1]);
        store.Load("a", "page").ShouldBeNull();
        await store.SaveAsync("a", RecordWrite.Put("root", new byte[] { 2 }, version));
    }

    [Fact]
    public async Task After_a_refusal_nothing_of_the_same_instance_is_written()
    {
        using var store = await OpenAsync();
        await store.SaveAsync("a", Create(1));
        var fence = new WriteFence(At("a"));
        var hold = await store.HoldWriterAsync();

        var stale = store.Begin("a", fence, Create(9));
        var next = store.Begin("a", fence, Page(9));
        hold.Dispose();

        await Should.ThrowAsync<RecordConflictException>(stale.Done);
        await Should.ThrowAsync<StorageException>(next.Done);
        store.Load("a", "page").ShouldBeNull();
    }

    [Fact]
    public async Task One_record_twice_in_a_batch_conflicts_with_itself()
    {
        using var store = await OpenAsync();

        await Should.ThrowAsync<RecordConflictException>(store.Begin("a", Create(1), Create(2)).Done);
    }

    [Fact]
    public async Task A_closing_store_writes_what_is_pending_and_then_refuses()
    {
        using var store = await OpenAsync();
        var hold = await store.HoldWriterAsync();
        var pending = Enumerable.Range(0, 100).Select(i => store.Begin($"{i}", Create(1))).ToArray();

        hold.Dispose();
        store.Store.Dispose();
        await Task.WhenAll(pending.Select(batch => batch.Done));

        Should.Throw<UnavailableException>(() => store.Begin("late", Create(1))).Message.ShouldContain("shutting down");
        new FileInfo(store.File + "-wal").Exists.ShouldBeFalse();
    }

    private static RecordWrite Page(byte value) => RecordWrite.Put("page", new[] { value }, RecordVersion.None);
}
