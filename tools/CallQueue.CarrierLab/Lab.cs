using System.Globalization;
using CallQueue.CarrierLab.CallKaro;
using CallQueue.CarrierLab.Plivo;
using CallQueue.CarrierLab.Twilio;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CallQueue.CarrierLab;

/// <summary>Fakes of the carriers' REST APIs: the same paths, credentials, encodings and signatures, so that only the base URL differs.</summary>
public sealed class Lab : IAsyncDisposable
{
    /// <summary>Where it says that it is a lab. The queue asks before it sends the first request of a rehearsal.</summary>
    public const string Path = "/carrier-lab";

    private readonly WebApplication _app;
    private readonly WebhookSender _webhooks;

    private Lab(WebApplication app, LabOptions options, TimeProvider time)
    {
        _app = app;
        Options = options;
        Ledger = new LabLedger(options);
        Chance = new LabChance(options);
        Calls = new CallLife(options, Chance, Ledger, time);
        _webhooks = new WebhookSender(options, Chance, Ledger, time);
        app.Use((context, next) =>
        {
            // By the lab's own clock, as a carrier's; the queue measures the difference to its own.
            context.Response.Headers.Date = time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
            return next(context);
        });
        app.MapGet(Path, SayAsync);
        foreach (TwilioDialect dialect in (TwilioDialect[])[TwilioDialect.Twilio(options), TwilioDialect.SignalWire(options)])
            new TwilioApi(dialect, Calls, Chance, Ledger, new TwilioVoice(options, dialect, _webhooks, Chance, time), time).Map(app);
        new PlivoApi(options, Calls, Chance, Ledger, new PlivoVoice(options, _webhooks), time).Map(app);
        new CallKaroApi(options, Calls, Chance, Ledger, new CallKaroVoice(options, _webhooks, time), time).Map(app);
    }

    public LabOptions Options { get; }

    public LabLedger Ledger { get; }

    /// <summary>Scripts what goes wrong next.</summary>
    public LabChance Chance { get; }

    public CallLife Calls { get; }

    /// <summary>The base URL of all carriers.</summary>
    public string Url { get; private set; } = "";

    public static async Task<Lab> StartAsync(LabOptions options, TimeProvider? time = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        var lab = new Lab(builder.Build(), options, time ?? TimeProvider.System);
        await lab._app.StartAsync();
        lab.Url = lab._app.Urls.First();
        return lab;
    }

    /// <summary>Whether a lab answers at that port of this machine.</summary>
    public static async Task<bool> AnswersAsync(int port)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(4) };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}{Path}"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _webhooks.Dispose();
        await Ledger.DisposeAsync();
    }

    private static Task SayAsync(HttpContext context)
    {
        context.Response.Headers["X-Carrier-Lab"] = "true";
        return context.Response.WriteAsync("A carrier lab: nobody is phoned from here.\n");
    }
}
