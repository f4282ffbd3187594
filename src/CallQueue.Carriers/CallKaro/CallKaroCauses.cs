namespace CallQueue.Carriers.CallKaro;

/// <summary>What an end means for us.</summary>
internal readonly record struct CallKaroEnd(Outcome Outcome, bool Retryable = true, string? AnsweredBy = null);

/// <summary>The words of statuses and hangup reasons. Reasons as CallKaro documents them; statuses in every spelling that is in use.</summary>
internal static class CallKaroCauses
{
    /// <summary>The state of a call from its status word; null for an unknown word. The outcome is null until the end.</summary>
    public static (CarrierStatus Status, Outcome? Outcome)? ByStatus(string? status) => status?.Trim().Replace('-', '_').ToUpperInvariant() switch
    {
        "QUEUED" or "INITIATED" or "SCHEDULED" => (CarrierStatus.Queued, null),
        "RINGING" => (CarrierStatus.Ringing, null),
        "IN_PROGRESS" or "ANSWERED" => (CarrierStatus.InProgress, null),
        "COMPLETED" => (CarrierStatus.Ended, Outcome.Completed),
        "BUSY" => (CarrierStatus.Ended, Outcome.Busy),
        "NO_ANSWER" => (CarrierStatus.Ended, Outcome.NoAnswer),
        "FAILED" => (CarrierStatus.Ended, Outcome.Failed),
        "REJECTED" => (CarrierStatus.Ended, Outcome.Rejected),
        "CANCELLED" or "CANCELED" => (CarrierStatus.Ended, Outcome.Canceled),
        _ => null,
    };

    /// <summary>The outcome of a call from its hangup reason; an unknown or missing reason is decided by whether there was a conversation.</summary>
    public static CallKaroEnd ByReason(string? reason, bool talked) => reason switch
    {
        "CLIENT_INITIATED" or "PARTICIPANT_REMOVED" or "SESSION_TIMEOUT" => new(Outcome.Completed),
        "VOICEMAIL_DETECTED" => new(Outcome.Completed, AnsweredBy: "machine"),
        "USER_UNAVAILABLE" or "USER_UNRESPONSIVE" => new(Outcome.NoAnswer),
        "USER_REJECTED" => new(Outcome.Rejected),
        "INVALID_PHONE_NUMBER" => new(Outcome.Failed, Retryable: false),
        "OUTSIDE_TRIGGER_WINDOW" or "PRE_CALL_FN_FAILED" => new(Outcome.Failed),
        "DELETED_SCH_CALL_ALL" or "DELETED_SCH_CALL_ONE" => new(Outcome.Canceled, Retryable: false),
        _ => new(talked ? Outcome.Completed : Outcome.Failed),
    };
}
