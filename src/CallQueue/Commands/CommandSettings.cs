using System.CommandLine;
using System.CommandLine.Parsing;
using CallQueue.Composition;
using CallQueue.Composition.Logging;
using CallQueue.Configuration;
using Microsoft.Extensions.Logging;

namespace CallQueue.Commands;

/// <summary>Reads the settings of one command: from the environment, files and its own options.</summary>
internal static class CommandSettings
{
    public static SettingValues Read(ParseResult parsed, CommandContext context) => SettingSources.Read(context.Environment, Options(parsed), context.UsualSecrets);

    /// <summary>The data folder.</summary>
    /// <exception cref="CommandException">A source of settings is invalid.</exception>
    public static string Folder(this SettingValues settings)
    {
        string folder = settings.Text(SettingTable.Data)!;
        settings.Check();
        return folder;
    }

    /// <summary>The log of a command that ends by itself: warnings, unless a setting asks for more.</summary>
    public static LogOptions QuietLog(this SettingValues settings, CommandContext context) => LogReader.Read(settings, LogLevel.Warning, context.IsErrorTerminal);

    private static Dictionary<Setting, SettingValue> Options(ParseResult parsed)
    {
        Dictionary<Setting, SettingValue> set = [];
        IEnumerable<Option> options = parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options).Distinct();
        foreach (SettingOption option in options.OfType<SettingOption>())
            if (parsed.GetResult(option) is { Implicit: false } given && (given.Tokens is [.., { Value: { } value }] ? value : option.ValueWithout) is { } text)
                set[option.Setting] = new SettingValue(text, $"option {option.Name}");
        if (parsed.GetValue(CommonOptions.Verbose)) set[SettingTable.LogLevel] = new SettingValue("debug", $"option {CommonOptions.Verbose.Name}");
        return set;
    }
}
