using CallQueue.Businesses;
using CallQueue.Carriers.Simulated;
using CallQueue.Storage;
using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

/// <summary>The settings of one process.</summary>
internal sealed record ProcessSettings
{
    /// <summary>The data folder.</summary>
    public required string DataPath { get; init; }

    /// <summary>What a commit survives. Default: a power failure.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>simulated, twilio, plivo or callkaro; null: from the environment.</summary>
    public string? Carrier { get; init; }

    /// <summary>The behavior of the simulated carrier, if it is used. Its ledger goes into the data folder.</summary>
    public SimulatedOptions Simulated { get; init; } = new();

    /// <summary>
    /// Whether programs use the gateway: it then listens at <see cref="Host"/> and <see cref="Port"/>. Otherwise it listens
    /// there only when the carrier must reach it, and on any free loopback port when calls are simulated.
    /// </summary>
    public bool Serves { get; init; }

    /// <summary>The address to listen on. Null: <c>HOST</c>, else loopback, else with API keys every address.</summary>
    public string? Host { get; init; }

    /// <summary>The port to listen on; 0: any free one. Null: <c>PORT</c>, else 8000.</summary>
    public int? Port { get; init; }

    /// <summary>The settings of a new business; null: from the environment.</summary>
    public BusinessSettings? NewBusiness { get; init; }

    /// <summary>Live calls of the carrier account at once. Default <c>MAX_CONCURRENT_CALLS</c>, else 100; never below a business's slots.</summary>
    public int AtLeastChannels { get; init; }

    /// <summary>A private rehearsal: neither webhooks nor the call log are notified.</summary>
    public bool TellsNobody { get; init; }

    /// <summary>Log lines below this are not written.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}
