using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallQueue.Benchmarks.Load;

/// <summary>
/// Requests per second through HTTP on loopback, client and server in this one process, beside an endpoint of the same
/// server that only parses the same body: what is left is what the product costs. And the memory that a large bulk takes.
/// </summary>
internal static class Rest
{
    private const int Requests = 20_000;
    private const int Waiting = 5_000;
    private const int Slots = 10_000;
    private const int BulkCalls = 100_000;

    public static async Task MeasureAsync(LoadSettings settings, Report report)
    {
        await SubmitsAsync(settings, report);
        await WebhooksAsync(settings, report);
    }

    /// <summary>Into a paused business, so that nothing but taking them is measured.</summary>
    private static async Task SubmitsAsync(LoadSettings settings, Report report)
    {
        int requests = settings.Scale(Requests);
        var carrier = new PatientCarrier(0);
        await using Rig rig = await Rig.OpenAsync(settings, slots: 3, patient: carrier);
        await using RestServer server = await RestServer.StartAsync(rig.References, carrier);
        await rig.Business.PauseAsync(true);
        await RoundAsync(server, requests / 4, "warm", null);
        report.Progress("submit");
        await RoundAsync(server, requests, "submit", report);
        report.Progress("status");
        Cost bare = await server.GetAsync("/bare", requests);
        Cost status = await server.GetAsync("/api/calls/submit1/status", requests);
        report.Add("GET /api/calls/{id}/status beside a bare endpoint", $"{status.PerSecond:N0}/s against {bare.PerSecond:N0}/s, {status.PerSecond / bare.PerSecond:0.00}×");
        await BulkAsync(settings, server, report);
    }

    /// <summary>For calls that have been dialed and wait for them.</summary>
    private static async Task WebhooksAsync(LoadSettings settings, Report report)
    {
        report.Progress("webhooks");
        int waiting = settings.Scale(Waiting);
        var carrier = new PatientCarrier(waiting);
        await using Rig rig = await Rig.OpenAsync(settings, Slots, patient: carrier);
        await using RestServer server = await RestServer.StartAsync(rig.References, carrier);
        await rig.EnqueueAsync(waiting);
        await carrier.AllDialedAsync();
        string[] hooks = [.. carrier.Dialed.Select(attempt => $"/webhooks/patient/status?call={Uri.EscapeDataString(attempt.Call.ToString())}&attempt={attempt.Number}&token={attempt.Token}")];
        Cost bare = await server.PostFormAsync([.. hooks.Select(_ => "/bare-form")]);
        Cost moved = await server.PostFormAsync(hooks);
        Cost repeated = await server.PostFormAsync(hooks);
        report.Add("webhook that moves a call, durable, beside a bare endpoint", $"{moved.PerSecond:N0}/s against {bare.PerSecond:N0}/s, {moved.PerSecond / bare.PerSecond:0.00}×");
        report.Add("the same webhook again", $"{repeated.PerSecond:N0}/s, {repeated.PerSecond / bare.PerSecond:0.00}×");
    }

    private static async Task RoundAsync(RestServer server, int requests, string name, Report? report)
    {
        string[] bodies = [.. Enumerable.Range(0, requests).Select(i => Body(name, i))];
        Cost bare = await server.PostAsync("/bare", bodies);
        Cost submit = await server.PostAsync("/api/calls/queue", bodies);
        report?.Add(
            "POST /api/calls/queue, durable, beside a bare endpoint",
            $"{submit.PerSecond:N0}/s against {bare.PerSecond:N0}/s, {submit.PerSecond / bare.PerSecond:0.00}×; {submit.CpuMicroseconds - bare.CpuMicroseconds:N0} µs CPU of its own");
    }

    private static async Task BulkAsync(LoadSettings settings, RestServer server, Report report)
    {
        int calls = settings.Scale(BulkCalls);
        var text = new StringBuilder("{\"batch_id\":\"bulk\",\"calls\":[");
        for (int i = 0; i < calls; i++) text.Append(i == 0 ? "" : ",").Append(Body(null, i));
        byte[] body = Encoding.UTF8.GetBytes(text.Append("]}").ToString());
        text.Clear();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = new PeakMemory(before);
        Cost cost = await server.PostBytesAsync("/api/calls/bulk-queue", body);
        long most = peak.Stop();
        report.Add(
            $"a bulk of {calls:N0} calls in one request ({body.Length / 1e6:0.0} MB)",
            $"{calls / cost.Elapsed.TotalSeconds:N0} calls/s, {cost.CpuMicroseconds / calls:0.0} µs CPU per call; memory at most {most / 1e6:0.0} MB above what was there (the body itself not counted), {(double)most / body.Length:0.0} bytes per byte of it");
    }

    private static string Body(string? name, int i) => JsonSerializer.Serialize(new JsonObject
    {
        ["phone_number"] = string.Create(CultureInfo.InvariantCulture, $"+1202{i:0000000}"),
        ["custom_call_id"] = name is null ? null : $"{name}{i}",
        ["campaign_id"] = "spring",
        ["call_config"] = new JsonObject { ["voice"] = "alice", ["variables"] = new JsonObject { ["name"] = "Ada", ["slot"] = "10:30" } },
    });
}
