using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Validation;

namespace CallQueue.Schedules;

/// <summary>What a schedule does, and when.</summary>
public sealed record ScheduleSpec
{
    /// <summary>The zone of a schedule that names none [X24].</summary>
    public const string DefaultZone = "UTC";

    /// <summary>The most missed occurrences that are made up.</summary>
    public const int MaxMisfires = 100;

    /// <summary>The most people of one occurrence.</summary>
    public const int MostPeople = 1_000;

    /// <summary>How many missed occurrences are made up where the schedule does not say it.</summary>
    public const int UsualMisfires = 10;

    /// <summary>The longest cron expression, in characters.</summary>
    public const int CronLength = Schedules.Cron.MaxLength;

    /// <summary>Five fields, six with seconds, or a name such as <c>@daily</c>; on the clock of <see cref="TimeZone"/>.</summary>
    public required string Cron { get; init; }

    /// <summary>Which days match where both kinds are restricted. Null: from a version before 0.3, which read expressions in another way.</summary>
    public DayMatch? DayMatch { get; init; }

    /// <summary>An IANA zone; null: <see cref="DefaultZone"/>.</summary>
    public string? TimeZone { get; init; }

    public SkippedTime Skipped { get; init; }

    public DoubledTime Doubled { get; init; }

    public MisfirePolicy Misfire { get; init; }

    /// <summary>How many missed occurrences <see cref="MisfirePolicy.RunAll"/> makes up: 1 to 100; null: 10.</summary>
    public int? MisfireLimit { get; init; }

    public OverlapPolicy Overlap { get; init; }

    /// <summary>What the calls have in common.</summary>
    public CallTemplate? Template { get; init; }

    /// <summary>The one person to call; null when there is a list.</summary>
    public PhoneNumber? To { get; init; }

    /// <summary>The people to call, as a run: at most 1,000. Null when there is one person.</summary>
    public IReadOnlyList<NewCall>? People { get; init; }

    /// <summary>The submitter's own JSON, stored and passed on to each call or run.</summary>
    public string? Data { get; init; }

    internal string Zone => TimeZone ?? DefaultZone;

    /// <summary>How many missed occurrences are made up.</summary>
    internal int MostMisfires => Misfire switch
    {
        MisfirePolicy.Skip => 0,
        MisfirePolicy.RunOnce => 1,
        MisfirePolicy.RunAll => MisfireLimit ?? UsualMisfires,
        _ => throw new InvalidOperationException($"unexpected {Misfire}"),
    };
}

/// <summary>A change of a schedule, and the spec that it is based on.</summary>
public sealed record ReplaceSchedule(ScheduleSpec Spec, ScheduleSpec Known);

/// <summary>What became of an order to make or change a schedule.</summary>
public abstract record ScheduleAnswer
{
    private ScheduleAnswer() { }

    /// <summary>It is stored as requested and durable.</summary>
    /// <param name="Changed">False when it had been so before.</param>
    public sealed record Done(ScheduleSnapshot Schedule, bool Changed) : ScheduleAnswer;

    /// <summary>A schedule of that name exists with different content.</summary>
    public sealed record Conflict : ScheduleAnswer;

    /// <summary>There is none of that name.</summary>
    public sealed record NotFound : ScheduleAnswer;

    /// <summary>It was changed in the meantime; nothing was done.</summary>
    public sealed record Stale : ScheduleAnswer;

    /// <summary>Validation failed; nothing was accepted.</summary>
    public sealed record Refused(FieldProblem Problem) : ScheduleAnswer;
}

/// <summary>What became of an order to run a schedule now.</summary>
public abstract record RunNowAnswer
{
    private RunNowAnswer() { }

    /// <summary>It is on record: submitted by now, or as soon as the business can be reached.</summary>
    public sealed record Taken(Occurrence Occurrence) : RunNowAnswer;

    /// <summary>Too many occurrences wait to be submitted.</summary>
    public sealed record Full : RunNowAnswer;

    /// <summary>There is no schedule of that name.</summary>
    public sealed record NotFound : RunNowAnswer;
}

/// <summary>A schedule at one moment. Times are UTC.</summary>
/// <param name="NextTimes">The next occurrences, at most ten, the earliest first; none while paused.</param>
/// <param name="Results">The last occurrences, the newest first: ten that were submitted and fifty that were not.</param>
/// <param name="EarlierCron">The expression as an earlier version stored it, where it would mean something else today; null else.</param>
public sealed record ScheduleSnapshot(
    ScheduleSpec Spec, bool Paused, DateTimeOffset CreatedAt, IReadOnlyList<DateTimeOffset> NextTimes, IReadOnlyList<Occurrence> Results,
    string? EarlierCron = null);

/// <summary>How one occurrence went.</summary>
public enum OccurrenceStatus
{
    /// <summary>On record, and not submitted yet.</summary>
    Pending,

    /// <summary>Submitted: the call or run of its name has the result.</summary>
    Fired,

    /// <summary>Left out by a policy.</summary>
    Skipped,

    /// <summary>The business refused it.</summary>
    Failed,
}

/// <summary>One occurrence of a schedule.</summary>
/// <param name="Name">The name of its call or run.</param>
/// <param name="ScheduledFor">When it was due (UTC); for a manual one, the time of the request.</param>
/// <param name="IsManual">It was triggered manually.</param>
/// <param name="At">When it was submitted, skipped or refused; null while it is pending.</param>
/// <param name="Reason">Why it was skipped or refused; null else.</param>
public sealed record Occurrence(
    string Name, DateTimeOffset ScheduledFor, bool IsManual, OccurrenceStatus Status, DateTimeOffset? At = null, string? Reason = null);
