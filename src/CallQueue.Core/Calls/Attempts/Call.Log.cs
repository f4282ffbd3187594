using CallQueue.Carriers;
using Microsoft.Extensions.Logging;

namespace CallQueue.Calls.Attempts;

/// <summary>A call's log events. The last four read as operators of the earlier system know them [S2.33, S2.34].</summary>
internal static partial class CallLog
{
    [LoggerMessage(101, LogLevel.Error, "The answer to a dial of call {call} could not be recorded; the carrier will be asked")]
    public static partial void DialNotRecorded(this ILogger log, CallId call, Exception e);

    [LoggerMessage(102, LogLevel.Debug, "Call {call}, attempt {attempt}: ignored, because {because}")]
    public static partial void EventIgnored(this ILogger log, CallId call, int attempt, string because);

    [LoggerMessage(103, LogLevel.Warning, "The business of call {call} could not be told; it will ask")]
    public static partial void BusinessNotTold(this ILogger log, CallId call, Exception e);

    [LoggerMessage(104, LogLevel.Warning, "The trunk of call {call} could not be told that a dial was not placed")]
    public static partial void TrunkNotTold(this ILogger log, CallId call, Exception e);

    [LoggerMessage(105, LogLevel.Error, "Call {call} may be a duplicate: the carrier has {carrier_call}, which is not its attempt's call; ending it")]
    public static partial void LeftOverEnded(this ILogger log, CallId call, CarrierCallId carrier_call);

    [LoggerMessage(106, LogLevel.Warning, "Whether the number of call {call} may be called can't be read; it is not dialed now")]
    public static partial void GuardNotAsked(this ILogger log, CallId call, Exception e);

    [LoggerMessage(107, LogLevel.Warning, "A dial of call {call} was not placed, but goes on counting against the caps of its number")]
    public static partial void NotGivenBack(this ILogger log, CallId call, Exception e);

    [LoggerMessage(108, LogLevel.Information, "[CallService] Call initiated successfully: call {call}, attempt {attempt}, call_sid={call_sid}")]
    public static partial void Initiated(this ILogger log, CallId call, int attempt, CarrierCallId call_sid);

    [LoggerMessage(109, LogLevel.Information, "[CallService] Scheduled retry {retry}/{retries} for call {call} in {minutes:0.#} minutes")]
    public static partial void RetryScheduled(this ILogger log, int retry, int retries, CallId call, double minutes);

    [LoggerMessage(110, LogLevel.Information, "[Job:{call}] Processing user call for {name} (retry {retry}/{retries})")]
    public static partial void Retrying(this ILogger log, CallId call, string name, int retry, int retries);

    [LoggerMessage(111, LogLevel.Information, "[CallService] Call {call} - max retries ({retries}) reached")]
    public static partial void RetriesUsedUp(this ILogger log, CallId call, int retries);
}
