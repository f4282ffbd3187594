using System.Collections.Frozen;

namespace CallQueue.Configuration;

/// <summary>Environment variables that look like settings and have no effect: misspelled, of another system, or not read by the command.</summary>
internal static class UnreadVariables
{
    /// <summary>Names that begin so are meant for this product.</summary>
    private static readonly string[] Prefixes = ["CALLQUEUE_", "CALL_LOG_", "TWILIO_", "PLIVO_", "SIGNALWIRE_", "CALLKARO_", "SILO_"];

    /// <summary>The variables of the systems that this one replaces, and what takes their place.</summary>
    private static readonly FrozenDictionary<string, string> Replaced = new Dictionary<string, string>
    {
        ["QUEUE_WORKERS"] = "there are no workers to count; MAX_CONCURRENT_CALLS limits the carrier account and CALL_WORKER_CONCURRENCY a business",
        ["MAX_RETRIES"] = "retries belong to a business: PATCH /api/businesses/{id} changes them, or CALLQUEUE_PROFILE sets those of new ones",
        ["RETRY_DELAY_MS"] = "retries belong to a business: PATCH /api/businesses/{id} changes them, or CALLQUEUE_PROFILE sets those of new ones",
        ["RETRY_ON_STATUSES"] = "retries belong to a business: PATCH /api/businesses/{id} changes them, or CALLQUEUE_PROFILE sets those of new ones",
        ["CRON_PATTERNS"] = "recurring calls are schedules: POST /api/schedules",
        ["SUPABASE_URL"] = "CALL_LOG_POSTGRES takes the connection string of the database",
        ["SUPABASE_SERVICE_ROLE_KEY"] = "CALL_LOG_POSTGRES takes the connection string of the database",
    }.ToFrozenDictionary();

    /// <summary>One sentence for each. Values are not repeated: they may be secrets.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="reader">The command that starts; <see cref="SettingReaders.None"/>: any.</param>
    /// <param name="command">Its name.</param>
    public static IEnumerable<string> Find(IReadOnlyDictionary<string, string> environment, SettingValues settings, SettingReaders reader, string command)
    {
        bool isKubernetes = environment.ContainsKey("KUBERNETES_SERVICE_HOST");
        foreach (string name in environment.Where(variable => !string.IsNullOrWhiteSpace(variable.Value)).Select(variable => variable.Key).Order(StringComparer.Ordinal))
            if (!(isKubernetes && IsServiceLink(name)) && Unknown(name) is { } sentence) yield return sentence;

        if (reader == SettingReaders.None) yield break;
        foreach (Setting setting in SettingTable.All.Where(setting => (setting.Readers & reader) == 0))
            if (settings.Find(setting) is { } value) yield return $"{setting.Name} is set ({value.Origin}) but '{command}' does not read it.";
    }

    private static string? Unknown(string name)
    {
        if (SettingTable.Find(name) is not null || IsFileOfASetting(name)) return null;
        if (Replaced.TryGetValue(name, out string? instead)) return $"The environment variable {name} is not read: {instead}.";
        bool isOurs = Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
        if (!isOurs && !NearestNames.IsMisspelled(name)) return null;
        string hint = NearestNames.Of(name) is { } near ? $"did you mean {near}?" : "callqueue config lists all settings.";
        return $"The environment variable {name} is not read; {hint}";
    }

    private static bool IsFileOfASetting(string name) => name.EndsWith(Setting.FileSuffix, StringComparison.Ordinal) && SettingTable.Find(name[..^Setting.FileSuffix.Length]) is not null;

    /// <summary>Kubernetes describes each Service of the namespace by variables: a Service 'callqueue' gives CALLQUEUE_SERVICE_HOST.</summary>
    private static bool IsServiceLink(string name) => name.EndsWith("_SERVICE_HOST", StringComparison.Ordinal) || name.Contains("_SERVICE_PORT", StringComparison.Ordinal)
        || name.EndsWith("_PORT", StringComparison.Ordinal) || name.Contains("_TCP", StringComparison.Ordinal) || name.Contains("_UDP", StringComparison.Ordinal);
}
