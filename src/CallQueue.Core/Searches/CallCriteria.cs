namespace CallQueue.Searches;

/// <summary>Where calls may be.</summary>
[Flags]
public enum CallPlaces
{
    None = 0,

    /// <summary>Waiting for a slot.</summary>
    Ready = 1,

    /// <summary>Waiting for their time.</summary>
    Delayed = 2,

    /// <summary>Holding a slot.</summary>
    Live = 4,

    /// <summary>Ended and still remembered.</summary>
    Ended = 8,

    All = Ready | Delayed | Live | Ended,
}

/// <summary>Which calls are looked for: those that meet all criteria that are given. Null: any.</summary>
public sealed record CallCriteria
{
    public PhoneNumber? Number { get; init; }

    /// <summary>The last digits of the number.</summary>
    public string? NumberEnding { get; init; }

    /// <summary>An id that a carrier gave to an attempt.</summary>
    public string? CarrierCall { get; init; }

    /// <summary>The submitter's <c>lead_id</c>: at most 200 characters, as a number is written when it came as one.</summary>
    public string? LeadId { get; init; }

    /// <summary>The submitter's <c>campaign_id</c>, of the call or of its whole run; written as the lead's.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The run's name.</summary>
    public string? Run { get; init; }

    public CallPlaces Places { get; init; } = CallPlaces.All;

    /// <summary>How calls that ended did so.</summary>
    public IReadOnlyList<Outcome>? Outcomes { get; init; }

    /// <summary>Only calls whose time is this instant or later: when they ended, were dialed, or are due; of a ready call, now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only calls whose time is before this instant.</summary>
    public DateTimeOffset? To { get; init; }
}
