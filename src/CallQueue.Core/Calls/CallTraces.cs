using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace CallQueue.Calls;

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

    /// <summary>Whether somebody listens.</summary>
    internal static bool HasListeners => Source.HasListeners();

    /// <summary>The place of the current request in its trace, for the spec of what it submits; null when it is not recorded.</summary>
    public static string? Here => Source.HasListeners() && Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>A span of a call begins; null: it is not traced.</summary>
    /// <param name="name">The name of the span.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="call">The call.</param>
    /// <param name="spec">Its spec, with the place of its submit.</param>
    /// <param name="cause">A span of another trace that caused it; default: none.</param>
    /// <param name="startedAt">When it began (UTC); default: now.</param>
    internal static Activity? Begin(string name, ActivityKind kind, CallId call, CallSpec spec, ActivityContext cause = default, DateTimeOffset startedAt = default)
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
