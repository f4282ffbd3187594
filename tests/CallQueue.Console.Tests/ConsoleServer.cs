using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CallQueue;

/// <summary>A running <c>callqueue serve</c> with the simulated carrier and a data folder of its own.</summary>
internal sealed partial class ConsoleServer : IDisposable
{
    public const string OperatorKey = "test-operator-key-of-the-console-0123456789";
    private readonly string _root;
    private readonly Func<Task<(ChildProcess, HttpClient)>> _start;
    private ChildProcess _process;

    private ConsoleServer(ChildProcess process, string root, HttpClient client, Func<Task<(ChildProcess, HttpClient)>> start) => (_process, _root, Client, _start) = (process, root, client, start);

    /// <summary>Asks the server, as an operator.</summary>
    public HttpClient Client { get; private set; }

    public Uri Url => Client.BaseAddress!;

    /// <param name="speed">How many times faster simulated calls run.</param>
    /// <param name="hasKeys">Whether people sign in.</param>
    /// <param name="environment">More settings.</param>
    public static async Task<ConsoleServer> StartAsync(int speed = 20, bool hasKeys = false, params (string Name, string Value)[] environment)
    {
        string root = Directory.CreateTempSubdirectory("callqueue-").FullName;
        var settings = environment.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
        // The tests of a page click faster than people.
        settings["API_RATE_LIMIT_PER_SECOND"] = "1000";
        if (hasKeys) settings["CALLQUEUE_OPERATOR_KEY"] = OperatorKey;
        string[] access = hasKeys ? ["--host", "127.0.0.1"] : ["--no-keys"];
        (ChildProcess process, HttpClient client) = await ServeAsync();
        return new ConsoleServer(process, root, client, ServeAsync);

        async Task<(ChildProcess, HttpClient)> ServeAsync()
        {
            ChildProcess process = ChildProcess.Dial(settings, ["serve", "--port", "0", "--data", Path.Combine(root, "data"), "--speed", $"{speed}", .. access]);
            await process.SaysAsync("SIMULATED");
            var client = new HttpClient { BaseAddress = new Uri(Address().Match(process.Output).Value) };
            if (hasKeys) client.DefaultRequestHeaders.Add("X-Api-Key", OperatorKey);
            return (process, client);
        }
    }

    /// <summary>As kill -9.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts another process over the same data, after a kill; it has another address.</summary>
    public async Task StartAgainAsync()
    {
        Client.Dispose();
        _process.Dispose();
        (_process, Client) = await _start();
    }

    /// <summary>Queues people as a run, and waits for nothing.</summary>
    public async Task RunAsync(string run, int people, string business = "default", string options = "")
    {
        var text = new StringBuilder("phone,name\n");
        for (int index = 0; index < people; index++) text.Append($"+1202555{index:0000},{(index % 3) switch { 0 => "Ann", 1 => "محمد العلي", _ => "Maximiliane von Hohenstein-Wittgenstein" }}\n");
        using var list = new StringContent(text.ToString(), Encoding.UTF8, "text/csv");
        using HttpResponseMessage answer = await Client.PostAsync($"api/runs?run_id={run}&business_id={business}&again=true&message=Hello{options}", list);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Client.GetStringAsync(path))!;

    public Task<JsonNode> PostAsync(string path, string json = "{}") => SendAsync(HttpMethod.Post, path, json);

    public Task<JsonNode> PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, json);

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using HttpResponseMessage answer = await Client.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>As a browser that opens a page, without a key.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, string accept = "text/html,application/xhtml+xml,*/*;q=0.8", string? encoding = null)
    {
        using var bare = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None, AllowAutoRedirect = false }) { BaseAddress = Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        if (encoding is not null) request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        return await bare.SendAsync(request);
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Dispose();
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (IOException)
        {
            // The process that is ending still writes; the system's temporary folder takes care of the rest.
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Address();
}
