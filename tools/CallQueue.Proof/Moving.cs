using System.Globalization;

namespace CallQueue.Proof;

/// <summary>From one process to a cluster in the middle of the work: export, import, go on.</summary>
internal static class Moving
{
    private const int FirstPort = 7600;

    public static async Task<bool> RunAsync(ProofOptions options)
    {
        string address = $"http://127.0.0.1:{FirstPort + 11}";
        await using var cluster = new Cluster(FirstPort, address, $"--ring-ms 100-500 --talk-ms 300-2000 --seed {options.Seed}");
        using var load = new Load(new Uri(address), options);
        await cluster.DoAsync("standalone");
        await load.SubmitRunsAsync();
        while (Ledger.Read(cluster.Ledger).Calls.Count < options.Calls / 3) await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

        DateTimeOffset left = TimeProvider.System.GetUtcNow();
        Console.Write(await cluster.DoAsync("leave"));
        int before = Ledger.Read(cluster.Ledger).Calls.Count;
        await cluster.DoAsync("up", options.Silos.ToString(CultureInfo.InvariantCulture));
        Console.Write(await cluster.DoAsync("import"));
        Console.Write(await cluster.DoAsync("import"));
        IReadOnlyList<string> open = await Progress.WaitAsync(load, cluster);
        Verdict.Row("placed by the one process", before);
        return Verdict.Print(Ledger.Read(cluster.Ledger), load, null, [(left, "leave")], open);
    }
}
