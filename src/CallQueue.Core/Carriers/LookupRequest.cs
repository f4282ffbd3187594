namespace CallQueue.Carriers;

/// <summary>Which attempt to look up.</summary>
/// <param name="Call">The carrier's id when known; null when the create answer was lost.</param>
/// <param name="SentAt">When the create was about to be sent (UTC).</param>
public sealed record LookupRequest(AttemptRef Attempt, CarrierCallId? Call, PhoneNumber To, PhoneNumber? From, DateTimeOffset SentAt)
{
    /// <summary>The same by the carrier's clock; null when that was unknown then. Only with it can a call count as absent.</summary>
    public DateTimeOffset? CarrierSentAt { get; init; }

    /// <summary>The carrier's ids of other attempts to this person: the result must not be one of them.</summary>
    public IReadOnlyList<CarrierCallId> OtherCalls { get; init; } = [];
}

/// <summary>What the carrier is aware of an attempt.</summary>
public abstract record LookupAnswer
{
    private LookupAnswer() { }

    /// <summary>The carrier has it, in this state.</summary>
    public sealed record Found(CarrierReport Report) : LookupAnswer;

    /// <summary>Certainly never placed: the carrier has no such call, and enough time has passed to conclude it.</summary>
    public sealed record Absent : LookupAnswer;

    /// <summary>The carrier has no answer (now): it can't be reached, or it is too early to conclude that the call was not placed.</summary>
    public sealed record Unknown(string Reason) : LookupAnswer;
}
