using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace CallQueue.Benchmarks.Wire.Systems;

/// <summary>A system written for this benchmark, the peer or the floor: one process that prints its port and takes its calls at <c>/control</c>.</summary>
internal sealed class ControlledSystem(Func<MeasuredProcess> start) : WireSystem
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly List<MeasuredProcess> _processes = [];
    private int? _redis;

    public override IReadOnlyList<MeasuredProcess> Processes => _processes;

    public override int? Redis => _redis;

    public override async Task StartAsync()
    {
        _processes.Add(start());
        JsonNode listening = JsonNode.Parse(await _processes[0].FirstLine)!;
        _http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{listening["port"]!.GetValue<int>()}"));
        _redis = listening["redis"]?.GetValue<int>();
    }

    public override async Task EnqueueAsync(WireShape shape, string run, int first, int calls)
    {
        int each = calls / shape.Businesses;
        for (int i = 0; i < shape.Businesses; i++)
        {
            var body = new JsonObject { ["business"] = shape.Business(i), ["slots"] = shape.Slots, ["run"] = run, ["calls"] = each, ["first"] = first + (i * each) };
            await PostAsync("/control/enqueue", body);
        }
    }

    public override Task ReleaseAsync(WireShape shape) => PostAsync("/control/release", []);

    public override async Task<int?> RecordedAsync(WireShape shape, string run)
    {
        if (_redis is null) return null;
        int all = 0;
        for (int i = 0; i < shape.Businesses; i++)
            all += (await _http.GetFromJsonAsync<JsonObject>($"/control/recorded?business={shape.Business(i)}&run={run}"))!["completed"]!.GetValue<int>();
        return all;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (MeasuredProcess process in _processes) await process.DisposeAsync();
        _http.Dispose();
    }

    private async Task PostAsync(string path, JsonObject body)
    {
        // With a length: the floor's server can't read chunks.
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
    }
}
