using System.Globalization;
using CallQueue.Conformance.Probes;
using CallQueue.Storage;
using Shouldly;
using Xunit;

namespace CallQueue.Crashes;

public sealed class KilledProcessTests
{
    private const int Kills = 10;

    [Fact]
    public async Task Everything_acknowledged_is_there_after_kill_9_in_the_middle_of_writing()
    {
        using var folder = new TemporaryFolder();
        var acknowledged = new int[CrashingProgram.Counters];
        for (var kill = 1; kill <= Kills; kill++)
        {
            await CountUntilKilledAsync(folder.Path, acknowledged, lines: 100 + 97 * kill);
            await CheckAsync(folder.Path, acknowledged);
        }
        acknowledged.Sum().ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_second_process_is_refused_and_told_who_has_the_folder()
    {
        using var folder = new TemporaryFolder();
        using var holder = new ChildProcess("hold", folder.Path);
        (await holder.ReadLineAsync()).ShouldBe("held");

        var refusal = await Should.ThrowAsync<DataFolderException>(DataFolder.TakeAsync(folder.Path, TimeProvider.System));
        var owner = DataFolder.FindOwner(folder.Path);

        refusal.Message.ShouldContain(folder.Path);
        refusal.Message.ShouldContain($"process {holder.Id}");
        owner.ShouldNotBeNull();
        (owner.ProcessId, owner.Url).ShouldBe((holder.Id, "http://localhost:5080"));
    }

    [Fact]
    public async Task A_folder_is_free_again_when_its_process_was_killed()
    {
        using var folder = new TemporaryFolder();
        using var holder = new ChildProcess("hold", folder.Path);
        await holder.ReadLineAsync();
        holder.Kill();
        await holder.WaitForExitAsync();

        DataFolder.FindOwner(folder.Path).ShouldBeNull();
        using var taken = await DataFolder.TakeAsync(folder.Path, TimeProvider.System);
        DataFolder.FindOwner(folder.Path)!.ProcessId.ShouldBe(Environment.ProcessId);
    }

    private static async Task CountUntilKilledAsync(string folder, int[] acknowledged, int lines)
    {
        using var child = new ChildProcess("count", folder);
        for (var read = 1; await child.ReadLineAsync() is { } line; read++)
        {
            if (read == lines) child.Kill();
            // The last line may be cut off by the kill.
            if (line.Split(' ') is not [var key, var count] || count.Length == 0) continue;
            var i = int.Parse(key, CultureInfo.InvariantCulture);
            acknowledged[i] = Math.Max(acknowledged[i], int.Parse(count, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>At most one count more than was acknowledged: the one on its way.</summary>
    private static async Task CheckAsync(string folder, int[] acknowledged)
    {
        await using var host = await CrashingProgram.OpenAsync(folder, TimeProvider.System);
        for (var i = 0; i < acknowledged.Length; i++)
            (await new ProbeProxy(host, $"{i}").ReportAsync()).Count.ShouldBeInRange(acknowledged[i], acknowledged[i] + 1);
    }
}
