using System.Net;
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

    /// <summary>simulated, twilio or plivo; null: as the environment says.</summary>
    public string? Carrier { get; init; }

    /// <summary>How the simulated carrier behaves, should it be used. Its ledger goes into the data folder.</summary>
    public SimulatedOptions Simulated { get; init; } = new();

    /// <summary>Where the gateway listens. Port 0: any free one. Null: <c>HOST</c> and <c>PORT</c>, when the carrier must reach us; else any free port on loopback.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>What a new business starts with.</summary>
    public BusinessSettings NewBusiness { get; init; } = new();

    /// <summary>Live calls of the carrier account at once. Default <c>MAX_CONCURRENT_CALLS</c>, else 100; never below a business's slots.</summary>
    public int AtLeastChannels { get; init; }

    /// <summary>A rehearsal of its own: neither webhooks nor the call log hear of it.</summary>
    public bool TellsNobody { get; init; }

    /// <summary>Log lines below this are not written.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}
