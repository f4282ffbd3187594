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
        string message = entry.Formatter(entry.State, entry.Exception) + Cause(entry.Exception);
        return string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(at, zone):HH:mm:ss} {Word(entry.LogLevel)}: {LogText.Masked(message)}");
    }

    private string Cause(Exception? exception) =>
        exception is null ? "" : showsStackTraces ? Environment.NewLine + exception : $" ({exception.Message})";

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => "error",
    };
}
