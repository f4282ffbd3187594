namespace CallQueue.Searches;

/// <summary>Ended calls that a host keeps longer than their businesses do. Thread-safe.</summary>
public interface ICallHistory
{
    /// <summary>Ended calls of a business, the newest first.</summary>
    /// <param name="asked">The criteria; its places do not count.</param>
    /// <param name="customId">Only the call with this id, its own or one that its submitter chose; null: any.</param>
    /// <param name="after">Where the part before ended; null at the beginning.</param>
    /// <param name="count">How many to give at most.</param>
    /// <exception cref="Outboxes.SinkUnavailableException">It can't be read now.</exception>
    Task<LoggedCalls> FindAsync(BusinessId business, CallCriteria asked, string? customId, LoggedPlace? after, int count);
}

/// <summary>Part of a search's result.</summary>
/// <param name="Next">Where to continue; null when everything has been searched.</param>
public sealed record LoggedCalls(IReadOnlyList<LoggedCall> Calls, LoggedPlace? Next);

/// <summary>A place in the history: the end that was looked at last.</summary>
/// <param name="At">When it ended (UTC).</param>
public sealed record LoggedPlace(DateTimeOffset At, string EventId);

/// <summary>An end of a call.</summary>
/// <param name="Name">The call's name within the business.</param>
/// <param name="Index">Its place in the run; null outside runs.</param>
/// <param name="DialedAt">When it was first dialed; null when it was not.</param>
/// <param name="Data">The submitter's own JSON; null when there was none.</param>
public sealed record LoggedCall(
    string Name, string? Run, int? Index, PhoneNumber To, Outcome Outcome, string? Reason, int Attempts, string? CarrierCall, DateTimeOffset? DialedAt, DateTimeOffset EndedAt, string? Data);
