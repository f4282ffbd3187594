using System.Net;
using System.Net.Sockets;
using CallQueue.Commands;
using CallQueue.Composition.Logging;
using CallQueue.Configuration;
using CallQueue.Guards;
using CallQueue.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

/// <summary>
/// One process of any role: what every command that opens a data folder or belongs to a cluster runs. Built by
/// <see cref="Build"/>, started and stopped once.
/// </summary>
internal sealed class CallQueueHost : IAsyncDisposable
{
    /// <summary>How long open requests may take to end when the process stops.</summary>
    private static readonly TimeSpan RequestsLimit = TimeSpan.FromSeconds(5);

    private readonly IHost _host;
    private readonly ProcessOptions _options;
    private readonly TimeProvider _time;
    private bool _isStopped;

    private CallQueueHost(IHost host, ProcessOptions options, TimeProvider time) => (_host, _options, _time) = (host, options, time);

    public IServiceProvider Services => _host.Services;

    public IActors Actors => Services.GetRequiredService<IActors>();

    /// <summary>The data folder's side of the process; only with a data folder.</summary>
    public FolderQueue Folder => Services.GetRequiredService<FolderQueue>();

    /// <summary>Where the gateway listens, once the host is started.</summary>
    public Uri Url => Listening.UrlOf(Services);

    /// <summary>Whether the web console is served at <see cref="Url"/>.</summary>
    public bool ServesConsole => _options.Http?.ServesConsole == true;

    /// <summary>The address for carriers' webhooks only; null when there is none.</summary>
    public Uri? WebhookUrl => _options.Http?.Webhooks is null ? null : Listening.UrlOf(Services, 1);

    /// <summary>The address for probes and metrics only; null when there is none.</summary>
    public Uri? ProbeUrl => _options.Probes is null ? null : Listening.UrlOf(Services, ^1);

    /// <summary>A host that has not been started. It has not opened any file or connection.</summary>
    /// <param name="options">What it is made of.</param>
    /// <param name="context">Where log lines go, and the clock.</param>
    /// <param name="log">Where log lines go instead of standard error; null: there.</param>
    public static CallQueueHost Build(ProcessOptions options, CommandContext context, Action<string>? log = null)
    {
        var lines = new LogLines(options.Log, log ?? context.SayError, context.Time);
        if (options.Folder is null) lines.OpenFile();
        return new CallQueueHost(options.Http is null && options.Probes is null ? BuildBare(options, lines, context.Time) : BuildWeb(options, lines, context.Time), options, context.Time);
    }

    /// <summary>Starts a command's process, after it has warned of settings without effect. An interrupt ends the start: false.</summary>
    public async Task<bool> StartAsync(SettingValues settings, SettingReaders reader, CommandContext context)
    {
        ILogger log = Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SettingTable));
        foreach (string warning in SettingWarnings.Find(context.Environment, settings, reader)) log.WithoutEffect(warning);
        try
        {
            await StartAsync(context.Interrupts.Once);
            return true;
        }
        catch (OperationCanceledException) when (context.Interrupts.Once.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <exception cref="CommandException">A setting is invalid; the message names it and what to do.</exception>
    /// <exception cref="Storage.DataFolderException">The data folder can't be used.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        IPEndPoint? listen = null;
        try
        {
            if (_options is { Cluster: not null, Http: { } http }) Listening.Set(Services, listen = http.Listen(http.Access.OperatorKey is not null), http.Webhooks, _options.Probes);
            else if (_options is { Cluster: not null, Probes: { } probes }) Listening.Set(Services, null, null, listen = probes);
            await _host.StartAsync(cancellation);
        }
        catch (Exception e) when (e.GetBaseException() is SocketException && e is IOException or SocketException)
        {
            listen ??= Services.GetService<FolderQueue>()?.Listen;
            string[] others = [.. _options.Http?.Webhooks is { } webhooks ? [$"for webhooks {webhooks}"] : Array.Empty<string>(), .. _options.Probes is { } probes && probes != listen ? [$"for probes {probes}"] : Array.Empty<string>()];
            string both = string.Join(" or, ", others.Prepend($"{listen}"));
            string settings = others.Length == 0 ? "PORT to a free port, and HOST to an address" : "PORT, WEBHOOK_PORT and PROBE_PORT to free ports, and HOST, WEBHOOK_HOST and PROBE_HOST to addresses";
            throw new CommandException(ExitCode.BadInput, $"The gateway can't listen on {both} ({e.GetBaseException().Message}). Set {settings} of this machine.", e);
        }
    }

    /// <summary>Dials from here on, once what protects people is under the right spelling of their numbers.</summary>
    public async Task StartDialingAsync(CancellationToken cancellation)
    {
        await RespellAsync(cancellation);
        Folder.Start();
    }

    /// <inheritdoc cref="FormerSpellings"/>
    public async Task RespellAsync(CancellationToken cancellation)
    {
        int moved = await new FormerSpellings(Actors).MoveAsync(cancellation);
        if (moved > 0) Services.GetRequiredService<ILoggerFactory>().CreateLogger<CallQueueHost>().Respelled(moved);
    }

    /// <summary>Waits until <paramref name="stop"/> is canceled, or the host stops by itself.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, either.Token);
        }
        catch (OperationCanceledException)
        {
            // That is what it waited for.
        }
    }

    /// <summary>
    /// Stops. With a data folder it takes at most half a minute: sends no more create requests, waits for those in progress,
    /// then closes the gateway, the actors and the data folder. Live calls continue at the carrier.
    /// </summary>
    /// <param name="hurry">Canceled: waits for nothing more.</param>
    public async Task StopAsync(CancellationToken hurry)
    {
        if (_isStopped) return;
        _isStopped = true;
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        if (_options.Folder is null)
        {
            await _host.StopAsync(hurry);
            return;
        }

        await Folder.QuietAsync(hurry);
        using var limit = new CancellationTokenSource(RequestsLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, hurry);
        await _host.StopAsync(either.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        else _host.Dispose();
    }

    private static IHost BuildBare(ProcessOptions options, LogLines lines, TimeProvider time)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.AddCallQueue(options, lines, time);
        return builder.Build();
    }

    private static WebApplication BuildWeb(ProcessOptions options, LogLines lines, TimeProvider time)
    {
        // Empty: the settings of the process are the ones of the table, and no appsettings.json or ASPNETCORE_ variable adds to them.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore();
        builder.AddCallQueue(options, lines, time);
        if (options.Http is null) builder.AddProbesOnly(options);
        else builder.AddCallQueueWeb(options);
        WebApplication app = builder.Build();
        if (options.Http is null) app.MapProbesOnly();
        else app.MapCallQueueWeb(options);
        return app;
    }
}
