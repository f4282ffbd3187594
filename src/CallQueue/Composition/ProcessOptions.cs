using CallQueue.Access;
using CallQueue.Agents;
using CallQueue.CallLog;
using CallQueue.Carriers;
using CallQueue.Carriers.CallKaro;
using CallQueue.Cluster;
using CallQueue.Commands;
using CallQueue.Composition.Logging;
using CallQueue.Configuration;
using CallQueue.Hosting;
using CallQueue.Outgoing;
using CallQueue.Speech;
using CallQueue.Storage;
using CallQueue.Telemetry;
using System.Net;

namespace CallQueue.Composition;

/// <summary>
/// What one process is made of, whatever its role: either <see cref="Folder"/> or <see cref="Cluster"/> is set, and
/// everything else is the same for both.
/// </summary>
internal sealed record ProcessOptions
{
    public LogOptions Log { get; init; } = new();

    /// <summary>What is measured and where it goes.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>An address for probes and metrics only; null: none.</summary>
    public IPEndPoint? Probes { get; init; }

    /// <summary>Who places the calls; null: nobody, this process only looks or changes something.</summary>
    public CarrierOptions? Carrier { get; init; }

    /// <summary>The carriers that place the calls while <see cref="Carrier"/> does not take them, in their order.</summary>
    public IReadOnlyList<CarrierOptions> Fallbacks { get; init; } = [];

    /// <summary>What the carriers document about spoken texts.</summary>
    public SpeechRules Speech => SpeechRules.OfAll(Fallbacks.Prepend(Carrier!).Select(carrier => carrier.Speech));

    /// <summary>Who signs POST /api/webhooks/call beside a carrier that is another company; null: nobody.</summary>
    public CallKaroOptions? Provider { get; init; }

    /// <summary>The voice agent's server, whose health is checked; null: there is none.</summary>
    public string? AgentUrl { get; init; }

    /// <summary>Where it is asked for its sessions; null: it is not.</summary>
    public AgentSessionsOptions? AgentSessions { get; init; }

    /// <summary>Limits and intervals of the actors.</summary>
    public CallQueueOptions Queue { get; init; } = new();

    /// <summary>Where HTTP is served; null: nowhere.</summary>
    public HttpOptions? Http { get; init; }

    /// <summary>Where requests may go whose URL a tenant chose.</summary>
    public OutgoingPolicy Outgoing { get; init; } = OutgoingPolicy.PublicOnly;

    /// <summary>Where each ended call gets a row; null: nowhere.</summary>
    public CallLogConnection? CallLog { get; init; }

    /// <summary>Neither webhooks nor the call log are notified: the process dials a rehearsal of its own, or nothing.</summary>
    public bool NotifiesNobody { get; init; }

    /// <summary>The data folder of a process that runs everything itself.</summary>
    public FolderOptions? Folder { get; init; }

    /// <summary>The cluster that the process belongs to.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>How long a stop may take; null: as long as the steps of the stop may take together.</summary>
    public TimeSpan? ShutdownLimit { get; init; }
}

/// <summary>Where a process serves HTTP, and who has access.</summary>
internal sealed record HttpOptions
{
    /// <summary>The address to listen on; null: loopback, or every address when somebody has created API keys.</summary>
    public SettingValue? Host { get; init; }

    /// <summary>The port; 0: any free one.</summary>
    public int Port { get; init; } = SettingTable.DefaultPort;

    /// <summary>Nobody needs to reach the process but commands on this machine: loopback and any free port.</summary>
    public bool IsForCommandsOnly { get; init; }

    /// <summary>An address for carriers' webhooks and probes only; null: they are served with everything else.</summary>
    public IPEndPoint? Webhooks { get; init; }

    /// <summary>Where carriers reach the gateway; null: as each request names it.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The largest list of people, in bytes.</summary>
    public long MaxListBytes { get; init; } = new GatewayOptions().MaxListBytes;

    /// <summary>Whether the web console is served.</summary>
    public bool HasConsole { get; init; } = true;

    public AccessOptions Access { get; init; } = new();

    /// <summary>How people sign in through an identity provider; null: they don't.</summary>
    public OpenIdOptions? OpenId { get; init; }

    /// <summary>What strangers, addresses and tenants may take.</summary>
    public TrafficLimits Traffic { get; init; } = new();

    /// <summary>Whether people open the console here: not in a process that only its own commands reach.</summary>
    public bool ServesConsole => HasConsole && !IsForCommandsOnly;

    /// <summary>Where to listen.</summary>
    /// <param name="hasKeys">Whether somebody has created API keys.</param>
    /// <exception cref="CommandException">The address can't be used, or is open to the network without API keys.</exception>
    public IPEndPoint Listen(bool hasKeys)
    {
        if (IsForCommandsOnly) return new IPEndPoint(IPAddress.Loopback, 0);
        IPAddress? address = ListenAddress.Choose(Host?.Text, hasKeys, Access.IsKeyless, out string? problem);
        return address is null ? throw new CommandException(ExitCode.BadInput, SettingProblem.Of(SettingTable.Host, problem!, Host).Sentence) : new IPEndPoint(address, Port);
    }
}

/// <summary>A data folder and how it is used.</summary>
/// <param name="Path">The folder.</param>
internal sealed record FolderOptions(string Path)
{
    /// <summary>The file of the simulated carrier's ledger in a data folder.</summary>
    public const string LedgerFile = "simulated-calls.jsonl";

    /// <summary>Whether the process goes on until it is stopped, so that other commands hand their lists to it.</summary>
    public bool TakesLists { get; init; }

    /// <summary>Whether programs are expected, so that the first start creates an operator key for them.</summary>
    public bool CreatesFirstKey { get; init; }

    /// <summary>Encrypts what is stored.</summary>
    public RecordCipher Cipher { get; init; } = RecordCipher.None;

    /// <summary>What a commit survives. Default: a power failure.</summary>
    public Durability Durability { get; init; } = Durability.Full;
}
