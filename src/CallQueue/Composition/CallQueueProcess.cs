using System.Net;
using CallQueue.Access;
using CallQueue.Carriers;
using CallQueue.Commands;
using CallQueue.Hosting;
using CallQueue.Keys;
using CallQueue.Storage;
using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

/// <summary>
/// Everything in one process: data folder, actors, carrier, gateway. It does not start dialing before
/// <see cref="Start"/>; but a business that receives a request earlier continues its stored work.
/// </summary>
internal sealed class CallQueueProcess : IAsyncDisposable
{
    private static readonly TimeSpan TurnsLimit = TimeSpan.FromSeconds(5);

    /// <summary>A create request is answered within 15 s, or its answer counts as lost.</summary>
    private static readonly TimeSpan DialsLimit = TimeSpan.FromSeconds(16);

    private readonly StandaloneHost _host;
    private readonly CarrierChoice.Chosen _carrier;
    private readonly DialGate _gate;
    private readonly Outlets _outlets;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logging;
    private WebFront? _web;
    private bool _isClosed;

    private CallQueueProcess(StandaloneHost host, CarrierChoice.Chosen carrier, DialGate gate, Outlets outlets, ILoggerFactory logging, TimeProvider time) =>
        (_host, _carrier, _gate, _outlets, _logging, _time) = (host, carrier, gate, outlets, logging, time);

    public IActors Actors => _host.Actors;

    public ICarrier Carrier => _gate;

    /// <summary>Which carrier is used and why, as a sentence for the operator.</summary>
    public string CarrierSentence => _carrier.Sentence;

    /// <summary>Whether people are called.</summary>
    public CarrierKind Kind => _carrier.Kind;

    /// <summary>The carrier is simulated inside this process.</summary>
    public bool IsSimulated => _carrier.Simulated is not null;

    /// <summary>The data folder's full path.</summary>
    public string Folder => _host.Folder!.Path;

    /// <summary>Where the gateway listens.</summary>
    public Uri Url => _web!.Url;

    /// <summary>Whether there were API keys when the gateway was opened.</summary>
    public bool AsksForKeys { get; private set; }

    /// <summary>Opens all parts of the process.</summary>
    /// <exception cref="CommandException">A setting is invalid; the message names it and what to do.</exception>
    /// <exception cref="DataFolderException">The data folder can't be used.</exception>
    public static async Task<CallQueueProcess> OpenAsync(ProcessSettings settings, Surroundings around)
    {
        ILoggerFactory logging = ErrorLines.Factory(around.Error, around.Time, settings.LogLevel);
        var carriers = new LateCarriers();
        Outlets outlets = Outlets.Read(around);
        var services = new CallQueueServices(carriers, Deployment.Options(settings, around)) { Logging = logging, Sinks = settings.TellsNobody ? [] : outlets.Sinks, Veto = outlets.Veto };
        StandaloneHost host = await StandaloneHost.OpenAsync(
            settings.DataPath, CallQueueActors.Kinds(services), new StandaloneHostOptions { Durability = settings.Durability }, around.Time, logging);
        CallQueueProcess? process = null;
        try
        {
            CarrierChoice.Chosen chosen = Deployment.Choose(settings, host.Folder!.Path, around);
            var gate = new DialGate(chosen.Carrier);
            carriers.Name(gate);
            process = new CallQueueProcess(host, chosen, gate, outlets, logging, around.Time);
            FolderKind.Claim(process.Folder, chosen.Kind.Name());
            await process.ListenAsync(settings, services.Options, carriers, around);
            return process;
        }
        catch
        {
            await (process?.DisposeAsync() ?? host.DisposeAsync());
            throw;
        }
    }

    /// <summary>Receives the carrier's events and resumes the waiting work in the data folder.</summary>
    public void Start()
    {
        _carrier.Simulated?.Attach(e => Actors.Call(e.Attempt.Call).OnCarrierEventAsync(e));
        _host.StartAlarms();
    }

    /// <summary>
    /// Stops in at most half a minute: sends no more create requests, waits for those in progress, then closes the
    /// gateway, the actors and the data folder. Live calls continue at the carrier.
    /// </summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        if (_isClosed) return;
        _isClosed = true;
        await QuietAsync(hurry);
        if (_web is not null) await _web.DisposeAsync();
        await HangUpLinesAsync();
        await _host.StopAsync(hurry.IsCancellationRequested ? TimeSpan.Zero : TurnsLimit);
        await _host.DisposeAsync();
        await _outlets.DisposeAsync();
        _logging.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync(new CancellationToken(canceled: true));

    private async Task ListenAsync(ProcessSettings settings, CallQueueOptions deployment, ICarriers carriers, Surroundings around)
    {
        var options = new GatewayOptions { PublicUrl = around.Text("PUBLIC_URL"), Deployment = deployment };
        if (options.FindProblem() is { } problem) throw new CommandException(ExitCode.BadInput, $"PUBLIC_URL: {problem}.");
        AccessOptions access = Deployment.Access(LocalToken.Make(Folder), around);
        RehearsalKey.Refuse(access, Kind);
        AsksForKeys = access.OperatorKey is not null || await new KeyBook(Actors, _time).AnyAsync();
        IPEndPoint listen = Deployment.Listen(settings, IsSimulated, AsksForKeys, around);
        _web = await WebFront.OpenAsync(listen, Actors, carriers, _carrier.Webhooks, _outlets, options, access, _logging, _time);
        _host.Folder!.Announce(WebFront.OnThisMachine(Url), isOpen: !IPAddress.IsLoopback(listen.Address));
    }

    private async Task HangUpLinesAsync()
    {
        try
        {
            if (_carrier.Simulated is { } simulated) await simulated.DisposeAsync();
        }
        catch (IOException)
        {
            // The disk is full: placed calls are in the ledger, and an incomplete line counts as never placed.
        }
    }

    private async Task QuietAsync(CancellationToken hurry)
    {
        Task quiet = _gate.CloseAsync();
        try
        {
            await quiet.WaitAsync(DialsLimit, _time, hurry);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            // Dials in progress are looked up at the carrier when the folder is opened again.
        }
    }
}
