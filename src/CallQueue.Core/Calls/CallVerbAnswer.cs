namespace CallQueue.Calls;

/// <summary>What became of an order about one call.</summary>
public enum CallVerbResult
{
    /// <summary>Done, and durable.</summary>
    Done,

    /// <summary>It had been so before; nothing changed.</summary>
    Unchanged,

    /// <summary>Where the call stands does not allow it; nothing changed.</summary>
    Refused,

    /// <summary>The business has no such call.</summary>
    NotFound,
}

/// <summary>What became of an order about one call, and where the call stands now.</summary>
/// <param name="Status">Null when there is no such call.</param>
/// <param name="Outcome">How it ended; null when it has not.</param>
public sealed record CallVerbAnswer(CallVerbResult Result, CallStatus? Status = null, Outcome? Outcome = null);
