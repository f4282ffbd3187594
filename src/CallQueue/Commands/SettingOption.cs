using System.CommandLine;
using CallQueue.Configuration;

namespace CallQueue.Commands;

/// <summary>An option that sets a setting for this command, above every other source. The table describes and checks it.</summary>
internal sealed class SettingOption : Option<string?>
{
    public SettingOption(string name, Setting setting, string helpName) : base(name)
    {
        Setting = setting;
        HelpName = helpName;
        string otherwise = setting.ShownDefault == "" ? "" : $", else {setting.ShownDefault}";
        Description = $"{setting.Text} [default: {setting.Name}{otherwise}]".Replace("`", "", StringComparison.Ordinal);
    }

    public Setting Setting { get; }

    /// <summary>What the setting becomes where the option is given without a value; null: it needs one.</summary>
    public string? ValueWithout { get; private init; }

    /// <summary>An option without a value, for a setting that is true or false.</summary>
    public static SettingOption Flag(string name, Setting setting) => new(name, setting, "") { Arity = ArgumentArity.Zero, ValueWithout = "true" };
}
