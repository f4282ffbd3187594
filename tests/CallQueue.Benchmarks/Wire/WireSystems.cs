using System.Globalization;
using CallQueue.Benchmarks.Wire.Lab;
using CallQueue.Benchmarks.Wire.Systems;

namespace CallQueue.Benchmarks.Wire;

/// <summary>The systems by their names.</summary>
internal static class WireSystems
{
    private static readonly string[] Kinds = ["floor", "peer1", "peer4", "ours", "silo1", "silo3"];

    /// <summary>Whether a name of <c>--systems</c> is one.</summary>
    public static bool IsKnown(string name) => Kinds.Contains(KindOf(name));

    /// <summary>Whether others are compared with it.</summary>
    public static bool IsPeer(string name) => KindOf(name).StartsWith("peer", StringComparison.Ordinal);

    /// <summary>A system that was not started.</summary>
    /// <param name="name">Its name in <c>--systems</c>.</param>
    /// <param name="settings">The program's settings.</param>
    /// <param name="carrierPort">Where the lab is.</param>
    /// <param name="folder">For its files; new and empty.</param>
    public static WireSystem Make(string name, WireSettings settings, int carrierPort, string folder)
    {
        string[] parts = name.Split(':');
        int at = parts[0].IndexOf('@', StringComparison.Ordinal);
        string program = at < 0 ? FindProgram() : parts[0][(at + 1)..];
        Dictionary<string, string> variables = parts.Skip(1).Select(part => part.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        string port = carrierPort.ToString(CultureInfo.InvariantCulture);
        return KindOf(name) switch
        {
            "floor" => new ControlledSystem(() => MeasuredProcess.Start("dotnet", [WireProgram.OwnProgram, "wire-floor", port], variables)),
            "peer1" => Peer("1"),
            "peer4" => Peer("4"),
            "ours" => new CallQueueSystem(program, 0, carrierPort, variables, folder),
            "silo1" => new CallQueueSystem(program, 1, carrierPort, variables, folder),
            _ => new CallQueueSystem(program, 3, carrierPort, variables, folder),
        };

        ControlledSystem Peer(string events) => new(() => MeasuredProcess.Start(
            "node",
            [
                "wire.mjs", "--carrier", $"http://127.0.0.1:{port}", "--events", events, "--fsync", settings.Fsync, "--data", folder,
                "--account", LabAccount.Sid, "--token", LabAccount.Token, "--number", LabAccount.Number,
            ],
            variables,
            Find("tests/CallQueue.Benchmarks/bullmq")));
    }

    private static string KindOf(string name) => name.Split(':')[0].Split('@')[0];

    private static string FindProgram()
    {
        string configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Find("src/CallQueue"), "bin", configuration, "net10.0", "callqueue.dll");
    }

    private static string Find(string path)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, path) is var found && Directory.Exists(found)) return found;
        throw new InvalidOperationException($"{path} was not found above {AppContext.BaseDirectory}");
    }
}
