namespace CallQueue.Configuration;

/// <summary>Something wrong with the settings.</summary>
/// <param name="Setting">The setting to change; null: a source of settings, such as the JSON file.</param>
/// <param name="Sentence">What is wrong and what to do. Holds no secret.</param>
internal sealed record SettingProblem(Setting? Setting, string Sentence)
{
    /// <param name="setting">The setting to change.</param>
    /// <param name="rule">What is wrong and what to do, phrased to follow the setting's name.</param>
    /// <param name="value">The invalid value; null: it is missing.</param>
    public static SettingProblem Of(Setting setting, string rule, SettingValue? value) => new(setting, value is null
        ? $"{setting.Name} {rule.TrimEnd('.')}."
        : $"{setting.Name} {rule.TrimEnd('.')}; got {value.Quoted(setting)} ({value.Origin}).");

    public override string ToString() => Sentence;
}
