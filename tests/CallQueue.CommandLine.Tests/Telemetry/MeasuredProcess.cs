using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using CallQueue.CarrierLab;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallQueue.Telemetry;

/// <summary>A running server with calls through a carrier lab, all of them ended and delivered to an app, and its page of metrics.</summary>
public sealed class MeasuredProcess : IAsyncLifetime, IDisposable
{
    public const int Calls = 12;
    public const string OperatorKey = "0123456789abcdef0123456789abcdef";

    private readonly Scene _scene = new();
    private ChildProcess? _lab;
    private ChildProcess? _server;
    private WebApplication? _app;
    private int _delivered;

    internal Scrape Scrape { get; private set; } = null!;

    public Uri Probes { get; private set; } = null!;

    public Uri Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _app = await ReceiveAsync();
        _lab = ChildProcess.Start("CallQueue.CarrierLab.dll", null, "--ring-ms", "20-60", "--talk-ms", "1000-1500", "--seed", "1");
        await _lab.SaysAsync("listening on ");
        int port = TwilioKillTests.FreePort(), probes = TwilioKillTests.FreePort();
        (Api, Probes) = (new Uri($"http://127.0.0.1:{port}"), new Uri($"http://127.0.0.1:{probes}"));
        Dictionary<string, string> environment = ExitCodeTests.Twilio(_lab.Output.Split("listening on ")[1].Trim(), new LabOptions().TwilioToken);
        environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        environment["PROBE_PORT"] = probes.ToString(CultureInfo.InvariantCulture);
        environment["PUBLIC_URL"] = Api.ToString();
        environment["CALLQUEUE_OPERATOR_KEY"] = OperatorKey;
        environment["OUTGOING_ALLOW_PRIVATE"] = "true";
        environment["HOST"] = "127.0.0.1";
        _server = ChildProcess.Dial(environment, "serve", "--data", _scene.Data);
        await _server.SaysAsync("Serving on");
        using var http = new HttpClient { BaseAddress = Probes };
        await http.GetStringAsync("/metrics"); // From here on everything is counted.
        await CallAsync();
        do Scrape = new Scrape(await http.GetStringAsync("/metrics"));
        while (Scrape.Sum("callqueue_calls_ended_total") < Calls || Volatile.Read(ref _delivered) < Calls || Scrape.Sum("callqueue_outbox_pending") > 0);
    }

    public async Task DisposeAsync()
    {
        _server?.Dispose();
        _lab?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    public void Dispose() => _scene.Dispose();

    private async Task CallAsync()
    {
        using var api = new HttpClient { BaseAddress = Api };
        api.DefaultRequestHeaders.Add("X-Api-Key", OperatorKey);
        using HttpResponseMessage set = await api.PatchAsJsonAsync("/api/businesses/default", new { webhook = new { url = _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(), secret = "0123456789abcdef" } });
        set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync());
        var calls = Enumerable.Range(0, Calls).Select(i => new { phone_number = $"+1202555{1000 + i}", message = "Hello" });
        using HttpResponseMessage run = await api.PostAsJsonAsync("/api/runs", new { batch_id = "spring", calls });
        run.IsSuccessStatusCode.ShouldBeTrue(await run.Content.ReadAsStringAsync());
    }

    private async Task<WebApplication> ReceiveAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapPost("/{**path}", (HttpContext _) =>
        {
            Interlocked.Increment(ref _delivered);
            return Results.Ok();
        });
        await app.StartAsync();
        return app;
    }
}
