using System.Globalization;
using CallQueue.Access;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Composition.Logging;

/// <summary>For people: local time, level, message. Stack traces only when they are asked for. Phone numbers from outside are masked, and control characters escaped. Thread-safe.</summary>
internal sealed class TextFormat(TimeZoneInfo zone, bool showsStackTraces)
{
    public string Line<TState>(in LogEntry<TState> entry, DateTimeOffset at, LineBuffer buffer)
    {
        buffer.Values.Read(entry);
        return string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(at, zone):HH:mm:ss} {Word(entry.LogLevel)}: {buffer.Values.Message}{Cause(entry.Exception)}");
    }

    private string Cause(Exception? exception) =>
        exception is null ? "" : showsStackTraces ? StackTrace(exception) : $" ({LogText.Outside(exception.Message)})";

    /// <summary>Indented, so that no line of an exception's text looks like a line of the log.</summary>
    private static string StackTrace(Exception exception) =>
        string.Concat(LogText.Outside(exception.ToString().ReplaceLineEndings("\n"), keepsLines: true).Split('\n').Select(line => $"{Environment.NewLine}    {line}"));

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => "error",
    };
}
