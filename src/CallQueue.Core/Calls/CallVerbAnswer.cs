namespace CallQueue.Calls;

/// <summary>What became of an order about one call.</summary>
public enum CallVerbResult
{
    /// <summary>Done, and durable.</summary>
    Done,

    /// <summary>It had been so before; nothing changed.</summary>
    Unchanged,

    /// <summary>Not allowed in the call's current state; nothing changed.</summary>
    Refused,

    /// <summary>The business has no such call.</summary>
    NotFound,
}

/// <summary>The result of a command on one call, and the call's current state.</summary>
/// <param name="Status">Null when there is no such call.</param>
/// <param name="Outcome">How it ended; null when it has not.</param>
public sealed record CallVerbAnswer(CallVerbResult Result, CallStatus? Status = null, Outcome? Outcome = null);
