using System.Globalization;
using System.Text.Json.Serialization;
using CallQueue.Calls;

namespace CallQueue.Businesses;

/// <summary>A command whose effect can be shown before it is carried out.</summary>
public enum PreviewVerb
{
    StopRun,
    PauseRun,
    ResumeRun,
    Pause,
    Resume,

    /// <summary>Forgetting calls that ended long ago. Its confirmation forgets nothing itself: the mark bounds the <see cref="CleanEnded"/> that follow.</summary>
    Clean,

    /// <summary>Canceling one call.</summary>
    Cancel,
}

/// <summary>A command whose effect is to be shown, or that is to be carried out as it was shown.</summary>
public sealed record PreviewedCommand(PreviewVerb Verb)
{
    /// <summary>The run's name; null for commands on the whole business.</summary>
    public string? Run { get; init; }

    /// <summary>Of a stop or a cancel: live calls are ended too.</summary>
    public bool HangUpLive { get; init; }

    /// <summary>The call's name, or the id that its submitter chose; null for commands on many calls.</summary>
    public string? Call { get; init; }

    /// <summary>Of a clean: only calls that ended longer ago than this (milliseconds); null for other commands.</summary>
    public long? Grace { get; init; }

    /// <summary>Of a clean: at most so many calls, the oldest first; null for other commands.</summary>
    public int? Limit { get; init; }
}

/// <summary>
/// Where a business was at a preview: it bounds the command to the calls that the preview has shown. It is not a secret and gives no right to
/// anything.
/// </summary>
/// <param name="At">When the preview was made (UTC).</param>
/// <param name="NextLease">Calls live at the preview hold leases with smaller ids.</param>
/// <param name="Ordinal">The run's number within its business, which is never used again; 0 for commands on the whole business.</param>
/// <param name="Total">Calls received, of the run or of the business.</param>
/// <param name="Ended">Those of them that had ended.</param>
public sealed record PreviewMark(DateTimeOffset At, long NextLease, int Ordinal, long Total, long Ended)
{
    /// <summary>How long a preview may be confirmed: within this, people still remember what they have seen.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Of a clean: it forgets the calls that ended before this instant (UTC); null for other commands.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Why it can no longer be confirmed; null when it can.</summary>
    public string? FindRefusal(DateTimeOffset now) =>
        (now - At).Duration() >= Life ? string.Create(CultureInfo.InvariantCulture, $"the preview has expired at {ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}; preview again") : null;

    /// <summary>When it can no longer be confirmed (UTC).</summary>
    [JsonIgnore] public DateTimeOffset ExpiresAt => At + Life;
}

/// <summary>What a command would do now. Nothing was changed.</summary>
/// <param name="Runs">The runs whose calls it would touch, those with the most waiting calls first: at most <see cref="MostRuns"/>.</param>
/// <param name="MoreRuns">How many more runs there are.</param>
/// <param name="Sample">Some of the calls that it would touch: at most <see cref="MostSample"/>. They are read right after the counts.</param>
public sealed record Preview(PreviewMark Mark, PreviewEffect Effect, IReadOnlyList<PreviewedRun> Runs, int MoreRuns, IReadOnlyList<ListedCall> Sample)
{
    public const int MostRuns = 100;

    public const int MostSample = 20;
}

/// <summary>How many calls a command would do what to. Null: the command does no such thing.</summary>
public sealed record PreviewEffect
{
    /// <summary>Waiting calls that end as canceled.</summary>
    public long? Canceled { get; init; }

    /// <summary>Waiting calls that are not dialed until somebody resumes.</summary>
    public long? Held { get; init; }

    /// <summary>Waiting calls that may be dialed again, as slots, hours and limits allow.</summary>
    public long? Released { get; init; }

    /// <summary>Calls that have just got a slot: those of them that are not being dialed yet are called back and count as waiting ones, the others as live ones.</summary>
    public long? Dialing { get; init; }

    /// <summary>Live calls that are ended at the carrier.</summary>
    public long? HungUp { get; init; }

    /// <summary>Live calls that end by themselves.</summary>
    public long? Left { get; init; }

    /// <summary>Ended calls that are forgotten.</summary>
    public long? Removed { get; init; }
}

/// <summary>A run with calls that a command would touch.</summary>
public sealed record PreviewedRun(string Name, long Waiting, long Live);

/// <summary>Carry out a command as its preview has shown it.</summary>
public sealed record ConfirmPreview(PreviewedCommand Command, PreviewMark Mark);

/// <summary>What became of a <see cref="ConfirmPreview"/>.</summary>
/// <param name="Refusal">Why nothing was done; null when it was done, now or before.</param>
public sealed record ConfirmAnswer(string? Refusal)
{
    /// <summary>What became of a stop; null for other commands.</summary>
    public StopAnswer? Stop { get; init; }

    /// <summary>What became of a cancel; null for other commands.</summary>
    public CallVerbAnswer? Call { get; init; }

    /// <summary>Of a run's pause or its end: false when no such run is active.</summary>
    public bool Found { get; init; } = true;

    /// <summary>What has changed between the preview and now.</summary>
    public PreviewChanges Since { get; init; } = new(0, 0, 0);
}

/// <summary>What has changed since a preview, before its command was carried out.</summary>
/// <param name="GoneLive">Calls live now that were not live at the preview.</param>
/// <param name="Ended">How many more calls have ended.</param>
/// <param name="Submitted">How many more calls have been received.</param>
public sealed record PreviewChanges(long GoneLive, long Ended, long Submitted);
