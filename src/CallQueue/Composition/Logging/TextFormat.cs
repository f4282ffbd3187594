using System.Globalization;
using CallQueue.Access;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQueue.Composition.Logging;

/// <summary>For people: local time, level, message. Stack traces only when they are asked for.</summary>
internal sealed class TextFormat(TimeZoneInfo zone, bool showsStackTraces) : ILineFormat
{
    public string Line<TState>(in LogEntry<TState> entry, DateTimeOffset at)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(at, zone):HH:mm:ss} {Word(entry.LogLevel)}: {LogValues.Message(entry)}{Cause(entry.Exception)}");
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
