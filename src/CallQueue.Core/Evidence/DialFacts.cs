namespace CallQueue.Evidence;

/// <summary>Why one dial was allowed, as known when its intent was stored.</summary>
public sealed record DialFacts
{
    /// <summary>Which attempt of the call: 1 is the first. A dial that was not placed is repeated under the same number.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the intent was stored (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The carrier account.</summary>
    public required TrunkId Trunk { get; init; }

    /// <summary>The IANA zone in which the person is; where the number leaves several open, the first of them.</summary>
    public required string Zone { get; init; }

    /// <summary>The calling window that was open in all zones of the number, as <see cref="Windows.WindowText"/> writes it; null: there was none.</summary>
    public string? Window { get; init; }

    /// <summary>The caller id; null: the carrier account's own number.</summary>
    public PhoneNumber? From { get; init; }

    /// <summary>What the submitter gave as proof of the person's consent; null: nothing.</summary>
    public string? Consent { get; init; }

    /// <summary>The number was checked against this version of the deployment's do-not-call list; null: not known.</summary>
    public long? EverybodyList { get; init; }

    /// <summary>The number was checked against this version of the business's own do-not-call list; null: it had none.</summary>
    public long? OwnList { get; init; }

    /// <summary>The contact caps that applied, as <c>3/1.00:00:00</c>: three calls in a day; null: none.</summary>
    public string? Caps { get; init; }

    /// <summary>Calls to the number that the widest cap counted before this one; null without caps.</summary>
    public int? Called { get; init; }
}

/// <summary>A dial and, once it is over, how it ended.</summary>
/// <param name="Dial">Why it was allowed.</param>
/// <param name="Outcome">How it ended; null: it was certainly not placed.</param>
/// <param name="CarrierCall">The carrier's id of it; null when the carrier gave none.</param>
/// <param name="EndedAt">When it ended (UTC); null: it was not placed.</param>
/// <param name="Talk">How long was talked; null: nobody answered, or it is not known.</param>
public sealed record AttemptFacts(DialFacts Dial, Outcome? Outcome, string? CarrierCall, DateTimeOffset? EndedAt, TimeSpan? Talk);
