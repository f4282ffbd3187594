using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CallQueue.Access;
using CallQueue.Carriers;
using CallQueue.Gateway.Tests.Documents;
using CallQueue.Gateway.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Gateway.Tests;

/// <summary>The gateway in a real server on a free loopback port, over fake actors and a clock that stands still.</summary>
internal sealed class GatewayApplication : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayApplication(WebApplication app, FakeActors actors, CollectingLog log)
    {
        (_app, Actors, Log) = (app, actors, log);
        var address = new Uri(app.Urls.First());
        Client = new HttpClient(new DescribedAnswers()) { BaseAddress = address };
    }

    public const string PublicUrl = "https://dialer.example.com";

    public FakeActors Actors { get; }

    public CollectingLog Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Every answer it gets is held against the API's own description.</summary>
    public HttpClient Client { get; }

    public FakeWebhooks Twilio { get; private init; } = null!;

    public static async Task<GatewayApplication> StartAsync(
        GatewayOptions? options = null, Action<IServiceCollection>? more = null, IActors? actors = null, AccessOptions? access = null, FakeTimeProvider? time = null,
        Action<IEndpointRouteBuilder>? map = null, TrafficLimits? traffic = null, ICarriers? carriers = null)
    {
        time ??= new FakeTimeProvider(Some.Now);
        var fakes = new FakeActors(time, carriers);
        var log = new CollectingLog();
        var twilio = new FakeWebhooks("twilio");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug).KeepAddressesOut();
        builder.Services.AddSingleton(actors ?? fakes).AddSingleton(carriers ?? new FakeCarriers()).AddSingleton<ICarrierWebhooks>(twilio);
        builder.Services.AddSingleton<ICarrierWebhooks>(new FakeWebhooks("plivo")).AddSingleton<TimeProvider>(time);
        builder.Services.AddCallQueueGateway(options ?? new GatewayOptions { PublicUrl = PublicUrl });
        builder.Services.AddSingleton(traffic ?? new TrafficLimits { OpenRequestsPerSecond = 100_000 });
        builder.Services.AddCallQueueAccess(access ?? new AccessOptions { IsKeyless = true, RequestsPerSecond = 100_000 });
        more?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.UseCallQueueAccess();
        app.MapCallQueueApi();
        map?.Invoke(app);
        await app.StartAsync();
        return new GatewayApplication(app, fakes, log) { Twilio = twilio };
    }

    /// <summary>Sends JSON as it is written and reads the answer.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> PostAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers) request.Headers.Add(name, value);
        return await SendAsync(request);
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    /// <summary>Reads from an endpoint that is not the API's.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> GetPlainAsync(string path)
    {
        using var plain = new HttpClient { BaseAddress = Client.BaseAddress };
        using HttpResponseMessage response = await plain.GetAsync(path);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    /// <summary>Sends JSON by another method and reads the answer.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        return await SendAsync(request);
    }

    /// <summary>A callback with a form body; genuine unless said otherwise.</summary>
    public async Task<HttpResponseMessage> CallBackAsync(string path, string form, string signature = "genuine")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(form) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Add("X-Fake-Signature", signature);
        return await Client.SendAsync(request);
    }

    /// <summary>Sends bytes as they are, and answers what comes back until the server closes.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Sends bytes as they are, says that nothing follows, and answers what comes back until the server closes or resets the connection.</summary>
    public async Task<string> SendRawAndCloseAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        socket.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = new StringBuilder();
        var buffer = new char[1024];
        try
        {
            for (int read; (read = await reader.ReadAsync(buffer)) > 0;) answer.Append(buffer, 0, read);
        }
        catch (IOException)
        {
            // A reset: nothing more comes.
        }

        return answer.ToString();
    }

    /// <summary>Stops the server as a process does: open requests may end by themselves.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Actors.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        string expected = (int)response.StatusCode is >= 400 and not 503 ? "application/problem+json" : "application/json";
        if (response.StatusCode != HttpStatusCode.ServiceUnavailable) response.Content.Headers.ContentType?.MediaType.ShouldBe(expected, text);
        return (response.StatusCode, JsonNode.Parse(text)!.AsObject());
    }
}

/// <summary>Keeps every line that was logged.</summary>
internal sealed class CollectingLog : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];

    public string Text
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    public string LastLine
    {
        get
        {
            lock (_lines) return _lines.Count == 0 ? "" : _lines[^1];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines) _lines.Add($"{formatter(state, exception)} {exception?.Message}");
    }

    public void Dispose()
    {
    }
}
