using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CallQueue.Health;

/// <summary>A check whose result is kept for a while, so that probes cost nothing however often and from however many places they come. Register it once, as a singleton.</summary>
/// <param name="time">The clock.</param>
/// <param name="keptFor">How long a result is kept.</param>
public abstract class CachedCheck(TimeProvider time, TimeSpan keptFor) : IHealthCheck
{
    private readonly Lock _gate = new();
    private Task<HealthCheckResult>? _last;
    private DateTimeOffset _lastAt;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            bool isOld = _last is null || (_last.IsCompleted && now >= _lastAt + keptFor);
            if (isOld) (_last, _lastAt) = (Task.Run(LookAsync, CancellationToken.None), now);
            return _last!.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Looks now. Not canceled when the caller who happened to be first goes away: others wait for it too.</summary>
    protected abstract Task<HealthCheckResult> LookAsync();

    /// <summary>What was measured, by name: numbers, truth values, texts, times.</summary>
    protected static IReadOnlyDictionary<string, object> Measured(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var measured = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach ((string name, object? value) in values) if (value is not null) measured[name] = value;
        return measured;
    }
}
