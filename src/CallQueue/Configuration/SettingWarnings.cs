namespace CallQueue.Configuration;

/// <summary>Everything about the settings that is not an error and should be known: at a start, and in <c>callqueue config</c>.</summary>
internal static class SettingWarnings
{
    /// <param name="environment">The environment variables.</param>
    /// <param name="settings">The settings, read and checked.</param>
    /// <param name="reader">The command that starts.</param>
    public static IEnumerable<string> Find(IReadOnlyDictionary<string, string> environment, SettingValues settings, SettingReaders reader) =>
        UnreadVariables.Find(environment, settings, reader, reader.ToString().ToLowerInvariant()).Concat(UnusedSettings.Find(settings, reader));
}
