using Microsoft.Extensions.Logging;

namespace CallQueue.Scenarios;

/// <summary>Keeps every line that an operator would see, in their order.</summary>
internal sealed class KeptLog : ILoggerFactory, ILogger
{
    private readonly List<(LogLevel Level, string Line)> _lines = [];

    /// <summary>What is written at level Information and above.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Where(line => line.Level >= LogLevel.Information).Select(line => line.Line)];

    /// <summary>The lines that begin with <paramref name="mark"/>, of every level.</summary>
    public IReadOnlyList<(LogLevel Level, string Line)> Of(string mark) => [.. _lines.Where(line => line.Line.StartsWith(mark, StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) _lines.Add((logLevel, formatter(state, exception)));
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("this log is the only one");

    public void Dispose()
    {
    }
}
