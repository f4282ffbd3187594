using System.Diagnostics;
using System.Globalization;

namespace CallQueue.Proof;

/// <summary>
/// Two carriers, one process: the first answers 429 to everything for a minute while a list is dialed. What it costs, how soon calls go to the second and come
/// back, by the ledgers of both.
/// </summary>
internal static class Failover
{
    private const int FirstPort = 7700;
    private const int OutageBegins = 25;
    private const int OutageEnds = 85;
    private const string Life = "--ring-ms 100-300 --talk-ms 800-1500";

    // The credentials that every carrier lab has.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["CALL_CARRIER"] = "twilio", ["FALLBACK_CARRIERS"] = "plivo", ["CARRIER_DIALS_PER_SECOND"] = "0", ["FALLBACK_DIALS_PER_SECOND"] = "0",
        ["TWILIO_ACCOUNT_SID"] = "AC00000000000000000000000000000001", ["TWILIO_AUTH_TOKEN"] = "0123456789abcdef0123456789abcdef", ["TWILIO_NUMBER"] = "+12025550100",
        ["PLIVO_AUTH_ID"] = "MA000000000000000001", ["PLIVO_AUTH_TOKEN"] = "ZmFrZS1wbGl2by1hdXRoLXRva2VuLTAwMDE", ["PLIVO_NUMBER"] = "+12025550101",
        ["TWILIO_BASE_URL"] = Address(0), ["PLIVO_BASE_URL"] = Address(1), ["PUBLIC_URL"] = Address(2), ["PORT"] = (FirstPort + 2).ToString(CultureInfo.InvariantCulture),
    };

    public static async Task<bool> RunAsync(ProofOptions options)
    {
        string folder = Directory.CreateTempSubdirectory("callqueue-failover-").FullName;
        string list = Path.Combine(folder, "people.csv");
        await File.WriteAllLinesAsync(list, ["phone,name", .. Enumerable.Range(0, options.Calls).Select(i => string.Create(CultureInfo.InvariantCulture, $"+1415{5_550_000 + i},Person {i}"))]);
        string first = Path.Combine(folder, "first.jsonl"), second = Path.Combine(folder, "second.jsonl");
        using Process lab = Start("tools/CallQueue.CarrierLab", "CallQueue.CarrierLab", $"--port {FirstPort} --ledger {first} {Life} --seed {options.Seed} --outage-s {OutageBegins}-{OutageEnds}");
        using Process other = Start("tools/CallQueue.CarrierLab", "CallQueue.CarrierLab", $"--port {FirstPort + 1} --ledger {second} {Life} --seed {options.Seed}");
        try
        {
            using Process dial = Start("src/CallQueue", "callqueue", $"dial {list} --data {Path.Combine(folder, "data")} --results {Path.Combine(folder, "results.csv")} --slots 10 --message Hello");
            await dial.WaitForExitAsync();
            Verdict.Row("exit code of dial", dial.ExitCode);
        }
        finally
        {
            lab.Kill();
            other.Kill();
        }

        return Judge(options, Ledger.Read(first), Ledger.Read(second), RefusedIn(first));
    }

    private static bool Judge(ProofOptions options, Ledger first, Ledger second, DateTimeOffset[] refused)
    {
        PlacedCall[] placed = [.. first.Calls, .. second.Calls];
        int people = placed.DistinctBy(call => call.To).Count(), twice = placed.Length - people;
        Verdict.Row("people", options.Calls);
        Verdict.Row("called", people);
        Verdict.Row("called twice", twice);
        Verdict.Row("dials at the first carrier, at the second", $"{first.Calls.Count}, {second.Calls.Count}");
        Verdict.Row("dials that the first refused", refused.Length);
        if (refused.Length == 0 || second.Calls.Count == 0) return false; // The list was over before the outage.
        DateTimeOffset began = refused[0], ended = began + TimeSpan.FromSeconds(OutageEnds - OutageBegins);
        Verdict.Row("from the first refusal to the first call at the second", Verdict.Seconds(second.Calls[0].At - began));
        PlacedCall? back = first.Calls.FirstOrDefault(call => call.At > began + TimeSpan.FromSeconds(1));
        Verdict.Row("from the end of the outage to the first call at the first again", back is null ? "none" : Verdict.Seconds(back.At - ended));
        return people == options.Calls && twice == 0;
    }

    private static DateTimeOffset[] RefusedIn(string ledger) =>
        [.. File.ReadLines(ledger).Where(line => line.Contains("\"create\"", StringComparison.Ordinal) && line.Contains("\"placed\":false", StringComparison.Ordinal))
            .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!["at"]!.GetValue<DateTimeOffset>()).Order()];

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FirstPort + port}");

    private static Process Start(string project, string program, string args)
    {
        var start = new ProcessStartInfo("dotnet", $"{Path.Combine(Cluster.Repository, project, "bin", "Release", "net10.0", $"{program}.dll")} {args}");
        foreach ((string name, string value) in Settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
