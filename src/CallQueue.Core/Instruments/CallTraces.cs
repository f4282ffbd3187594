using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Carriers;
using CallQueue.Outboxes;

namespace CallQueue.Instruments;

/// <summary>
/// One trace for each call, over minutes and processes. The request that submits a call leaves its place in a trace (<c>traceparent</c>) in the call's spec; the dial, each webhook, the end
/// and each delivery of the end are spans below it. A call of a run has a trace of its own, made from the run's trace and the call's name, so that a run of a million calls is not
/// one trace; its spans link to the request that submitted the run. Nothing is stored or made while nobody listens. Thread-safe.
/// </summary>
public static class CallTraces
{
    /// <summary>The name of the source, for those who listen.</summary>
    public const string SourceName = "CallQueue";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The place of the current request in its trace, for the spec of what it submits; null when it is not recorded.</summary>
    public static string? Here => Source.HasListeners() && Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>A delivery of an end to a sink begins; null: it is not traced.</summary>
    public static Activity? Deliver(Ending ending, string sink)
    {
        if (ending is not Ending.OfCall { Call: var call } || Begin("callqueue.delivery", ActivityKind.Producer, call.Id, call.Spec) is not { } span) return null;
        return span.SetTag(Tags.Sink, sink).SetTag(Tags.Outcome, Words.Of(call.Outcome!.Value));
    }

    /// <summary>A create request is sent.</summary>
    internal static Activity? Dial(CallId call, CallSpec spec, string carrier, int attempt) =>
        Begin("callqueue.dial", ActivityKind.Client, call, spec)?.SetTag(Tags.Carrier, carrier).SetTag(Tags.Attempt, attempt);

    /// <summary>The carrier has answered.</summary>
    internal static void Answered(this Activity span, DialAnswer answer)
    {
        if (answer is DialAnswer.Accepted accepted) span.SetTag(Tags.CarrierCall, accepted.Call.Value);
        if (DialInstruments.ErrorOf(answer) is { } error) span.SetTag(Tags.Error, error).SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>A webhook has come.</summary>
    internal static Activity? Webhook(CallId call, CallSpec? spec, CarrierEvent happened)
    {
        if (spec?.Trace is null || !Source.HasListeners()) return null;
        ActivityContext request = Activity.Current?.Context ?? default;
        return Begin("callqueue.webhook", ActivityKind.Consumer, call, spec, request)?.SetTag(Tags.Attempt, happened.Attempt.Number).SetTag(Tags.Status, Words.Of(happened.Report.Status));
    }

    /// <summary>An attempt is over: a span from its intent to its end.</summary>
    internal static void Ended(CallId call, CallRecord record)
    {
        if (record is not { Spec: { Trace: not null } spec, Current: { } attempt } || Begin("callqueue.attempt", ActivityKind.Internal, call, spec, startedAt: attempt.IntentAt) is not { } span) return;
        span.SetTag(Tags.Attempt, attempt.Number).SetTag(Tags.CarrierCall, attempt.CarrierCall?.Value);
        if (attempt.Outcome is { } outcome) span.SetTag(Tags.Outcome, Words.Of(outcome));
        if (record.End is { Kind: EndKind.Retry }) span.SetTag("callqueue.retry", true);
        if (attempt.EndedAt is { } endedAt) span.SetEndTime(endedAt.UtcDateTime);
        span.Dispose();
    }

    private static Activity? Begin(string name, ActivityKind kind, CallId call, CallSpec spec, ActivityContext cause = default, DateTimeOffset startedAt = default)
    {
        if (!Source.HasListeners() || spec.Trace is not { } trace || !ActivityContext.TryParse(trace, null, isRemote: true, out ActivityContext submitted)) return null;
        ActivityContext parent = spec.Run is null ? submitted : OwnOf(call, submitted);
        ActivityLink[] links = [.. spec.Run is null ? [] : new[] { new ActivityLink(submitted) }, .. cause == default ? [] : new[] { new ActivityLink(cause) }];
        return Source.StartActivity(name, kind, parent, tags: null, links, startedAt);
    }

    /// <summary>The trace of a run's call: every process makes the same from the same.</summary>
    private static ActivityContext OwnOf(CallId call, ActivityContext run)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{run.TraceId.ToHexString()} {run.SpanId.ToHexString()} {call}"), hash);
        return new ActivityContext(ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash[16..24]), run.TraceFlags, isRemote: true);
    }
}
