using System.Net;
using CallQueue.Access;
using CallQueue.Carriers;
using CallQueue.Commands;
using CallQueue.Composition.Logging;
using CallQueue.Health;
using CallQueue.Hosting;
using CallQueue.Hosting.Local;
using CallQueue.Keys;
using CallQueue.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

/// <summary>
/// The actors of a process over its data folder, and its carrier. Opened and closed with the host. It does not start dialing
/// before <see cref="Start"/>; but a business that receives a request earlier continues its stored work.
/// </summary>
internal sealed class FolderQueue(ProcessOptions options, IServiceProvider services, LateCarriers carriers, LogLines log, ILoggerFactory logging, TimeProvider time)
    : IHostedLifecycleService, IAlarms, IAsyncDisposable
{
    private static readonly TimeSpan TurnsLimit = TimeSpan.FromSeconds(5);

    /// <summary>A create request gets its answer within 15 s, or the answer counts as lost.</summary>
    private static readonly TimeSpan DialsLimit = TimeSpan.FromSeconds(16);

    private StandaloneHost? _host;
    private ChosenCarrier? _chosen;
    private DialGate[] _gates = [];
    private CancellationToken _hurry;
    private bool _isClosed;

    public IActors Actors => _host?.Actors ?? throw new InvalidOperationException("The data folder has not been opened yet.");

    public ICarrier Carrier => _gates[0];

    /// <summary>Which carrier is used and why, as a sentence for the operator.</summary>
    public string CarrierSentence => _chosen!.Sentence + Fallbacks.Sentence;

    /// <summary>Whether people are called.</summary>
    public CarrierKind Kind => _chosen!.Kind;

    /// <summary>The data folder's full path.</summary>
    public string Path => _host!.Folder!.Path;

    /// <inheritdoc/>
    public DateTimeOffset? NextAt => _host?.Alarms.NextAt;

    /// <summary>The operator key that this start has created; null when there was a key before, or none is needed.</summary>
    public string? NewOperatorKey { get; private set; }

    /// <summary>Where the gateway listens; null before that is decided, and without a gateway.</summary>
    public IPEndPoint? Listen { get; private set; }

    /// <summary>Who has access to the gateway; null without a gateway.</summary>
    public AccessOptions? Access { get; private set; }

    /// <summary>Opens the folder, then decides where the gateway listens, which starts afterwards.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        FolderOptions folder = options.Folder!;
        CallQueueServices shared = services.GetRequiredService<CallQueueServices>();
        _host = await StandaloneHost.OpenAsync(folder.Path, CallQueueActors.Kinds(shared), new StandaloneHostOptions { Durability = folder.Durability, Cipher = folder.Cipher, Instruments = shared.Instruments.Alarms }, time, logging);
        log.OpenFile();
        OpenCarrier();
        if (options.Http is not { } http) return;
        Access = http.Access.WithLocalToken(LocalToken.Make(Path));
        bool hasKeys = await PrepareKeysAsync(folder);
        Listen = http.Listen(hasKeys);
        Listening.Set(services, Listen, http.Webhooks, options.Probes);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Tells other commands where the gateway is.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (Listen is { } listen) _host!.Folder!.Announce(Listening.OnThisMachine(Listening.UrlOf(services)), isOpen: !IPAddress.IsLoopback(listen.Address), takesLists: options.Folder!.TakesLists);
        return Task.CompletedTask;
    }

    /// <summary>Receives the carrier's events and resumes the waiting work in the data folder.</summary>
    public void Start()
    {
        _chosen!.Simulated?.Attach(e => Actors.Call(e.Attempt.Call).OnCarrierEventAsync(e));
        _host!.StartAlarms();
    }

    /// <summary>Sends no more create requests, and waits for the answers of those in progress. The first step of a stop.</summary>
    /// <param name="hurry">Canceled: the whole stop waits for nothing more.</param>
    public async Task QuietAsync(CancellationToken hurry)
    {
        _hurry = hurry;
        try
        {
            await Task.WhenAll(_gates.Select(gate => gate.CloseAsync())).WaitAsync(DialsLimit, time, hurry);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            // Dials in progress are looked up at the carrier when the folder is opened again.
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Closes the folder. The host calls it after the gateway is closed.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => CloseAsync(_hurry.IsCancellationRequested ? TimeSpan.Zero : TurnsLimit);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync() => await CloseAsync(TimeSpan.Zero);

    /// <returns>Whether somebody has set or created keys.</returns>
    private async Task<bool> PrepareKeysAsync(FolderOptions folder)
    {
        var book = new KeyBook(Actors, time);
        if (Access!.IsKeyless && await book.CountAsync() > 0)
            throw new CommandException(ExitCode.BadInput, $"CALLQUEUE_NO_KEYS (--no-keys) is set, but there are API keys in {Path}. Leave it out and send a key, or choose another data folder.");
        if (Access.OperatorKey is not null) return true;
        if (folder.CreatesFirstKey && !Access.IsKeyless) NewOperatorKey = await FirstKey.EnsureAsync(Path, book);
        return await FirstKey.HasOthersAsync(Path, book);
    }

    private FallbackCarriers Fallbacks => services.GetRequiredService<FallbackCarriers>();

    private void OpenCarrier()
    {
        if (options.Carrier is null)
        {
            carriers.Name(new OfflineCarrier());
            return;
        }

        _chosen = services.GetService<ChosenCarrier>() ?? OpenSimulated((CarrierOptions.Simulated)options.Carrier);
        _gates = [new DialGate(_chosen.Carrier), .. Fallbacks.All.Select(fallback => new DialGate(fallback.Carrier))];
        carriers.Name(_gates);
        FolderKind.Claim(Path, Kind.Name());
    }

    private ChosenCarrier OpenSimulated(CarrierOptions.Simulated simulated)
    {
        string ledger = simulated.Behavior.LedgerPath ?? System.IO.Path.Combine(Path, FolderOptions.LedgerFile);
        try
        {
            return ChosenCarrier.Open(simulated with { Behavior = simulated.Behavior with { LedgerPath = ledger } }, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(Path, $"The simulated carrier's ledger in {Path} can't be used ({e.Message}).", e);
        }
    }

    private async Task CloseAsync(TimeSpan patience)
    {
        if (_host is null || _isClosed) return;
        _isClosed = true;
        try
        {
            if (_chosen?.Simulated is { } simulated) await simulated.DisposeAsync();
        }
        catch (IOException)
        {
            // The disk is full: placed calls are in the ledger, and an incomplete line counts as never placed.
        }

        await _host.StopAsync(patience);
        await _host.DisposeAsync();
    }
}
