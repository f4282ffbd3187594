using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CallQueue.CarrierLab;
using Xunit.Abstractions;

namespace CallQueue;

public sealed class TwilioKillTests(ITestOutputHelper output) : IDisposable
{
    private const int People = 2_000;
    private const int Kills = 20;
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Killed_twenty_times_during_a_run_through_Twilio_everybody_is_dialed_exactly_once()
    {
        string ledger = _scene.File("lab.jsonl");
        using ChildProcess lab = ChildProcess.Start("CallQueue.CarrierLab.dll", null, "--ledger", ledger, "--ring-ms", "20-200", "--talk-ms", "50-400", "--seed", "1");
        await lab.SaysAsync("listening on ");
        string url = lab.Output.Split("listening on ")[1].Trim();
        int port = FreePort();
        Dictionary<string, string> environment = ExitCodeTests.Twilio(url, new LabOptions().TwilioToken);
        environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        environment["PUBLIC_URL"] = $"http://127.0.0.1:{port}";
        environment["CARRIER_DIALS_PER_SECOND"] = "0";
        environment["CALLQUEUE_ABSENCE_SECONDS"] = "2";
        string[] args = ["dial", _scene.People(People), "--data", _scene.Data, "--slots", "50", "--ring-timeout", "5s", "--max-duration", "5s"];

        long since = TimeProvider.System.GetTimestamp();
        for (int kill = 1; kill <= Kills; kill++)
        {
            using ChildProcess child = ChildProcess.Dial(environment, args);
            int goal = People * kill / (Kills + 2);
            while (Created(ledger) < goal && !child.HasEnded) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            child.HasEnded.ShouldBeFalse(child.Output);
            await child.KillAsync();
        }

        using ChildProcess last = ChildProcess.Dial(environment, args);
        (await last.EndAsync(TimeSpan.FromMinutes(3))).ShouldBe(0, last.Output);
        Judge(ledger, TimeProvider.System.GetElapsedTime(since));
    }

    private void Judge(string ledger, TimeSpan elapsed)
    {
        string[] numbers = [.. Placed(ledger)];
        int unplaced = Entries(ledger).Count(entry => Kind(entry) == "create" && entry["placed"]?.GetValue<bool>() != true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Kills} kills, {People} people, {numbers.Length} calls placed, {numbers.Distinct().Count()} people reached, {unplaced} creates not placed, {elapsed.TotalSeconds:0} s"));
        numbers.GroupBy(number => number).Where(calls => calls.Count() > 1).ShouldBeEmpty();
        numbers.Length.ShouldBe(People);
    }

    private static int Created(string ledger) => File.Exists(ledger) ? Placed(ledger).Count() : 0;

    internal static IEnumerable<string> Placed(string ledger) => Entries(ledger)
        .Where(entry => Kind(entry) == "create" && entry["placed"]?.GetValue<bool>() == true).Select(entry => entry["to"]!.GetValue<string>());

    private static IEnumerable<JsonNode> Entries(string ledger) =>
        Scene.ReadLines(ledger).Where(line => line.Contains("\"create\"", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line)!);

    private static string? Kind(JsonNode entry) => entry["kind"]?.GetValue<string>();

    [SuppressMessage("Reliability", "CA2000", Justification = "disposed by the using")]
    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
