using System.Globalization;
using CallQueue.Commands;
using Microsoft.Extensions.Configuration;

namespace CallQueue.Configuration;

/// <summary>
/// The settings of a process, read by their definitions. A reader that meets an invalid value notes the problem and goes on
/// with the default, so that <see cref="Check"/> reports all problems at once. Not thread-safe.
/// </summary>
internal sealed class SettingValues(IConfigurationRoot configuration, IReadOnlyList<Func<Setting, string>> origins, IEnumerable<SettingProblem> problems)
{
    private readonly IReadOnlyList<IConfigurationProvider> _providers = [.. configuration.Providers];
    private readonly List<SettingProblem> _problems = [.. problems];

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<SettingProblem> Problems => _problems;

    /// <summary>The value and its origin; null: it is not set anywhere.</summary>
    public SettingValue? Find(Setting setting)
    {
        for (int i = _providers.Count - 1; i >= 0; i--)
            if (_providers[i].TryGet(setting.Name, out string? text) && text?.Trim() is { Length: > 0 } value) return new SettingValue(value, origins[i](setting));
        return null;
    }

    public bool IsSet(Setting setting) => Find(setting) is not null;

    /// <summary>The value, else the default; null without either.</summary>
    public string? Text(Setting setting) => FindValid(setting)?.Text ?? setting.Default;

    /// <summary>A choice's word in lower case, else the default.</summary>
    public string? Word(Setting setting) => Text(setting)?.ToLowerInvariant();

    /// <summary>A whole number; without a value the default, which must be there.</summary>
    public int Whole(Setting setting) => FindWhole(setting) ?? int.Parse(setting.Default!, CultureInfo.InvariantCulture);

    public int? FindWhole(Setting setting) => FindValid(setting) is { } value ? int.Parse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    public double? FindNumber(Setting setting) => FindValid(setting) is { } value ? double.Parse(value.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    public TimeSpan? FindSeconds(Setting setting) => FindWhole(setting) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The value; without one a problem is noted, and the text is empty.</summary>
    public string Required(Setting setting, string why)
    {
        if (Find(setting) is null) Fail(setting, $"is missing: {why}");
        return Text(setting) ?? "";
    }

    /// <summary>Notes a problem.</summary>
    /// <param name="setting">The setting to change.</param>
    /// <param name="rule">What is wrong and what to do, phrased to follow the setting's name.</param>
    public void Fail(Setting setting, string rule)
    {
        // The first problem of a setting is the one to solve first; another reader may have met the same.
        if (!_problems.Exists(problem => problem.Setting == setting)) _problems.Add(SettingProblem.Of(setting, rule, Find(setting)));
    }

    /// <summary>Notes every value of the wrong form, whether or not a reader asks for it.</summary>
    public void CheckForms()
    {
        foreach (Setting setting in SettingTable.All) FindValid(setting);
    }

    /// <exception cref="CommandException">Something is wrong with the settings; the message names everything.</exception>
    public void Check()
    {
        if (_problems.Count > 0) throw new CommandException(ExitCode.BadInput, string.Join(Environment.NewLine, _problems));
    }

    private SettingValue? FindValid(Setting setting)
    {
        if (Find(setting) is not { } value) return null;
        if (setting.Form.FindProblem(value.Text) is not { } rule) return value;
        Fail(setting, rule);
        return null;
    }
}
