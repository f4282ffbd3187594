using CallQueue.Composition.Logging;
using Microsoft.Extensions.Logging;

namespace CallQueue.Configuration;

/// <summary>Reads how log lines are written.</summary>
internal static class LogReader
{
    /// <param name="settings">The settings.</param>
    /// <param name="usual">The level that a command logs at, if no setting says otherwise.</param>
    /// <param name="isTerminal">Whether somebody looks at standard error.</param>
    public static LogOptions Read(SettingValues settings, LogLevel usual, bool isTerminal)
    {
        LogLevel level = Enum.TryParse(settings.Word(SettingTable.LogLevel), ignoreCase: true, out LogLevel set) ? set : usual;
        return new LogOptions
        {
            Level = level,
            ErrorLevel = settings.IsSet(SettingTable.LogFile) && level < LogLevel.Warning ? LogLevel.Warning : level,
            IsJson = settings.Word(SettingTable.LogFormat) is { } format ? format == "json" : !isTerminal,
            File = settings.Text(SettingTable.LogFile),
        };
    }
}
