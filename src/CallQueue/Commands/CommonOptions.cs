using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CallQueue.Configuration;
using CallQueue.Inputs;
using CallQueue.Storage;

namespace CallQueue.Commands;

/// <summary>Options that several commands share, and parsers of our own option types.</summary>
internal static class CommonOptions
{
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Log more, and show the stack traces of errors.",
        Recursive = true,
    };

    public static SettingOption Config { get; } = new("--config", SettingTable.Config, "file") { Recursive = true };

    public static SettingOption Secrets { get; } = new("--secrets", SettingTable.Secrets, "folder") { Recursive = true };

    public static SettingOption Data() => new("--data", SettingTable.Data, "folder");

    public static Option<double> Speed() => new("--speed") { Description = "Run simulated calls this many times faster.", HelpName = "times", DefaultValueFactory = _ => 1 };

    /// <exception cref="CommandException">It is out of its range.</exception>
    public static double CheckSpeed(double speed) => speed is >= 1 and <= 1000 ? speed
        : throw new CommandException(ExitCode.BadInput, string.Create(CultureInfo.InvariantCulture, $"--speed must be from 1 to 1000; got {speed}."));

    public static SettingOption Server() => new("--server", SettingTable.Server, "url");

    public static SettingOption Key() => new("--key", SettingTable.Key, "key");

    public static SettingOption Country() => new("--country", SettingTable.Country, "code");

    public static SettingOption Carrier() => new("--carrier", SettingTable.Carrier, "name");

    public static Option<BusinessId> Business() => new("--business")
    {
        Description = "Business id.",
        HelpName = "id",
        DefaultValueFactory = _ => BusinessId.Default,
        CustomParser = result => Read(result, text => Identifier.IsValid(text, out string? problem) ? null : problem, text => new BusinessId(text)),
    };

    public static Option<Durability> Durability() => new("--durability")
    {
        Description = "full: completed work survives a power failure. normal: completed work survives the end of this process only; faster on slow disks.",
        HelpName = "full|normal",
        DefaultValueFactory = _ => Storage.Durability.Full,
        CustomParser = result => Read(
            result, text => text is "full" or "normal" ? null : "must be full or normal",
            text => text == "full" ? Storage.Durability.Full : Storage.Durability.Normal),
    };

    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "duration",
        CustomParser = result => Read(
            result, text => DurationText.TryParse(text, out _) ? null : DurationText.Problem,
            text => DurationText.TryParse(text, out TimeSpan duration) ? duration : (TimeSpan?)null),
    };

    public static Option<WrittenTime?> Instant(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = result => Read(result, text => WrittenTime.Parse(text) is null ? InstantText.Problem : null, WrittenTime.Parse),
    };

    /// <summary>Parses an option's single token, or adds the error.</summary>
    public static T? Read<T>(ArgumentResult result, Func<string, string?> find, Func<string, T> read)
    {
        string text = result.Tokens[0].Value;
        if (find(text) is not { } problem) return read(text);
        string name = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
        result.AddError($"{name} {problem}; got '{text}'.");
        return default;
    }
}
