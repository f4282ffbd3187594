using System.Globalization;
using CallQueue.Access;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CallQueue.Composition;

/// <summary>One line per event, times in UTC, telephone numbers masked.</summary>
internal sealed class MaskedLines(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "callqueue";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string at = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string cause = logEntry.Exception is { } e ? $" {e}" : "";
        string line = LogText.Masked($"{logEntry.Formatter(logEntry.State, logEntry.Exception)}{cause}");
        textWriter.WriteLine($"{at} {Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {line.ReplaceLineEndings(" ")}");
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
