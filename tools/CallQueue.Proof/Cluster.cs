using System.Diagnostics;
using System.Globalization;

namespace CallQueue.Proof;

/// <summary>The cluster as tools/cluster.sh starts and stops it. Nothing here knows what runs inside.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>The operator key of a rehearsal: public, and refused where people are phoned.</summary>
    public const string Key = "rehearsal-key-that-opens-no-real-queue";

    private readonly string _script = Path.Combine(Repository, "tools", "cluster.sh");
    private readonly Dictionary<string, string> _environment;

    /// <param name="port">The first port; <paramref name="publicUrl"/> is where the carrier sends its webhooks.</param>
    public Cluster(int port, string publicUrl, string carrier)
    {
        Port = port;
        Folder = Directory.CreateTempSubdirectory("callqueue-proof-").FullName;
        _environment = new Dictionary<string, string>
        {
            ["CLUSTER_PORT"] = port.ToString(CultureInfo.InvariantCulture), ["CLUSTER_DIR"] = Folder, ["PUBLIC_URL"] = publicUrl, ["LAB_ARGS"] = carrier, ["CALLQUEUE_OPERATOR_KEY"] = Key,
        };
    }

    public int Port { get; }

    public string Folder { get; }

    public string Ledger => Path.Combine(Folder, "ledger.jsonl");

    /// <summary>The gateways' addresses.</summary>
    public IReadOnlyList<Uri> Gateways => [new($"http://127.0.0.1:{Port + 11}"), new($"http://127.0.0.1:{Port + 12}")];

    /// <summary>Numbers of the silos that were started and neither stopped nor killed.</summary>
    public IReadOnlyList<int> Silos => [.. Pids("silo-*.pid").Select(file => int.Parse(Path.GetFileNameWithoutExtension(file)["silo-".Length..], CultureInfo.InvariantCulture)).Order()];

    /// <summary>Process ids of what the script calls so, as in <c>silo-*</c>.</summary>
    public IReadOnlyList<int> ProcessesOf(string name) => [.. Pids($"{name}.pid").Select(ReadPid)];

    /// <summary>Runs a command of the script and answers what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> DoAsync(params string[] command)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        start.ArgumentList.Add(_script);
        foreach (string word in command) start.ArgumentList.Add(word);
        foreach ((string name, string value) in _environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"cluster.sh {string.Join(' ', command)} failed:\n{output}\nLogs are in {Folder}.");
        return output;
    }

    /// <summary>Answers of redis-cli.</summary>
    public async Task<string> AskRedisAsync(params string[] words)
    {
        var start = new ProcessStartInfo("redis-cli") { RedirectStandardOutput = true };
        foreach (string word in (string[])["-p", Port.ToString(CultureInfo.InvariantCulture), .. words]) start.ArgumentList.Add(word);
        using Process process = Process.Start(start)!;
        return await process.StandardOutput.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync() => await DoAsync("down");

    private string[] Pids(string pattern) => Directory.GetFiles(Folder, pattern);

    private static int ReadPid(string file) => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);

    /// <summary>The repository's folder, above this program.</summary>
    public static string Repository { get; } = FindRepository();

    private static string FindRepository()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "tools", "cluster.sh"))) return at.FullName;
        throw new InvalidOperationException("tools/cluster.sh is not above this program: run it from the repository.");
    }
}
