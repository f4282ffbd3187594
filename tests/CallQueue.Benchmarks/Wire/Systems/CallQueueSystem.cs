using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CallQueue.Benchmarks.Wire.Lab;

namespace CallQueue.Benchmarks.Wire.Systems;

/// <summary>The product as it is shipped: one process over SQLite, or silos over a Redis of their own.</summary>
/// <param name="program">callqueue.dll, or a published executable.</param>
/// <param name="silos">0: one process over SQLite.</param>
/// <param name="carrierPort">Where the lab is.</param>
/// <param name="variables">More environment variables.</param>
/// <param name="folder">For its files; new and empty.</param>
internal sealed class CallQueueSystem(string program, int silos, int carrierPort, IReadOnlyDictionary<string, string> variables, string folder) : WireSystem
{
    private const string Key = "benchmark-key-that-opens-no-real-queue";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2), DefaultRequestHeaders = { { "X-Api-Key", Key } } };
    private readonly List<MeasuredProcess> _processes = [];
    private readonly HashSet<string> _businesses = [];
    private MeasuredProcess? _redis;
    private int[] _ports = [];

    public override IReadOnlyList<MeasuredProcess> Processes => _processes;

    public override int? Redis => _redis?.Id;

    public override IReadOnlyList<int> WebhookPorts => _ports;

    public override async Task StartAsync()
    {
        int[] free = FreePorts((3 * Math.Max(1, silos)) + 1);
        _ports = free[..Math.Max(1, silos)];
        var environment = new Dictionary<string, string>
        {
            ["TWILIO_ACCOUNT_SID"] = LabAccount.Sid, ["TWILIO_AUTH_TOKEN"] = LabAccount.Token, ["TWILIO_NUMBER"] = LabAccount.Number,
            ["TWILIO_BASE_URL"] = Address(carrierPort), ["CALLQUEUE_REHEARSAL"] = "true", ["CALLQUEUE_OPERATOR_KEY"] = Key, ["HOST"] = "127.0.0.1",
            ["PUBLIC_URL"] = Address(_ports[0]), ["CARRIER_DIALS_PER_SECOND"] = "0", ["MAX_CONCURRENT_CALLS"] = "1000", ["LOG_FILE"] = Path.Combine(folder, "log.jsonl"),
        };
        foreach ((string name, string value) in variables) environment[name] = value;
        if (silos == 0)
        {
            _processes.Add(Start(["serve", "--port", Text(_ports[0]), "--data", Path.Combine(folder, "data")], environment));
        }
        else
        {
            int redis = free[^1];
            string[] arguments = ["--bind", "127.0.0.1", "--port", Text(redis), "--dir", folder, "--save", "", "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction"];
            _redis = MeasuredProcess.Start("redis-server", arguments);
            await AnswersAsync(redis);
            for (int i = 0; i < silos; i++)
            {
                _processes.Add(Start([], new Dictionary<string, string>(environment)
                {
                    ["SERVICE_ROLE"] = "all", ["SILO_NAME"] = $"silo-{i}", ["SILO_PORT"] = Text(free[silos + (2 * i)]), ["SILO_GATEWAY_PORT"] = Text(free[silos + (2 * i) + 1]),
                    ["PORT"] = Text(_ports[i]), ["REDIS_URL"] = $"redis://127.0.0.1:{Text(redis)}", ["LOG_FILE"] = Path.Combine(folder, $"log-{i}.jsonl"),
                }));
            }
        }

        foreach (int port in _ports) await ReadyAsync(port);
    }

    public override async Task EnqueueAsync(WireShape shape, string run, int first, int calls)
    {
        int each = calls / shape.Businesses;
        for (int i = 0; i < shape.Businesses; i++)
        {
            string business = shape.Business(i);
            if (_businesses.Add(business)) await SendAsync(HttpMethod.Put, $"/api/businesses/{business}", new JsonObject { ["slots"] = shape.Slots });
            await SendAsync(HttpMethod.Post, $"/api/businesses/{business}/pause", []);
            await SendAsync(HttpMethod.Post, "/api/calls/bulk-queue", new JsonObject
            {
                ["business_id"] = business, ["batch_id"] = run, ["message"] = "Hello",
                ["calls"] = new JsonArray([.. Enumerable.Range(first + (i * each), each).Select(number => new JsonObject { ["phone_number"] = string.Create(CultureInfo.InvariantCulture, $"+1202{number:0000000}") })]),
            });
        }
    }

    public override Task ReleaseAsync(WireShape shape) =>
        Task.WhenAll(Enumerable.Range(0, shape.Businesses).Select(i => SendAsync(HttpMethod.Post, $"/api/businesses/{shape.Business(i)}/resume", [])));

    public override async Task<int?> RecordedAsync(WireShape shape, string run)
    {
        int all = 0;
        for (int i = 0; i < shape.Businesses; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Address(_ports[0])}/api/runs/{run}") { Headers = { { "X-Business-Id", shape.Business(i) } } };
            using HttpResponseMessage response = await _http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            all += (await response.Content.ReadFromJsonAsync<JsonObject>())!["completed_count"]!.GetValue<int>();
        }

        return all;
    }

    public override async Task<Stream?> OpenEventsAsync(string business)
    {
        HttpResponseMessage response = await _http.GetAsync($"{Address(_ports[0])}/api/events?topics=business:{business},trunks", HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStreamAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        if (_redis is not null) await _redis.DisposeAsync();
        _http.Dispose();
    }

    private MeasuredProcess Start(string[] arguments, Dictionary<string, string> environment) => program.EndsWith(".dll", StringComparison.Ordinal)
        ? MeasuredProcess.Start("dotnet", [program, .. arguments], environment)
        : MeasuredProcess.Start(program, arguments, environment);

    private static string Address(int port) => $"http://127.0.0.1:{Text(port)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Ports that nobody listens on now.</summary>
    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners) listener.Dispose();
        return ports;
    }

    private async Task AnswersAsync(int port)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(started) < StartLimit)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }

    private async Task ReadyAsync(int port)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using HttpResponseMessage response = await _http.GetAsync($"{Address(port)}/healthz/ready");
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            if (_processes.FirstOrDefault(process => process.FirstLine.IsFaulted) is { } ended || TimeProvider.System.GetElapsedTime(started) > StartLimit)
                throw new InvalidOperationException($"callqueue did not start:\n{_processes[0].LastLines}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task SendAsync(HttpMethod method, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(method, Address(_ports[0]) + path) { Content = JsonContent.Create(body) };
        using HttpResponseMessage response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }
}
