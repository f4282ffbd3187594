using System.Globalization;

namespace CallQueue.Proof;

/// <summary>A rolling restart under load: nobody may notice.</summary>
internal static class Rolling
{
    private const int FirstPort = 7600;

    public static async Task<bool> RunAsync(ProofOptions options)
    {
        string address = $"http://127.0.0.1:{FirstPort + 2}";
        await using var cluster = new Cluster(FirstPort, address, $"--ring-ms 100-500 --talk-ms 300-2000 --seed {options.Seed}");
        await using Front front = await Front.StartAsync(FirstPort + 2, cluster.Gateways);
        using var load = new Load(new Uri(address), options);
        await cluster.DoAsync("up", options.Silos.ToString(CultureInfo.InvariantCulture));
        await load.SubmitRunsAsync();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        (int served, int failed) = (front.Served, front.Failed);
        DateTimeOffset began = TimeProvider.System.GetUtcNow();
        Console.Write(await cluster.DoAsync("roll"));
        DateTimeOffset ended = TimeProvider.System.GetUtcNow();
        Verdict.Row("requests during the restart", front.Served - served);
        Verdict.Row("  of them failed", front.Failed - failed);

        IReadOnlyList<string> open = await Progress.WaitAsync(load, cluster);
        var ledger = Ledger.Read(cluster.Ledger);
        DateTimeOffset[] dials = [.. ledger.Calls.Select(call => call.At).Where(at => at > began && at < ended)];
        TimeSpan[] all = [.. dials.Zip(dials.Skip(1), (a, b) => b - a).Order()];
        TimeSpan[] each = [.. ledger.Calls.Where(call => call.At > began && call.At < ended).GroupBy(call => call.Business)
            .SelectMany(calls => calls.Zip(calls.Skip(1), (a, b) => b.At - a.At)).Order()];
        Verdict.Row("restarting everything took", Verdict.Seconds(ended - began));
        Verdict.Row("longest gap in dialing, cluster", Verdict.Seconds(all[^1]));
        Verdict.Row("longest gap in dialing, any one business (a call lasts up to 2.5 s)", Verdict.Seconds(each[^1]));
        return Verdict.Print(ledger, load, front, [], open);
    }
}
