using System.Text.Json.Serialization;
using CallQueue.Businesses;

namespace CallQueue.Queues;

/// <summary>GET /api/queue/stats [S1.23].</summary>
/// <param name="HeldBy">Limits and fences of the business that hold waiting calls back; absent when none does.</param>
internal sealed record StatsView(bool Success, StatsNumbers Stats, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? HeldBy = null)
{
    public static StatsView Of(QueueNumbers numbers) => new(
        true, new StatsNumbers(numbers.Waiting, numbers.Active, numbers.Completed, numbers.Failed, numbers.Delayed, numbers.Total), numbers.HeldBy);
}

/// <summary>How many jobs are in each state; <paramref name="Total"/> is their sum.</summary>
internal sealed record StatsNumbers(long Waiting, long Active, long Completed, long Failed, long Delayed, long Total);

/// <summary>GET /api/queue/status: S2's body, and S3's numbers beside it [X1].</summary>
/// <param name="ProcessingRate">Calls that ended, per minute, over the last five minutes.</param>
/// <param name="SuccessRate">Completed calls among those that ended, 0 to 1; 0 before the first. <paramref name="FailureRate"/> is the rest.</param>
/// <param name="AverageCallDuration">Mean talk time of completed calls, in seconds; 0 before the first.</param>
internal sealed record StatusView(
    bool Success, StatusQueue Queue, long QueueSize, long ScheduledCalls, long ActiveCalls,
    double ProcessingRate, double SuccessRate, double FailureRate, double AverageCallDuration,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? HeldBy = null)
{
    /// <summary>The queue's name for that family's apps [S2.20].</summary>
    public const string QueueName = "daily-calls";

    public static StatusView Of(QueueNumbers numbers, IReadOnlyList<CronView> crons) => new(
        true,
        new StatusQueue(QueueName, numbers.Health, numbers.Active, numbers.Waiting, numbers.Failed, numbers.Completed, numbers.Delayed, crons),
        numbers.Waiting, numbers.Delayed, numbers.Active,
        numbers.EndedPerMinute, numbers.SuccessRate, numbers.FailureRate, numbers.AverageTalkSeconds, numbers.HeldBy);
}

/// <summary>The queue in the words of the daily calls [S2]. <paramref name="Delayed"/> holds the retries, too.</summary>
/// <param name="Health">healthy, paused, or degraded: the carrier account rejects calls or has asked for a pause.</param>
/// <param name="Crons">Recurring work with its next fire time: the first hundred schedules that are not paused.</param>
internal sealed record StatusQueue(
    string Name, string Health, long Active, long Waiting, long Failed, long Completed, long Delayed, IReadOnlyList<CronView> Crons);

/// <summary>One schedule. <paramref name="Next"/> is its next fire in milliseconds since 1970.</summary>
internal sealed record CronView(string Name, string Cron, long Next);

/// <summary>A pass was run [S2.19]. <paramref name="Started"/> daily calls of the roster were started by it.</summary>
internal sealed record TriggeredView(bool Success, string Message, int Started);

/// <summary>GET /api/admin/queues [S2.21]: the queue of each business.</summary>
/// <param name="Next">The next page; absent at the end.</param>
internal sealed record AdminQueuesView(
    bool Success, IReadOnlyList<AdminQueue> Queues, int Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next);

/// <summary>One business's queue. <paramref name="Name"/> is the business's id.</summary>
internal sealed record AdminQueue(
    string Name, string Health, bool Paused, long Waiting, long Active, long Completed, long Failed, long Delayed, long Total)
{
    public static AdminQueue Of(BusinessId business, QueueNumbers numbers) => new(
        business.Value, numbers.Health, numbers.IsPaused, numbers.Waiting, numbers.Active, numbers.Completed, numbers.Failed, numbers.Delayed, numbers.Total);
}

/// <summary>GET /api/jobs/health [S4.24].</summary>
internal sealed record JobsHealth(IReadOnlyDictionary<string, RqNumbers> Queues, SchedulerView Scheduler, string Status)
{
    /// <summary>The queue of a business; priorities are its lanes.</summary>
    public const string QueueName = "default";

    public static JobsHealth Of(BusinessSnapshot business, DateTimeOffset now)
    {
        var numbers = QueueNumbers.Of(business);
        int lockTtl = business.AlarmAt is { } at && at > now ? (int)Math.Ceiling((at - now).TotalSeconds) : 0;
        return new JobsHealth(
            new Dictionary<string, RqNumbers>
            {
                [QueueName] = new(numbers.Waiting, numbers.Active, numbers.Completed, numbers.Failed, numbers.Delayed),
            },
            new SchedulerView(business.LookedAt, business.IsOwner, lockTtl),
            numbers.Health);
    }
}

/// <summary>The queue in the words of the queue of events and roles [S4].</summary>
internal sealed record RqNumbers(long Queued, long Started, long Finished, long Failed, long Scheduled);

/// <summary>The equivalent of S4's scheduler lock [X20]: the business's actor, of which only one instance runs at a time.</summary>
/// <param name="LastTick">When it last looked what may be dialed; null for a business that has never had a call.</param>
/// <param name="LockHeld">It has proven, by a write, that it alone owns its queue; false for a business that has never had a call.</param>
/// <param name="LockTtl">Seconds until its durable alarm activates it, also elsewhere if its process dies; 0 when nothing is due.</param>
internal sealed record SchedulerView(DateTimeOffset? LastTick, bool LockHeld, int LockTtl);

/// <summary>The queue can't be read [S4.24].</summary>
internal sealed record JobsUnhealthy(string Status, string Error);
