namespace CallQueue.Leads.Sources;

/// <summary>What a column means.</summary>
internal enum LeadColumn
{
    /// <summary>Handed to the agent, and put into the message, under the column's own name.</summary>
    Variable,

    /// <summary>The number that is dialed.</summary>
    Phone,

    /// <summary>Another number of the same person: a variable for a call, a number of its own for a do-not-call list.</summary>
    OtherPhone,
    Name,

    /// <summary>A variable, and a part of the name where the list has no column for the whole name.</summary>
    FirstName,

    /// <summary>The same.</summary>
    LastName,
    Message,
    Ssml,
    Voice,
    Priority,
    LeadId,
    CampaignId,
    CustomCallId,
    TimeZone,
    Window,
    ScheduledAt,
    Deadline,
    FlowName,
    AnswerUrl,
    MaxRetries,
    MaxDuration,
    Recording,
    Consent,

    /// <summary>What is left on an answering machine.</summary>
    Voicemail,
}
