using CallQueue.Businesses;
using CallQueue.Carriers.Simulated;
using CallQueue.Storage;
using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

/// <summary>What one process is made of.</summary>
internal sealed record ProcessSettings
{
    /// <summary>The data folder.</summary>
    public required string DataPath { get; init; }

    /// <summary>What a commit survives. Default: a power failure.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>simulated, twilio, plivo or callkaro; null: as the environment says.</summary>
    public string? Carrier { get; init; }

    /// <summary>How the simulated carrier behaves, should it be used. Its ledger goes into the data folder.</summary>
    public SimulatedOptions Simulated { get; init; } = new();

    /// <summary>
    /// Whether programs are to use the gateway: it listens where <see cref="Host"/> and <see cref="Port"/> say. Else it does
    /// so only when the carrier must reach us, and on any free port of loopback when calls are simulated.
    /// </summary>
    public bool Serves { get; init; }

    /// <summary>The address to listen on. Null: <c>HOST</c>, else loopback, else with API keys every address.</summary>
    public string? Host { get; init; }

    /// <summary>The port to listen on; 0: any free one. Null: <c>PORT</c>, else 8000.</summary>
    public int? Port { get; init; }

    /// <summary>What a new business starts with; null: as the environment says.</summary>
    public BusinessSettings? NewBusiness { get; init; }

    /// <summary>Live calls of the carrier account at once. Default <c>MAX_CONCURRENT_CALLS</c>, else 100; never below a business's slots.</summary>
    public int AtLeastChannels { get; init; }

    /// <summary>A rehearsal of its own: neither webhooks nor the call log hear of it.</summary>
    public bool TellsNobody { get; init; }

    /// <summary>Log lines below this are not written.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}
