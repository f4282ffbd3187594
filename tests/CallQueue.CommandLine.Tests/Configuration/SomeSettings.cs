namespace CallQueue.Configuration;

/// <summary>Settings of given environment variables alone.</summary>
internal static class SomeSettings
{
    public static SettingValues Of(IReadOnlyDictionary<string, string> environment) => SettingSources.Read(environment, new Dictionary<Setting, SettingValue>(), usualSecrets: null);

    public static SettingValues Of(params (string Name, string Value)[] environment) => Of(environment.ToDictionary(variable => variable.Name, variable => variable.Value));
}
