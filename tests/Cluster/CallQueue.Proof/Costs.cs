using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CallQueue.Proof;

/// <summary>What one call's life costs in CPU, Redis commands and bytes between silos: on one process, and on 1, 2 and 3 silos.</summary>
internal static partial class Costs
{
    private const int FirstPort = 7600;
    private const string Carrier = "--ring-ms 5-20 --talk-ms 20-80";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public static async Task<bool> RunAsync(ProofOptions options)
    {
        Console.WriteLine("| where | calls/s | CPU per call: silos | gateways | Redis | Redis commands per call | bytes between silos per call | memory of a silo: idle | busy |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        await StandaloneAsync(options);
        foreach (int silos in (int[])[1, 2, 3]) await ClusterAsync(silos, options);
        return true;
    }

    private static async Task StandaloneAsync(ProofOptions options)
    {
        await using var cluster = new Cluster(FirstPort, $"http://127.0.0.1:{FirstPort + 11}", Carrier);
        await cluster.DoAsync("standalone");
        using var load = new Load(cluster.Gateways[0], options);
        Usage idle = Usage.Of(cluster.ProcessesOf("standalone"));
        (double seconds, int calls) = await WorkAsync(load, cluster);
        Usage busy = Usage.Of(cluster.ProcessesOf("standalone"));
        Row("one process, SQLite", calls, seconds, busy.Since(idle), 0, 0, "–", "–", idle, busy);
    }

    private static async Task ClusterAsync(int silos, ProofOptions options)
    {
        await using var cluster = new Cluster(FirstPort, $"http://127.0.0.1:{FirstPort + 11}", Carrier);
        await cluster.DoAsync("up", silos.ToString(CultureInfo.InvariantCulture));
        using var load = new Load(cluster.Gateways[0], options);
        await Task.Delay(Settling, TimeProvider.System);
        (Usage idle, Usage gateways, Usage redis) = (Usage.Of(cluster.ProcessesOf("silo-*")), Usage.Of(cluster.ProcessesOf("gateway-*")), Usage.Of(cluster.ProcessesOf("redis")));
        (long commands, long bytes) = (await CommandsAsync(cluster), await BytesAsync(cluster));
        (double seconds, int calls) = await WorkAsync(load, cluster);
        Usage busy = Usage.Of(cluster.ProcessesOf("silo-*"));
        string perCall = Number((double)(await CommandsAsync(cluster) - commands) / calls), crossing = Number((double)(await BytesAsync(cluster) - bytes) / calls);
        Row($"{silos} silos", calls, seconds, busy.Since(idle), Usage.Of(cluster.ProcessesOf("gateway-*")).Since(gateways), Usage.Of(cluster.ProcessesOf("redis")).Since(redis), perCall, crossing, idle, busy);
        Console.WriteLine(await cluster.AskRedisAsync("INFO", "commandstats"));
    }

    /// <summary>The time from the first dial to the last end.</summary>
    private static async Task<(double Seconds, int Calls)> WorkAsync(Load load, Cluster cluster)
    {
        await load.SubmitRunsAsync();
        await Progress.WaitAsync(load, cluster);
        IReadOnlyList<PlacedCall> calls = Ledger.Read(cluster.Ledger).Calls;
        return ((calls.Max(call => call.EndedAt)!.Value - calls[0].At).TotalSeconds, calls.Count);
    }

    private static async Task<long> CommandsAsync(Cluster cluster) =>
        Calls().Matches(await cluster.AskRedisAsync("INFO", "commandstats")).Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>What has gone through the connections of the silos' own ports.</summary>
    private static async Task<long> BytesAsync(Cluster cluster)
    {
        using Process ss = Process.Start(new ProcessStartInfo("ss", "-tinHO state established") { RedirectStandardOutput = true })!;
        string all = await ss.StandardOutput.ReadToEndAsync();
        HashSet<string> ports = [.. cluster.Silos.Select(silo => $":{cluster.Port + 100 + (3 * silo)} ")];
        return all.Split('\n').Where(line => ports.Any(line.Contains)).SelectMany(line => Sent().Matches(line)).Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    private static void Row(string where, int calls, double seconds, double silos, double gateways, double redis, string commands, string bytes, Usage idle, Usage busy) =>
        Console.WriteLine($"| {where} | {Number(calls / seconds)} | {Milliseconds(silos / calls)} | {Milliseconds(gateways / calls)} | {Milliseconds(redis / calls)} | {commands} | {bytes} | {idle.Megabytes} MB | {busy.Megabytes} MB |");

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.00} ms");

    private static string Number(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:0.#}");

    [GeneratedRegex(@"calls=(\d+)")]
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

        public double Since(Usage before) => CpuSeconds - before.CpuSeconds;
    }
}
