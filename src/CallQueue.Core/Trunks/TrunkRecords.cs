using System.Text.Json.Serialization;

namespace CallQueue.Trunks;

/// <summary>What one business has of the trunk.</summary>
/// <param name="Epoch">The business instance that asked last.</param>
internal sealed record TrunkBooking(string Business, long Epoch, int Demand, int Share)
{
    /// <summary>What the operator gives the business; null: the usual.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public TrunkPart? Part { get; init; }

    /// <summary>Its part of channels and dials beside that of others.</summary>
    [JsonIgnore] public int Weight => Part?.Weight ?? 1;

    /// <summary>Channels that are kept for it.</summary>
    [JsonIgnore] public int Reserved => Part?.Reserved ?? 0;
}

/// <summary>The trunk's root record.</summary>
internal sealed record TrunkRoot
{
    public IReadOnlyList<TrunkBooking> Bookings { get; init; } = [];

    public long Stamp { get; init; }

    /// <summary>The reason of <see cref="Stop"/>, for silos of earlier versions, which stored nothing else.</summary>
    public string? Stopped { get; init; }

    /// <summary>Why the account rejects all calls, and until when; null when it accepts them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public TrunkStop? Stop { get; init; }

    /// <summary>Why it rejects the calls of one business; null or empty: it does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyDictionary<string, TrunkStop>? BusinessStops { get; init; }
}
