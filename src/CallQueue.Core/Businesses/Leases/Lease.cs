using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using CallQueue.Businesses.Queues;
using CallQueue.Calls;

namespace CallQueue.Businesses.Leases;

/// <summary>One slot lent to one call.</summary>
internal sealed record Lease
{
    public required long Id { get; init; }

    public required QueuedCall Call { get; init; }

    /// <summary>The call's name within the business.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset LeasedAt { get; init; }

    /// <summary>When the carrier had certainly received the create request; null while that is open: it counts against every rate.</summary>
    public DateTimeOffset? DialedAt { get; init; }

    /// <summary>The call has accepted the lease and stores the spec itself.</summary>
    public bool Started { get; init; }

    /// <summary>The number of its dial's row in the dial ledger; null while no intent to dial is known of.</summary>
    public long? Row { get; init; }

    /// <summary>The order to withdraw it, until the call has answered.</summary>
    public WithdrawCall? Withdraw { get; init; }

    /// <summary>Why its call is to end without a dial; null: it is to be dialed.</summary>
    public string? Blocked { get; init; }

    /// <summary>The trunk that it is dialed through; null: the only one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public TrunkId? Trunk { get; init; }

    /// <summary>Its call probes a stopped trunk.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Probe { get; init; }

    /// <summary>The number of the business's pool that its dial shows; null: the call has a caller id of its own, or there is no pool.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PhoneNumber? From { get; init; }
}
