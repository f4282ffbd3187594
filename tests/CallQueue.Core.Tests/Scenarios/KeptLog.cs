using Microsoft.Extensions.Logging;

namespace CallQueue.Scenarios;

/// <summary>Keeps every line that an operator would see, in their order.</summary>
internal sealed class KeptLog : ILoggerFactory, ILogger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) _lines.Add(formatter(state, exception));
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("this log is the only one");

    public void Dispose()
    {
    }
}
