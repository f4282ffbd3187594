using System.Globalization;
using System.Text.Json.Serialization;

namespace CallQueue.Calls.Attempts;

/// <summary>The checks before a dial, as they are stored with its intent.</summary>
/// <param name="Lease">Under which it is dialed.</param>
/// <param name="Attempt">Which attempt it is; 1 is the first.</param>
/// <param name="Trunk">The carrier account.</param>
/// <param name="At">When the intent was stored.</param>
internal sealed record StoredDial(long Lease, int Attempt, TrunkId Trunk, DateTimeOffset At)
{
    /// <summary>The caller id; null: the account's own number, and in records of versions that stored none that of the spec.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PhoneNumber? From { get; init; }

    /// <summary>The version of the deployment's do-not-call list; null: it was not asked.</summary>
    public long? EverybodyList { get; init; }

    /// <summary>The version of the business's own list; null: it was not asked.</summary>
    public long? OwnList { get; init; }

    /// <summary>The contact caps, as <c>3/1.00:00:00</c>; null: none.</summary>
    public string? Caps { get; init; }

    /// <summary>Calls to the number that counted before this one; null without caps.</summary>
    public int? Called { get; init; }

    /// <param name="request">The lease, and the caps that applied.</param>
    /// <param name="checks">What the guards of the number answered.</param>
    /// <param name="from">The caller id; null: the account's own number.</param>
    public static StoredDial Of(StartCall request, int attempt, TrunkId trunk, DateTimeOffset now, NumberChecks? checks, PhoneNumber? from)
    {
        bool isCapped = request.Caps is { Count: > 0 };
        return new StoredDial(request.Lease, attempt, trunk, now)
        {
            From = from,
            EverybodyList = checks?.Everybody.ListVersion,
            OwnList = checks?.Own?.ListVersion,
            Caps = isCapped ? string.Join(',', request.Caps!.Select(cap => string.Create(CultureInfo.InvariantCulture, $"{cap.Count}/{cap.Period:c}"))) : null,
            Called = isCapped ? checks?.Own?.Called : null,
        };
    }
}
