namespace CallQueue.Rosters;

/// <summary>Why a contact has, or does not have, a call today.</summary>
public enum ContactReason
{
    /// <summary>Its calls are turned off.</summary>
    Disabled,

    /// <summary>Its time comes later today.</summary>
    NotYet,

    /// <summary>Its zone's clock skips its time today.</summary>
    ClockSkipped,

    /// <summary>It was called today; its time or zone was changed afterwards.</summary>
    AlreadyCalled,

    /// <summary>It was added, or given its time, when that time had passed today.</summary>
    SetTooLate,

    /// <summary>Its time has come, and its call is being submitted.</summary>
    Due,

    /// <summary>Its call of today was submitted.</summary>
    Submitted,

    /// <summary>The business refuses its call.</summary>
    Refused,
}

/// <summary>Why a contact has, or does not have, a call today, on the clock where it lives.</summary>
/// <param name="Reason">The answer.</param>
/// <param name="Date">Today, where the contact lives.</param>
/// <param name="DueAt">Its time on that date (UTC); null where the clock skips it.</param>
/// <param name="NextAt">When it is called next (UTC); null when its calls are turned off.</param>
/// <param name="Call">The name of its call of that date, whether or not there is one.</param>
public sealed record ContactReasons(Contact Contact, ContactReason Reason, DateOnly Date, DateTimeOffset? DueAt, DateTimeOffset? NextAt, string Call)
{
    /// <summary>Since when its time or zone is as it is; null: since before today's time.</summary>
    public DateTimeOffset? SetAt { get; init; }

    /// <summary>Why the business refuses the call; null when it does not.</summary>
    public string? Refusal { get; init; }
}
