using System.Net;
using System.Net.Sockets;
using CallQueue.Access;
using CallQueue.CallLog;
using CallQueue.Carriers;
using CallQueue.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

/// <summary>The gateway on a port of this machine: webhooks for carriers, the REST API for programs.</summary>
internal sealed class WebFront : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private WebFront(WebApplication app, Uri url, TimeProvider time) => (_app, Url, _time) = (app, url, time);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <exception cref="CommandException">The port is in use, or the address does not belong to this machine.</exception>
    public static async Task<WebFront> OpenAsync(
        IPEndPoint listen, IActors actors, ICarriers carriers, ICarrierWebhooks? webhooks, Outlets outlets, GatewayOptions options, AccessOptions access,
        ILoggerFactory logging, TimeProvider time)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenWithLimits(listen));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(logging).AddSingleton(time).AddSingleton(actors).AddSingleton(carriers);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        if (webhooks is not null) builder.Services.AddSingleton(webhooks);
        builder.Services.AddSingleton(outlets.Policy);
        builder.Services.AddCallQueueGateway(options).AddCallQueueAccess(access);
        if (outlets.CallLog is { } log) builder.Services.AddCallLogCheck(log);

        WebApplication app = builder.Build();
        app.UseCallQueueAccess();
        app.MapCallQueueApi();
        app.MapLocalApi();
        await StartAsync(app, listen);
        return new WebFront(app, UrlOf(app), time);
    }

    /// <summary>The address at which commands on this machine reach the gateway: "every address" is not a target.</summary>
    public static string OnThisMachine(Uri url)
    {
        string host = url.Host switch
        {
            "0.0.0.0" => "127.0.0.1",
            "[::]" => "[::1]",
            _ => url.Host,
        };
        return $"{url.Scheme}://{host}:{url.Port}";
    }

    /// <summary>Completes open requests, or aborts them.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit, _time);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private static async Task StartAsync(WebApplication app, IPEndPoint listen)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw new CommandException(ExitCode.BadInput,
                $"The gateway can't listen on {listen} ({e.GetBaseException().Message}). Set PORT to a free port, and HOST to an address of this machine.", e);
        }
    }

    private static Uri UrlOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>The command handles signals.</summary>
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
