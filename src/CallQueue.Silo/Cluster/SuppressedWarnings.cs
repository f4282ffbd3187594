using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CallQueue.Cluster;

/// <summary>
/// Warnings that Orleans logs at an ordinary start of a silo and that nobody has to act on. They are dropped one by one, by category
/// and event name: other warnings of the same categories matter. Logging's own filters know levels only, hence this one.
/// </summary>
internal static class SuppressedWarnings
{
    /// <summary>What Orleans calls its duration in "Participant check thread has not completed for …".</summary>
    private const string Stall = "TimeSinceLastTick";

    /// <summary>Drops them from all log outputs of the host.</summary>
    public static void SuppressStartWarnings(this IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(
        provider => new Factory(
            new LoggerFactory(
                provider.GetServices<ILoggerProvider>(),
                provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                provider.GetRequiredService<IOptions<LoggerFactoryOptions>>(),
                provider.GetService<IExternalScopeProvider>()),
            provider.GetRequiredService<TimeProvider>())));

    private static bool IsSuppressed(string category, string? name, object? state, Func<TimeSpan> age) => (category, name) switch
    {
        // Workstation GC is our choice: a silo mostly waits, and one heap per core would only cost memory.
        ("Orleans.Runtime.Silo", "LogWarningSiloGcNotRunningWithServerGC" or "LogWarningSiloGcMultiCoreSystem") => true,

        // Reminders below a minute are our choice: there are few, see ClusterProfile.AlarmRepeat.
        ("Orleans.Hosting.ReminderOptionsValidator", "LogWarnFastReminderInterval") => true,

        // A silo that comes back at its address is what every restart and every rolling update looks like.
        ("Orleans.Runtime.MembershipService.MembershipTableManager", "LogWarningNodeRestarted") => true,

        // The watchdog's two threads race at start: one may measure from zero, before the other has set the time, and then
        // reports the machine's uptime. A stall longer than the silo has existed is not one; a real stall is shorter.
        ("Orleans.Runtime.Watchdog", "LogWarningParticipantCheckThreadStalled") => StallIn(state) > age(),
        _ => false,
    };

    private static TimeSpan? StallIn(object? state) =>
        (state as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(value => value.Key == Stall).Value as TimeSpan?;

    private sealed class Factory(ILoggerFactory inner, TimeProvider time) : ILoggerFactory
    {
        private readonly long _since = time.GetTimestamp();

        public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

        public ILogger CreateLogger(string categoryName)
        {
            ILogger logger = inner.CreateLogger(categoryName);
            return categoryName.StartsWith("Orleans.", StringComparison.Ordinal) ? new Filter(logger, categoryName, () => time.GetElapsedTime(_since)) : logger;
        }

        public void Dispose() => inner.Dispose();
    }

    private sealed class Filter(ILogger inner, string category, Func<TimeSpan> age) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsSuppressed(category, eventId.Name, state, age)) inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
