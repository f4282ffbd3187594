using CallQueue.Carriers;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls.Attempts;

/// <summary>A call's log events. The last four read as operators of the earlier system know them [S2.33, S2.34].</summary>
internal static partial class CallLog
{
    [LoggerMessage(101, LogLevel.Error, "Recording the dial result of call {call} failed; the carrier will be queried")]
    public static partial void DialNotRecorded(this ILogger log, CallId call, Exception e);

    [LoggerMessage(102, LogLevel.Debug, "Event of call {call}, attempt {attempt} ignored: {because}")]
    public static partial void EventIgnored(this ILogger log, CallId call, int attempt, string because);

    [LoggerMessage(103, LogLevel.Warning, "Notifying the business of call {call} failed; the business will check the call")]
    public static partial void BusinessNotTold(this ILogger log, CallId call, Exception e);

    [LoggerMessage(104, LogLevel.Warning, "Notifying the trunk of call {call} that its dial was not placed failed")]
    public static partial void TrunkNotTold(this ILogger log, CallId call, Exception e);

    [LoggerMessage(105, LogLevel.Error, "Call {call} may be a duplicate: the carrier has {carrier_call}, which is not its attempt's call; ending it")]
    public static partial void LeftOverEnded(this ILogger log, CallId call, CarrierCallId carrier_call);

    [LoggerMessage(106, LogLevel.Warning, "Do-not-call check failed for call {call}; dial deferred")]
    public static partial void GuardNotAsked(this ILogger log, CallId call, Exception e);

    [LoggerMessage(107, LogLevel.Warning, "Releasing the contact cap of call {call} failed; a dial that was not placed still counts against the caps of its number")]
    public static partial void NotGivenBack(this ILogger log, CallId call, Exception e);

    [LoggerMessage(108, LogLevel.Information, "[CallService] Call initiated successfully: call {call}, attempt {attempt}, call_sid={call_sid}")]
    public static partial void Initiated(this ILogger log, CallId call, int attempt, CarrierCallId call_sid);

    [LoggerMessage(109, LogLevel.Information, "[CallService] Scheduled retry {retry}/{retries} for call {call} in {minutes:0.#} minutes")]
    public static partial void RetryScheduled(this ILogger log, int retry, int retries, CallId call, double minutes);

    [LoggerMessage(110, LogLevel.Information, "[Job:{call}] Processing user call for {name} (retry {retry}/{retries})")]
    public static partial void Retrying(this ILogger log, CallId call, string name, int retry, int retries);

    [LoggerMessage(112, LogLevel.Warning, "[BulkCall] Job {job} already inflight, skipping")]
    public static partial void AlreadyInFlight(this ILogger log, CallId job);

    [LoggerMessage(113, LogLevel.Warning, "Storing the progress of call {call} failed; the carrier will be queried")]
    public static partial void ProgressNotSaved(this ILogger log, CallId call, Exception e);

    [LoggerMessage(117, LogLevel.Warning, "The message of call {call} was not left on the machine that answered attempt {attempt}: {reason}")]
    public static partial void MessageNotLeft(this ILogger log, CallId call, int attempt, string reason);

    [LoggerMessage(115, LogLevel.Warning, "Call {call} could not be looked up for a reader; it is looked up again at its next check")]
    public static partial void NotAskedForReader(this ILogger log, CallId call, Exception e);

    [LoggerMessage(111, LogLevel.Information, "[CallService] Call {call} - max retries ({retries}) reached")]
    public static partial void RetriesUsedUp(this ILogger log, CallId call, int retries);
}
