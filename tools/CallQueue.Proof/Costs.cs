using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CallQueue.Proof;

/// <summary>What one call's life costs in CPU, Redis commands and bytes between silos: on one process, and on 1, 2 and 3 silos.</summary>
internal static partial class Costs
{
    private const int FirstPort = 7600;
    private const string Carrier = "--ring-ms 5-20 --talk-ms 20-80";
    private const double WarmUp = 0.3;
    private static readonly string[] InScripts = ["hget", "hmset", "hset", "hsetnx", "hexists", "zadd", "zremrangebylex", "del", "get"];
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public static async Task<bool> RunAsync(ProofOptions options)
    {
        Console.WriteLine("| where | calls/s | CPU per call: silos | gateways | Redis | requests to Redis per call | bytes between silos per call | memory of a silo: idle | busy |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        await StandaloneAsync(options);
        foreach (int silos in (int[])[1, 2, 3]) await ClusterAsync(silos, options);
        return true;
    }

    private static async Task StandaloneAsync(ProofOptions options)
    {
        await using var cluster = new Cluster(FirstPort, $"http://127.0.0.1:{FirstPort + 11}", Carrier);
        await cluster.DoAsync("standalone");
        await MeasureAsync("one process, SQLite", "standalone", cluster, options);
    }

    private static async Task ClusterAsync(int silos, ProofOptions options)
    {
        await using var cluster = new Cluster(FirstPort, $"http://127.0.0.1:{FirstPort + 11}", Carrier);
        await cluster.DoAsync("up", silos.ToString(CultureInfo.InvariantCulture));
        await Task.Delay(Settling, TimeProvider.System);
        await MeasureAsync($"{silos} silos", "silo-*", cluster, options);
    }

    /// <summary>Warm costs: from when a part of the calls has been placed until the last has ended.</summary>
    private static async Task MeasureAsync(string where, string name, Cluster cluster, ProofOptions options)
    {
        using var load = new Load(cluster.Gateways[0], options);
        long idle = Usage.Of(cluster.ProcessesOf(name)).Megabytes;
        await load.SubmitRunsAsync();
        while (Ledger.Read(cluster.Ledger).Calls.Count < options.Calls * WarmUp) await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

        Spent before = await Spent.OfAsync(name, cluster);
        int placed = Ledger.Read(cluster.Ledger).Calls.Count;
        await Progress.WaitAsync(load, cluster);
        IReadOnlyList<PlacedCall> all = Ledger.Read(cluster.Ledger).Calls;
        Spent after = await Spent.OfAsync(name, cluster);
        PlacedCall[] calls = [.. all.Skip(placed)];
        double seconds = (calls.Max(call => call.EndedAt)!.Value - calls[0].At).TotalSeconds;
        Row(where, calls.Length, seconds, before, after, idle);
    }

    private static void Row(string where, int calls, double seconds, Spent before, Spent after, long idle) => Console.WriteLine(
        $"| {where} | {Number(calls / seconds)} | {Milliseconds((after.Silos.CpuSeconds - before.Silos.CpuSeconds) / calls)} | {Milliseconds((after.Gateways - before.Gateways) / calls)}"
        + $" | {Milliseconds((after.Redis - before.Redis) / calls)} | {Number((double)(after.RoundTrips - before.RoundTrips) / calls)} | {Number((double)(after.Bytes - before.Bytes) / calls)}"
        + $" | {idle} MB | {after.Silos.Megabytes} MB |");

    /// <summary>What clients asked Redis for; commands inside a script are part of one request.</summary>
    private static async Task<long> RoundTripsAsync(Cluster cluster)
    {
        string stats = await cluster.AskRedisAsync("INFO", "commandstats");
        return Calls().Matches(stats).Where(match => !InScripts.Contains(match.Groups[1].Value)).Sum(match => long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>What has gone through the connections of the silos' own ports.</summary>
    private static async Task<long> BytesAsync(Cluster cluster)
    {
        using Process ss = Process.Start(new ProcessStartInfo("ss", "-tinHO state established") { RedirectStandardOutput = true })!;
        string all = await ss.StandardOutput.ReadToEndAsync();
        HashSet<string> ports = [.. cluster.Silos.Select(silo => $":{cluster.Port + 100 + (3 * silo)} ")];
        return all.Split('\n').Where(line => ports.Any(line.Contains)).SelectMany(line => Sent().Matches(line)).Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.00} ms");

    private static string Number(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:0.#}");

    [GeneratedRegex(@"cmdstat_([^:]+):calls=(\d+)")]
    private static partial Regex Calls();

    [GeneratedRegex(@"bytes_sent:(\d+)")]
    private static partial Regex Sent();

    /// <summary>CPU time of some processes together, and memory of each on average.</summary>
    private sealed record Usage(double CpuSeconds, long Megabytes)
    {
        public static Usage Of(IReadOnlyList<int> processes)
        {
            double cpu = 0;
            long bytes = 0;
            foreach (int id in processes)
            {
                using var process = Process.GetProcessById(id);
                cpu += process.TotalProcessorTime.TotalSeconds;
                bytes += process.WorkingSet64;
            }

            return new Usage(cpu, bytes / processes.Count / 1_048_576);
        }
    }

    /// <summary>Everything that has been used so far.</summary>
    private sealed record Spent(Usage Silos, double Gateways, double Redis, long RoundTrips, long Bytes)
    {
        public static async Task<Spent> OfAsync(string name, Cluster cluster)
        {
            var silos = Usage.Of(cluster.ProcessesOf(name));
            bool isCluster = cluster.ProcessesOf("redis").Count > 0;
            return isCluster
                ? new Spent(silos, Usage.Of(cluster.ProcessesOf("gateway-*")).CpuSeconds, Usage.Of(cluster.ProcessesOf("redis")).CpuSeconds, await RoundTripsAsync(cluster), await BytesAsync(cluster))
                : new Spent(silos, 0, 0, 0, 0);
        }
    }
}
