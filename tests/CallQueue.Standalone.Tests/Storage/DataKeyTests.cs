using System.Text;
using CallQueue.Hosting;
using Shouldly;
using Xunit;
using static CallQueue.Storage.StoreUnderTest;

namespace CallQueue.Storage;

/// <summary>A data file whose records are encrypted.</summary>
public sealed class DataKeyTests : IDisposable
{
    private const string Secret = "whsec_2b7e151628aed2a6abf7158809cf4f3c";
    private static readonly RecordCipher First = new("0123456789abcdef0123456789abcdef");
    private static readonly RecordCipher Second = new("fedcba9876543210fedcba9876543210");
    private static readonly RecordCipher Rotated = new("fedcba9876543210fedcba9876543210", "0123456789abcdef0123456789abcdef");
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task No_file_shows_what_is_stored_and_the_key_opens_it_again()
    {
        await WithAsync(First, store => SaveAsync(store, "a", Secret));
        InFiles(Secret).ShouldBeFalse();
        await WithAsync(First, store =>
        {
            Load(store, "a").ShouldBe(Secret);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Records_from_before_the_key_load_and_are_encrypted_at_their_next_write()
    {
        await WithAsync(RecordCipher.None, store => SaveAsync(store, "a", Secret));
        InFiles(Secret).ShouldBeTrue();
        await WithAsync(First, async store =>
        {
            Load(store, "a").ShouldBe(Secret);
            RecordVersion version = store.Load(At("a"), "root")!.Version;
            await store.WriteAsync(new RecordBatch(At("a"), new WriteFence(At("a")), [RecordWrite.Put("root", Encoding.UTF8.GetBytes(Secret), version)]));
            Load(store, "a").ShouldBe(Secret);
        });
        InFiles(Secret).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_key_or_none_is_refused_at_the_start_by_name()
    {
        await WithAsync(First, store => SaveAsync(store, "a", Secret));
        string wrong = (await Should.ThrowAsync<DataFolderException>(WithAsync(Second, _ => Task.CompletedTask))).Message;
        wrong.ShouldStartWith($"CALLQUEUE_DATA_KEY (its id is {Second.KeyId}) is not the key of ");
        wrong.ShouldContain(First.KeyId!);
        (await Should.ThrowAsync<DataFolderException>(WithAsync(RecordCipher.None, _ => Task.CompletedTask))).Message.ShouldStartWith("CALLQUEUE_DATA_KEY is missing");
        await WithAsync(First, store =>
        {
            Load(store, "a").ShouldBe(Secret);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task After_a_change_of_the_key_old_records_need_the_former_one_and_new_ones_do_not()
    {
        await WithAsync(First, store => SaveAsync(store, "a", "old"));
        await WithAsync(Rotated, async store =>
        {
            Load(store, "a").ShouldBe("old");
            await SaveAsync(store, "b", "new");
        });
        await WithAsync(Second, store =>
        {
            Load(store, "b").ShouldBe("new");
            Should.Throw<StorageException>(() => Load(store, "a")).Message.ShouldContain("CALLQUEUE_DATA_KEY_FORMER");
            return Task.CompletedTask;
        });
    }

    private static string Load(SqliteStore store, string actor) => Encoding.UTF8.GetString(store.Load(At(actor), "root")!.Data.Span);

    private static Task SaveAsync(SqliteStore store, string actor, string text) =>
        store.WriteAsync(new RecordBatch(At(actor), new WriteFence(At(actor)), [Create(Encoding.UTF8.GetBytes(text))]));

    private async Task WithAsync(RecordCipher cipher, Func<SqliteStore, Task> use)
    {
        using DataFolder folder = await DataFolder.TakeAsync(_root.Path, TimeProvider.System);
        using SqliteStore store = SqliteStore.Open(folder, Durability.Full, cipher: cipher);
        await use(store);
    }

    private bool InFiles(string text) => Directory.GetFiles(_root.Path).Any(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(text, StringComparison.Ordinal));
}
