using CallQueue.Businesses;
using CallQueue.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Health;

/// <summary>The host's alarms, where it has all of them in one place.</summary>
public interface IAlarms
{
    /// <summary>When the earliest alarm is due; null when none is set.</summary>
    DateTimeOffset? NextAt { get; }
}

/// <summary>Whether what is due is done: how late the earliest alarm is, and the default business's next step.</summary>
internal sealed class SchedulerCheck(IActors actors, TimeProvider time, IAlarms? alarms = null) : CachedCheck(time, TimeSpan.FromSeconds(5))
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _time = time;

    protected override async Task<HealthCheckResult> LookAsync()
    {
        BusinessSnapshot business = await actors.Business(BusinessId.Default).GetAsync();
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset? alarm = alarms?.NextAt, step = business.Paused ? null : business.NextAt;
        DateTimeOffset? next = step is null || alarm < step ? alarm : step;
        TimeSpan late = now - next is { } behind && behind > TimeSpan.Zero ? behind : TimeSpan.Zero;
        IReadOnlyDictionary<string, object> measured = Measured(("late_seconds", late.TotalSeconds), ("next_at", next));
        string? problem = late > Late ? $"what was due at {next:u} has not been done yet" : null;
        return problem is null ? HealthCheckResult.Healthy(data: measured)
            : late > TooLate ? HealthCheckResult.Unhealthy(problem, data: measured)
            : HealthCheckResult.Degraded(problem, data: measured);
    }
}
