using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CallQueue.Access;
using CallQueue.Carriers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallQueue.Benchmarks.Load;

/// <summary>The gateway on a loopback port, bare endpoints beside it, and a client with many connections.</summary>
internal sealed class RestServer : IAsyncDisposable
{
    private const int Connections = 32;

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private RestServer(WebApplication app) => (_app, _client) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.First()) });

    public static async Task<RestServer> StartAsync(IActors actors, PatientCarrier carrier)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(actors).AddSingleton<ICarriers>(new CarrierList(carrier)).AddSingleton<ICarrierWebhooks>(carrier);
        builder.Services.AddCallQueueGateway().AddCallQueueAccess(new AccessOptions { IsKeyless = true, RequestsPerSecond = 1_000_000 });
        WebApplication app = builder.Build();
        app.UseCallQueueAccess();
        app.MapCallQueueApi();
        app.MapGet("/bare", () => TypedResults.Text("""{"status":"queued"}""", "application/json")).WithoutKey();
        app.MapPost("/bare", async http =>
        {
            using JsonDocument body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            await TypedResults.Text($"{{\"to\":{body.RootElement.GetProperty("phone_number").GetRawText()}}}", "application/json").ExecuteAsync(http);
        }).WithoutKey();
        app.MapPost("/bare-form", async http =>
        {
            _ = (await http.Request.ReadFormAsync(http.RequestAborted)).Count;
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }).WithoutKey();
        await app.StartAsync();
        return new RestServer(app);
    }

    public Task<Cost> GetAsync(string path, int requests) => RunAsync(requests, _ => new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Cost> PostAsync(string path, IReadOnlyList<string> bodies) => RunAsync(
        bodies.Count, i => new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(bodies[i], Encoding.UTF8, "application/json") });

    public Task<Cost> PostBytesAsync(string path, byte[] body) => RunAsync(1, _ =>
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
    });

    /// <summary>A callback each, with the carrier's id of the call as its first field.</summary>
    public Task<Cost> PostFormAsync(IReadOnlyList<string> paths) => RunAsync(
        paths.Count, i => new HttpRequestMessage(HttpMethod.Post, paths[i])
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("CallSid", paths[i].Split("token=")[^1]), KeyValuePair.Create("CallStatus", "in-progress")]),
        });

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<Cost> RunAsync(int requests, Func<int, HttpRequestMessage> make)
    {
        int next = -1;
        var stint = new Stint(Rig.Time);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(WorkAsync)));
        return stint.End(requests);

        async Task WorkAsync()
        {
            for (int i = Interlocked.Increment(ref next); i < requests; i = Interlocked.Increment(ref next))
            {
                using HttpRequestMessage request = make(i);
                using HttpResponseMessage response = await _client.SendAsync(request);
                if (!response.IsSuccessStatusCode)
                    throw new InvalidOperationException($"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            }
        }
    }
}
