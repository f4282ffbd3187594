using CallQueue.Access;
using Microsoft.Extensions.Logging;

namespace CallQueue.Composition;

/// <summary>Log lines for the person at the terminal: one line each on standard error, stack traces only when wanted.</summary>
internal sealed class ErrorLines(TextWriter error, TimeProvider time, bool isVerbose) : ILoggerProvider
{
    private readonly Lock _writing = new();

    /// <summary>A factory that writes to <paramref name="error"/>: warnings, or all of our events from <paramref name="level"/> on.</summary>
    public static ILoggerFactory Factory(TextWriter error, TimeProvider time, LogLevel level) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(level)
        .AddFilter("Microsoft", level < LogLevel.Warning ? LogLevel.Warning : level)
        .KeepAddressesOut()
        .AddProvider(new ErrorLines(error, time, level < LogLevel.Warning)));

    public ILogger CreateLogger(string categoryName) => new Lines(this);

    public void Dispose()
    {
        // Standard error is not ours.
    }

    private void Write(LogLevel level, string message, Exception? exception)
    {
        string line = $"{time.GetLocalNow():HH:mm:ss} {Word(level)} {LogText.Masked(message + Cause(exception))}";
        lock (_writing)
        {
            error.WriteLine(line);
            error.Flush();
        }
    }

    private string Cause(Exception? exception) =>
        exception is null ? "" : isVerbose ? Environment.NewLine + exception : $" ({exception.Message})";

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Warning => "warning:",
        LogLevel.Error or LogLevel.Critical => "error:",
        _ => "info:",
    };

    private sealed class Lines(ErrorLines owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Write(logLevel, formatter(state, exception), exception);
    }
}
