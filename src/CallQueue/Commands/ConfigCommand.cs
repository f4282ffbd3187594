using System.CommandLine;
using CallQueue.Carriers.Simulated;
using CallQueue.Composition;
using CallQueue.Configuration;

namespace CallQueue.Commands;

/// <summary><c>callqueue config</c>: all settings with their values and where each comes from.</summary>
internal sealed class ConfigCommand(CommandContext context)
{
    private readonly SettingOption _data = CommonOptions.Data();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly Option<bool> _markdown = new("--markdown") { Description = "Print the page docs/configuration.md: all settings without their values." };
    private readonly Option<bool> _check = new("--check") { Description = "End with exit code 2 if a setting is invalid." };
    private readonly Option<string?> _for = new("--for") { Description = "Command to check the settings for. [default: serve, or the one that SERVICE_ROLE selects]", HelpName = "command" };

    public Command Build()
    {
        _for.AcceptOnlyFromAmong("dial", "serve", "silo", "gateway");
        var command = new Command("config", "Show all settings, their values and where each comes from. Secrets are masked.") { _data, _json, _markdown, _check, _for };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        if (parsed.GetValue(_markdown))
        {
            context.Say(SettingsDocument.Markdown().TrimEnd());
            return ExitCode.Done;
        }

        SettingValues settings = CommandSettings.Read(parsed, context);
        SettingReaders reader = ReaderOf(parsed.GetValue(_for), settings);
        FindProblems(settings, reader);
        var report = new SettingsReport(settings, [.. SettingWarnings.Find(context.Environment, settings, reader)]);
        if (parsed.GetValue(_json)) context.Say(report.Json());
        else report.WriteTo(context.Say);
        return settings.Problems.Count > 0 && parsed.GetValue(_check) ? ExitCode.BadInput : ExitCode.Done;
    }

    private static SettingReaders ReaderOf(string? command, SettingValues settings) => command switch
    {
        "dial" => SettingReaders.Dial,
        "serve" => SettingReaders.Serve,
        "silo" => SettingReaders.Silo,
        "gateway" => SettingReaders.Gateway,
        _ when !settings.IsSet(SettingTable.Role) => SettingReaders.Serve,
        _ => ClusterReader.Role(settings) == Cluster.ServiceRole.Api ? SettingReaders.Gateway : SettingReaders.Silo,
    };

    /// <summary>As the command would read them: what is wrong is in the settings afterwards.</summary>
    private void FindProblems(SettingValues settings, SettingReaders reader)
    {
        settings.CheckForms();
        try
        {
            if ((reader & SettingReaders.OneProcess) != 0) ProcessReader.Serve(settings, new FolderOptions(settings.Text(SettingTable.Data)!), new SimulatedOptions(), context);
            else ProcessReader.Cluster(settings, reader == SettingReaders.Gateway ? Cluster.ServiceRole.Api : ClusterReader.Role(settings), context);
        }
        catch (CommandException)
        {
            // Each problem is listed by itself.
        }
    }
}
