using CallQueue.Calls;

namespace CallQueue.Businesses;

/// <summary>Cancel one call for good. <paramref name="HangUpLive"/>: also when it is live, by ending it at the carrier.</summary>
/// <param name="Call">The call's name within the business.</param>
public sealed record CancelCall(string Call, bool HangUpLive = false);

/// <summary>Move a waiting call to another priority: behind those that wait there already.</summary>
public sealed record MoveCall(string Call, Priority Priority);

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
