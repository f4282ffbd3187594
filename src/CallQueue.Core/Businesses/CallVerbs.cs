using CallQueue.Calls;

namespace CallQueue.Businesses;

/// <summary>Cancel one call permanently. <paramref name="HangUpLive"/>: also when it is live, by ending it at the carrier.</summary>
/// <param name="Call">The call's name within the business.</param>
public sealed record CancelCall(string Call, bool HangUpLive = false);

/// <summary>Move a waiting call to another priority: behind those that wait there already.</summary>
public sealed record MoveCall(string Call, Priority Priority);
