using CallQueue.CallLog;
using CallQueue.Outgoing;

namespace CallQueue.Configuration;

/// <summary>Reads where requests may go whose URL a tenant chose, and where the call log is.</summary>
internal static class OutgoingReader
{
    public static OutgoingPolicy Policy(SettingValues settings)
    {
        OutgoingPolicy? policy = OutgoingPolicy.Parse(settings.Text(SettingTable.OutgoingHosts), out string? problem);
        if (problem is not null) settings.Fail(SettingTable.OutgoingHosts, problem);
        return policy ?? OutgoingPolicy.PublicOnly;
    }

    /// <summary><c>CALL_LOG_POSTGRES</c>, else <c>DATABASE_URL</c>; null: no call log.</summary>
    public static CallLogConnection? CallLog(SettingValues settings)
    {
        Setting setting = settings.IsSet(SettingTable.CallLog) ? SettingTable.CallLog : SettingTable.Database;
        if (settings.Text(setting) is not { } text || text.Equals("off", StringComparison.OrdinalIgnoreCase)) return null;
        if (CallLogConnection.Parse(text) is { } connection) return connection;
        settings.Fail(setting, $"{CallLogConnection.Rule} (CALL_LOG_POSTGRES=off: no call log)");
        return null;
    }
}
