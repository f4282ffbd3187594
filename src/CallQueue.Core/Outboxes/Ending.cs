using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.Runs;

namespace CallQueue.Outboxes;

/// <summary>A call or a run that has ended, as delivered to a sink.</summary>
/// <param name="EventId">The same in each delivery of this end, and unique.</param>
/// <param name="At">When it ended (UTC).</param>
public abstract record Ending(string EventId, DateTimeOffset At)
{
    /// <summary>A call has ended.</summary>
    /// <param name="Call">The call at its end, independent of later changes. Without its record it has no attempts and only the business's data.</param>
    /// <param name="Index">Its place in its run, 0 is the first; null outside runs.</param>
    public sealed record OfCall(string EventId, DateTimeOffset At, CallSnapshot Call, int? Index) : Ending(EventId, At)
    {
        /// <summary>How it ended.</summary>
        public Outcome Outcome => Call.Outcome!.Value;
    }

    /// <summary>All calls of a run have ended, or the rest of it was stopped.</summary>
    public sealed record OfRun(string EventId, DateTimeOffset At, RunSnapshot Run) : Ending(EventId, At);

    /// <summary>A limit of the business's usage is nearly or fully used, or its rate has jumped.</summary>
    public sealed record OfUsage(string EventId, DateTimeOffset At, UsageNotice Notice) : Ending(EventId, At);

    /// <summary>A recording can be heard.</summary>
    public sealed record OfRecording(string EventId, DateTimeOffset At, RecordingNotice Notice) : Ending(EventId, At);

    /// <summary>Combines the outbox entry with the record, if there is one.</summary>
    internal static Ending Of(BusinessId business, OutboxEntry entry, CallSnapshot? call, RunSnapshot? run)
    {
        string id = IdOf(business, entry);
        if (entry.Usage is { } notice) return new OfUsage(id, entry.At, notice);
        if (entry.Recording is { } recorded) return new OfRecording(id, entry.At, recorded);
        if (entry.Outcome is not { } outcome)
            return new OfRun(id, entry.At, new RunSnapshot(entry.Name, entry.Run!.Value, entry.Counts!, run?.Stamp ?? 0, run?.Data));

        var name = new CallId(business, entry.Name);
        call ??= new CallSnapshot(
            name, new CallSpec { To = entry.To!.Value, Run = entry.Index is null ? null : name.InRun()?.Run.Name },
            CallStatus.Ended, outcome, entry.Reason, null, 0, []);
        return new OfCall(id, entry.At, AsItEnded(call, entry, outcome), entry.Index);
    }

    /// <summary>A call that was opened again has moved on since.</summary>
    private static CallSnapshot AsItEnded(CallSnapshot call, OutboxEntry entry, Outcome outcome) => call with
    {
        Status = CallStatus.Ended,
        Outcome = outcome,
        Reason = entry.Reason,
        RetryAt = null,
        Attempts = [.. call.Attempts.Where(attempt => attempt.Number <= entry.Attempts)],
    };

    private static string IdOf(BusinessId business, OutboxEntry entry)
    {
        string kind = entry.Usage is not null ? "usage" : entry.Recording is { } recorded ? string.Create(CultureInfo.InvariantCulture, $"recording.{recorded.Attempt}") : entry.Outcome is null ? "run" : "call";
        string text = string.Create(CultureInfo.InvariantCulture, $"{business}\n{kind}\n{entry.Name}\n{entry.At.UtcTicks}");
        return "evt_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
