using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CallQueue.Benchmarks.Peer;

/// <summary>How the peer's Redis keeps its append-only file.</summary>
internal enum Fsync
{
    /// <summary>Every write waits for the disk before it is answered, as each of our commits does.</summary>
    Always,

    /// <summary>The disk is asked once a second: a power failure takes back the last second.</summary>
    Everysec,
}

/// <summary>Runs the BullMQ driver: a process that starts its own Redis, does the job and prints one line of JSON.</summary>
internal sealed class PeerProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder;

    private PeerProcess(string folder) => _folder = folder;

    /// <summary>The peer, or why it can't be run here.</summary>
    public static async Task<(PeerProcess? Peer, string? Missing)> FindAsync()
    {
        if (FindFolder() is not { } folder) return (null, "tests/CallQueue.Benchmarks/bullmq was not found above the program");
        if (!await AnswersAsync("node", folder)) return (null, "node is not installed");
        if (!await AnswersAsync("redis-server", folder)) return (null, "redis-server is not installed");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "bullmq"))) return (null, $"its packages are not installed: run `npm install --no-package-lock` in {folder}");
        return (new PeerProcess(folder), null);
    }

    /// <summary>Lets <paramref name="lives"/> calls live after a warm-up.</summary>
    /// <exception cref="InvalidOperationException">The driver failed; the message is its own.</exception>
    public async Task<PeerFigures> RunAsync(int lives, int slots, Fsync fsync, string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        string[] arguments =
        [
            "peer.mjs", "--lives", Text(lives), "--slots", Text(slots), "--fsync", $"{fsync}".ToLowerInvariant(),
            "--warmup", Text(Math.Min(lives / 2, 5_000)), "--data", dataFolder,
        ];
        (int code, string output, string error) = await RunAsync("node", arguments, _folder);
        if (code != 0) throw new InvalidOperationException($"the peer ended with {code}: {error}");
        return JsonSerializer.Deserialize<PeerFigures>(output.Trim().Split('\n')[^1], JsonSerializerOptions.Web)!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? FindFolder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            foreach (string below in (string[])["bullmq", Path.Combine("tests", "CallQueue.Benchmarks", "bullmq")])
                if (File.Exists(Path.Combine(at.FullName, below, "peer.mjs"))) return Path.Combine(at.FullName, below);
        }

        return null;
    }

    private static async Task<bool> AnswersAsync(string program, string folder)
    {
        try
        {
            return await RunAsync(program, ["--version"], folder) is (0, _, _);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"the peer did not end within {Limit.TotalMinutes:0} minutes");
        }

        return (process.ExitCode, await output, await error);
    }
}

/// <summary>What the driver prints.</summary>
/// <param name="NodeCpuMs">CPU of the worker process during the measured lives.</param>
/// <param name="RedisCpuMs">CPU of its Redis, likewise.</param>
internal sealed record PeerFigures(int Lives, double Seconds, double PerSecond, double EnqueuePerSecond, double NodeCpuMs, double RedisCpuMs)
{
    public double CpuMicroseconds => (NodeCpuMs + RedisCpuMs) * 1000 / Lives;
}
