using CallQueue.Hosting;
using Shouldly;
using Xunit;
using static CallQueue.Storage.StoreUnderTest;

namespace CallQueue.Storage;

/// <summary>What other users of the machine can see of a data folder: nothing. Windows has no modes to check.</summary>
public sealed class PrivateFolderTests : IDisposable
{
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private readonly TemporaryFolder _root = new();

    private string Data => _root.Child("data");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task A_new_folder_and_every_file_in_it_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;
        using DataFolder folder = await TakeAsync();
        using SqliteStore store = SqliteStore.Open(folder, Durability.Full);
        await store.WriteAsync(new RecordBatch(At("a"), new WriteFence(At("a")), [Create(1)]));
        LocalToken.Make(Data);
        FirstKeyFile.Write(Data, "key");
        folder.Announce("http://127.0.0.1:1");
        File.GetUnixFileMode(Data).ShouldBe(PrivateFile.OwnersFolder);
        string[] files = Directory.GetFiles(Data);
        files.Select(Path.GetFileName).ShouldBe(["callqueue.db", "callqueue.db-shm", "callqueue.db-wal", "callqueue.lock", "local.key", "operator.key", "owner.json"], ignoreOrder: true);
        foreach (string file in files) File.GetUnixFileMode(file).ShouldBe(PrivateFile.OwnerOnly, file);
    }

    [Fact]
    public async Task A_folder_that_others_can_read_is_refused_with_the_command_that_mends_it()
    {
        if (OperatingSystem.IsWindows()) return;
        (await TakeAsync()).Dispose();
        File.WriteAllText(Path.Combine(Data, "callqueue.json"), "{}");
        File.SetUnixFileMode(Data, PrivateFile.OwnersFolder | OthersRead | UnixFileMode.OtherExecute);
        string message = (await Should.ThrowAsync<DataFolderException>(TakeAsync())).Message;
        message.ShouldContain("its mode is 0745");
        message.ShouldEndWith($"Run: chmod 700 {Data}");
        File.SetUnixFileMode(Data, PrivateFile.OwnersFolder);
        (await TakeAsync()).Dispose();
    }

    [Theory]
    [InlineData("callqueue.db")]
    [InlineData("callqueue.db-wal")]
    [InlineData("leads-1.results.csv")]
    [InlineData("simulated-calls.jsonl")]
    [InlineData("callqueue.log")]
    [InlineData("operator.key")]
    public async Task A_file_of_ours_that_others_can_read_is_refused_with_the_command_that_mends_it(string name)
    {
        if (OperatingSystem.IsWindows()) return;
        (await TakeAsync()).Dispose();
        string file = Path.Combine(Data, name);
        File.WriteAllText(file, "");
        File.SetUnixFileMode(file, PrivateFile.OwnerOnly | OthersRead);
        string message = (await Should.ThrowAsync<DataFolderException>(TakeAsync())).Message;
        message.ShouldContain("its mode is 0644");
        message.ShouldEndWith($"Run: chmod 600 {file}");
    }

    [Fact]
    public async Task An_empty_folder_of_this_user_is_narrowed_and_a_strangers_folder_gets_no_file()
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(Data);
        File.SetUnixFileMode(Data, PrivateFile.OwnersFolder | OthersRead);
        (await TakeAsync()).Dispose();
        File.GetUnixFileMode(Data).ShouldBe(PrivateFile.OwnersFolder);

        string used = _root.Child("used");
        Directory.CreateDirectory(used);
        File.WriteAllText(Path.Combine(used, "notes.txt"), "");
        File.SetUnixFileMode(used, PrivateFile.OwnersFolder | OthersRead);
        await Should.ThrowAsync<DataFolderException>(DataFolder.TakeAsync(used, TimeProvider.System));
        Directory.GetFiles(used).ShouldHaveSingleItem();
    }

    private Task<DataFolder> TakeAsync() => DataFolder.TakeAsync(Data, TimeProvider.System);
}
