using System.Text.Json.Serialization;
namespace CallQueue.Runs;

/// <summary>A run's identity.</summary>
public sealed record BeginRun(int Total, string Fingerprint, string? Data);

/// <summary>What became of a <see cref="BeginRun"/>.</summary>
public enum BeginAnswer
{
    /// <summary>Stored, now or before; the Business has not sent an update yet.</summary>
    Open,

    /// <summary>The same run was queued before (it may have ended).</summary>
    Queued,

    /// <summary>A run of that name exists with different content.</summary>
    Conflict,
}

/// <summary>The state of a run.</summary>
public enum RunStatus
{
    /// <summary>Its parts are still coming; nothing is dialed.</summary>
    Filling,

    /// <summary>Its calls are dialed as slots allow.</summary>
    Running,

    /// <summary>Held back; can continue.</summary>
    Paused,

    /// <summary>Stopped permanently.</summary>
    Stopped,

    /// <summary>All its calls have ended.</summary>
    Completed,
}

/// <summary>
/// How many calls are where. Made by transitions in one place, never recounted: total = ready + delayed + live + ended.
/// </summary>
public sealed record CallCounts
{
    public static CallCounts Zero { get; } = new();

    public long Total { get; init; }

    public long Ready { get; init; }

    public long Delayed { get; init; }

    public long Live { get; init; }

    public long Completed { get; init; }

    public long Busy { get; init; }

    public long NoAnswer { get; init; }

    public long Failed { get; init; }

    public long Canceled { get; init; }

    public long Rejected { get; init; }

    public long Expired { get; init; }

    public long Blocked { get; init; }

    public long Voicemail { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long NoAgent { get; init; }

    /// <summary>Calls that have ended, with any outcome.</summary>
    public long Ended => Completed + Busy + NoAnswer + Failed + Canceled + Rejected + Expired + Blocked + Voicemail + NoAgent;

    /// <summary>Ended with this outcome.</summary>
    public long Of(Outcome outcome) => outcome switch
    {
        Outcome.Completed => Completed,
        Outcome.Busy => Busy,
        Outcome.NoAnswer => NoAnswer,
        Outcome.Failed => Failed,
        Outcome.Canceled => Canceled,
        Outcome.Rejected => Rejected,
        Outcome.Expired => Expired,
        Outcome.Blocked => Blocked,
        Outcome.Voicemail => Voicemail,
        Outcome.NoAgent => NoAgent,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}

/// <summary>The Business's update of a run: its state, and ends not yet acknowledged.</summary>
/// <param name="Stamp">Grows with every change of the run; older news is ignored.</param>
/// <param name="FirstEnd">How many calls of the run had ended before <paramref name="Ends"/>.</param>
public sealed record RunNews(long Stamp, RunStatus Status, CallCounts Counts, long FirstEnd, IReadOnlyList<RunResult> Ends)
{
    /// <summary>What was dialed and answered so far; null: nothing, or an earlier version does not count it.</summary>
    public DialCounts? Dials { get; init; }
}

/// <summary>How one call of a run ended. <paramref name="Index"/> is its place in the run, 0 is the first.</summary>
public sealed record RunResult(int Index, Outcome Outcome, int Attempts, DateTimeOffset EndedAt, double? TalkSeconds, string? Reason)
{
    /// <summary>Whom it was to reach; null in results of earlier versions.</summary>
    public PhoneNumber? To { get; init; }

    /// <summary>The person's name, from the variable or the field <c>name</c>; null without one.</summary>
    public string? Name { get; init; }

    /// <summary>The id that its submitter chose; null without one.</summary>
    public string? CustomId { get; init; }

    /// <summary>The submitter's <c>lead_id</c>; null without one.</summary>
    public string? LeadId { get; init; }

    /// <summary>The submitter's <c>campaign_id</c> of this call; null without one, or when it was never dialed.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The carrier's id of the last attempt; null when none was placed.</summary>
    public string? CarrierCall { get; init; }

    /// <summary>The same end without anything that names the person.</summary>
    internal RunResult WithoutPerson() => this with { To = null, Name = null, CustomId = null, LeadId = null, CarrierCall = null, Reason = null };
}

/// <summary>A run at one moment.</summary>
public sealed record RunSnapshot(string Name, RunStatus Status, CallCounts Counts, long Stamp, string? Data)
{
    /// <summary>The outcome of calls without a result: waiting calls were ended by a stop, or by the run's deadline. Null without either.</summary>
    public Outcome? UnnamedEnd() =>
        Status == RunStatus.Stopped ? Outcome.Canceled
        : Counts is { Ready: 0, Delayed: 0, Expired: > 0 } ? Outcome.Expired
        : null;
}
