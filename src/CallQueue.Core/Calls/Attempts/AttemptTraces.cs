using System.Diagnostics;
using CallQueue.Carriers;
using CallQueue.Instruments;

namespace CallQueue.Calls.Attempts;

/// <summary>The spans of an attempt in its call's trace (<see cref="CallTraces"/>).</summary>
internal static class AttemptTraces
{
    /// <summary>A create request is sent.</summary>
    public static Activity? Dial(CallId call, CallSpec spec, string carrier, int attempt) =>
        CallTraces.Begin("callqueue.dial", ActivityKind.Client, call, spec)?.SetTag(Tags.Carrier, carrier).SetTag(Tags.Attempt, attempt);

    /// <summary>The carrier has answered.</summary>
    public static void Answered(this Activity span, DialAnswer answer)
    {
        if (answer is DialAnswer.Accepted accepted) span.SetTag(Tags.CarrierCall, accepted.Call.Value);
        if (DialInstruments.ErrorOf(answer) is { } error) span.SetTag(Tags.Error, error).SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>A webhook has come.</summary>
    public static Activity? Webhook(CallId call, CallSpec? spec, CarrierEvent happened)
    {
        if (spec?.Trace is null || !CallTraces.HasListeners) return null;
        ActivityContext request = Activity.Current?.Context ?? default;
        return CallTraces.Begin("callqueue.webhook", ActivityKind.Consumer, call, spec, request)?.SetTag(Tags.Attempt, happened.Attempt.Number).SetTag(Tags.Status, Words.Of(happened.Report.Status));
    }

    /// <summary>An attempt is over: a span from its intent to its end.</summary>
    public static void Ended(CallId call, CallRecord record)
    {
        if (record is not { Spec: { Trace: not null } spec, Current: { } attempt } || CallTraces.Begin("callqueue.attempt", ActivityKind.Internal, call, spec, startedAt: attempt.IntentAt) is not { } span) return;
        span.SetTag(Tags.Attempt, attempt.Number).SetTag(Tags.CarrierCall, attempt.CarrierCall?.Value);
        if (attempt.Outcome is { } outcome) span.SetTag(Tags.Outcome, Words.Of(outcome));
        if (record.End is { Kind: EndKind.Retry }) span.SetTag("callqueue.retry", true);
        if (attempt.EndedAt is { } endedAt) span.SetEndTime(endedAt.UtcDateTime);
        span.Dispose();
    }
}
