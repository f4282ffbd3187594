using System.CommandLine;
using System.CommandLine.Parsing;
using CallQueue.Composition;
using CallQueue.Inputs;
using CallQueue.Storage;
using Microsoft.Extensions.Logging;

namespace CallQueue.Commands;

/// <summary>Options that several commands share, and parsers of our own option types.</summary>
internal static class CommonOptions
{
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Log more, and show the stack traces of errors.",
        Recursive = true,
    };

    public static Option<string?> Data() => new("--data")
    {
        Description = $"Data folder. [default: CALLQUEUE_DATA, else ./{Deployment.DefaultFolder}]",
        HelpName = "folder",
    };

    public static Option<string?> Carrier()
    {
        var carrier = new Option<string?>("--carrier")
        {
            Description = "Carrier that places the calls. [default: CALL_CARRIER, else the carrier whose credentials are set, else simulated (no real calls)]",
        };
        carrier.AcceptOnlyFromAmong("simulated", "twilio", "plivo", "callkaro");
        return carrier;
    }

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

    public static Option<DateTimeOffset?> Instant(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = result => Read(result, text => InstantText.Parse(text) is null ? InstantText.Problem : null, InstantText.Parse),
    };

    public static LogLevel LogLevel(ParseResult parsed) =>
        parsed.GetValue(Verbose) ? Microsoft.Extensions.Logging.LogLevel.Information : Microsoft.Extensions.Logging.LogLevel.Warning;

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
