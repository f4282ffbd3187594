using Microsoft.Extensions.Logging;

namespace CallQueue.Simulation.Running;

/// <summary>Core's own log lines, in the trace of a replayed seed.</summary>
internal sealed class TraceLogging(World world, object from) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => world.Tracing;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string cause = exception is null ? "" : $" [{exception.GetType().Name}: {exception.Message}]";
        world.Trace($"    {from} {formatter(state, exception)}{cause}");
    }
}
