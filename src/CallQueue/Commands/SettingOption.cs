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
}
