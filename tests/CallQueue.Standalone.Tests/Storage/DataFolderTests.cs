using Shouldly;
using Xunit;

namespace CallQueue.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_folder_is_made()
    {
        using var taken = await TakeAsync("new/deeper");

        Directory.Exists(_folder.Child("new/deeper")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_in_use_is_refused_by_name_and_process()
    {
        using var taken = await TakeAsync("data");

        var refusal = await Should.ThrowAsync<DataFolderException>(TakeAsync("data"));

        refusal.Folder.ShouldBe(_folder.Child("data"));
        refusal.Message.ShouldContain(_folder.Child("data"));
        refusal.Message.ShouldContain($"process {Environment.ProcessId}");
        refusal.Message.ShouldContain("Stop that process first");
    }

    [Fact]
    public async Task The_owner_is_known_while_it_has_the_folder_and_forgotten_afterwards()
    {
        DataFolder.FindOwner(_folder.Child("data")).ShouldBeNull();
        using (var taken = await TakeAsync("data"))
        {
            DataFolder.FindOwner(_folder.Child("data"))!.Url.ShouldBeNull();
            taken.Announce("http://localhost:5080");
            DataFolder.FindOwner(_folder.Child("data"))!.Url.ShouldBe("http://localhost:5080");
        }

        DataFolder.FindOwner(_folder.Child("data")).ShouldBeNull();
        Directory.GetFiles(_folder.Child("data")).ShouldBe([_folder.Child("data/callqueue.lock")]);
    }

    [Fact]
    public async Task Asking_for_the_owner_does_not_keep_anybody_out()
    {
        (await TakeAsync("data")).Dispose();
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) DataFolder.FindOwner(_folder.Child("data"));
        });

        for (var i = 0; i < 20; i++) (await TakeAsync("data")).Dispose();

        await stop.CancelAsync();
        await asking;
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_told()
    {
        await File.WriteAllTextAsync(_folder.Child("data"), "not a folder");

        var refusal = await Should.ThrowAsync<DataFolderException>(TakeAsync("data"));

        refusal.Message.ShouldContain(_folder.Child("data"));
        (await File.ReadAllTextAsync(_folder.Child("data"))).ShouldBe("not a folder");
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_told()
    {
        var refusal = await Should.ThrowAsync<DataFolderException>(DataFolder.TakeAsync(Unwritable(), TimeProvider.System));

        refusal.Message.ShouldContain("is not writable");
        refusal.Message.ShouldContain("permission");
    }

    /// <summary>Not even root may create files there; others, and other systems, get a read-only folder or file.</summary>
    private string Unwritable()
    {
        if (OperatingSystem.IsLinux() && Directory.Exists("/sys/kernel")) return "/sys/kernel";
        var path = _folder.Child("read-only");
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        else File.WriteAllText(System.IO.Path.Combine(path, "callqueue.lock"), "");
        if (OperatingSystem.IsWindows()) File.SetAttributes(System.IO.Path.Combine(path, "callqueue.lock"), FileAttributes.ReadOnly);
        return path;
    }

    private Task<DataFolder> TakeAsync(string name) => DataFolder.TakeAsync(_folder.Child(name), TimeProvider.System);
}
