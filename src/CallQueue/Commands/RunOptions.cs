using System.CommandLine;
using System.Text.Json.Nodes;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Dialing;
using CallQueue.Leads;
using CallQueue.Inputs;
using CallQueue.Rates;
using CallQueue.Windows;

namespace CallQueue.Commands;

/// <summary>The options for whom to call, with what and when. dial and plan share them.</summary>
internal sealed class RunOptions
{
    private readonly Argument<string> _file = new("file") { Description = "File of people to call: CSV, JSON or JSON Lines, with a column of telephone numbers (phone)." };
    private readonly Option<int?> _slots = new("--slots") { Description = $"Maximum number of live calls. [default: the business's, {new BusinessSettings().Slots} at first]", HelpName = "n" };
    private readonly Option<RateRule[]> _rates = new("--rate")
    {
        Description = "Maximum dials per time, such as 10/60s or 1/s. Repeat the option to combine limits. [default: the business's, none at first]",
        HelpName = "n/time",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => [.. result.Tokens.Select(token => RateOf(token.Value, result.AddError)).OfType<RateRule>()],
    };

    private readonly Option<CallingWindow?> _window = new("--window")
    {
        Description = "Local hours in which people may be called: 09:00-21:00, or \"mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25\".",
        HelpName = "from-to",
        CustomParser = result => CommonOptions.Read(
            result, text => CallingWindow.TryParse(text, out _, out string? problem) ? null : problem,
            text => CallingWindow.TryParse(text, out CallingWindow? window, out _) ? window : null),
    };

    private readonly Option<string?> _timeZone = new("--timezone")
    {
        Description = "Time zone of --window and of times without an offset, such as Europe/Berlin, for rows without their own. [default: the number's own zone for --window, UTC for times]",
        HelpName = "zone",
        CustomParser = result => CommonOptions.Read(
            result, text => TimeZones.TryRead(text, out _, out string? problem) ? null : problem, text => TimeZones.TryRead(text, out string? id, out _) ? id : null),
    };

    private readonly Option<WrittenTime?> _start = CommonOptions.Instant("--start", "Call nobody before this time, such as 2026-01-31T09:00:00Z. [default: now]");
    private readonly Option<WrittenTime?> _deadline = CommonOptions.Instant("--deadline", "Call nobody after this time. Calls not dialed by then end as expired.");
    private readonly Option<string?> _message = new("--message") { Description = "Message to speak, for rows without their own. {{first_name}} is replaced by the row's column of that name, {{first_name|there}} has a default." };
    private readonly Option<bool> _ssml = new("--ssml") { Description = "The message and the rows' messages are SSML." };
    private readonly Option<string?> _voice = new("--voice") { Description = "Carrier's voice that speaks the message." };
    private readonly Option<string?> _answerUrl = new("--answer-url") { Description = "URL that returns the carrier's call instructions, instead of a message.", HelpName = "url" };
    private readonly Option<MachineMode?> _machine = new("--machine")
    {
        Description = "What happens when an answering machine picks up: off, detect, hangup, or message, which leaves --voicemail-message after the beep. [default: the business's, off at first]",
        HelpName = "mode",
        CustomParser = result => CommonOptions.Read(
            result, text => MachineWords.Parse(text) is null ? $"must be one of {string.Join(", ", MachineWords.All)}" : null, MachineWords.Parse),
    };

    private readonly Option<bool> _machineWait = new("--machine-wait") { Description = "Say nothing until the carrier knows whether a person or a machine has answered. Without it, the call begins at once." };
    private readonly Option<string?> _voicemail = new("--voicemail-message")
    {
        Description = "Text to leave on an answering machine, for rows without their own; it needs --machine message. It has places as --message has.",
        HelpName = "text",
        CustomParser = result => CommonOptions.Read(result, MachineChecks.FindTextProblem, text => text),
    };

    private readonly Option<int?> _retries = new("--retries") { Description = "Number of retries for people who were not reached (busy, no_answer, failed). [default: the business's, else 0]", HelpName = "n" };
    private readonly Option<TimeSpan?> _retryDelay = CommonOptions.Duration("--retry-delay", "Delay before a retry. [default: the business's, else 30m]");
    private readonly Option<TimeSpan?> _ring = CommonOptions.Duration("--ring-timeout", "Maximum ring time, 5s to 10m. [default: the business's, else 60s; 10s when simulated]");
    private readonly Option<TimeSpan?> _maxDuration = CommonOptions.Duration("--max-duration", "Maximum length of a call, up to 24h. [default: the business's, else 30m]");
    private readonly Option<string?> _consent = new("--consent")
    {
        Description = "What you have as proof of people's consent, such as the id of a signed form, for rows without their own. The dial ledger keeps it with each dial.",
        HelpName = "reference",
        CustomParser = result => CommonOptions.Read(result, CallLimits.FindConsentProblem, text => text),
    };

    private readonly Option<string[]> _phoneColumns = new("--phone-column")
    {
        Description = "Column of the telephone number. Repeat the option: the first filled one of a row is called. [default: found by name, such as phone, Mobile Phone, Phone 1 - Value]",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _map = new("--map")
    {
        Description = "Column of a field, such as name=\"First Name\" or timezone=Zone. Any other field is a variable. Repeat the option for more.",
        HelpName = "field=column",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _skipInvalid = new("--skip-invalid") { Description = "Skip invalid rows. Without it, one invalid row stops the whole run before the first call." };
    private readonly Option<bool> _duplicates = new("--allow-duplicates") { Description = "Accept numbers that appear more than once. Without it, a duplicate is an invalid row." };

    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (Option option in (Option[])[
            _phoneColumns, _map, _slots, _rates, _window, _timeZone, _start, _deadline, _message, _ssml, _voice, _answerUrl, _machine, _machineWait, _voicemail, _retries, _retryDelay, _ring, _maxDuration, _consent, _skipInvalid, _duplicates]) command.Add(option);
    }

    /// <param name="isSimulated">Simulated calls have a shorter default ring timeout.</param>
    public DialOrder Read(ParseResult parsed, bool isSimulated) => new()
    {
        File = parsed.GetRequiredValue(_file),
        Mapping = MappingOf(parsed),
        Slots = parsed.GetValue(_slots),
        Rates = ServerOptions.IsGiven(parsed, _rates) ? parsed.GetValue(_rates) : null,
        Script = new CallScript { Message = parsed.GetValue(_message), Ssml = parsed.GetValue(_ssml) ? true : null, Voice = parsed.GetValue(_voice), AnswerUrl = parsed.GetValue(_answerUrl) },
        Rules = Rules(parsed, isSimulated),
        Given = new GivenRules(parsed.GetValue(_retries) is not null, parsed.GetValue(_retryDelay) is not null, parsed.GetValue(_ring) is not null),
        StartAt = InstantOf(parsed, _start),
        SkipInvalid = parsed.GetValue(_skipInvalid),
        AllowDuplicates = parsed.GetValue(_duplicates),
    };

    /// <summary>The settings of the business that the user asks to change, for a server; null: none.</summary>
    public static JsonObject? Settings(DialOrder order)
    {
        JsonObject settings = [];
        if (order.Slots is { } slots) settings["slots"] = slots;
        if (order.Rates is { } rates)
            settings["rate_limits"] = new JsonArray([.. rates.Select(rate => new JsonObject { ["count"] = rate.Count, ["period_seconds"] = rate.Period.TotalSeconds })]);
        return settings.Count > 0 ? settings : null;
    }

    /// <exception cref="CommandException">A pair can't be used.</exception>
    private LeadMapping MappingOf(ParseResult parsed) =>
        LeadMapping.Parse(parsed.GetValue(_map) ?? [], parsed.GetValue(_phoneColumns) ?? [], out string? problem) ?? throw new CommandException(ExitCode.BadInput, $"--map {problem}.");

    /// <summary>An option's time; without an offset it is that of --timezone.</summary>
    public DateTimeOffset? InstantOf(ParseResult parsed, Option<WrittenTime?> option) => parsed.GetValue(option)?.In(parsed.GetValue(_timeZone));

    private CallRules Rules(ParseResult parsed, bool isSimulated) => new()
    {
        Retry = new RetryPolicy { MaxAttempts = (parsed.GetValue(_retries) ?? 0) + 1, Delay = parsed.GetValue(_retryDelay) ?? RetryPolicy.Default.Delay },
        Window = parsed.GetValue(_window),
        TimeZone = parsed.GetValue(_timeZone),
        Deadline = InstantOf(parsed, _deadline),
        RingTimeout = parsed.GetValue(_ring) ?? (isSimulated ? TimeSpan.FromSeconds(10) : null),
        MaxDuration = parsed.GetValue(_maxDuration),
        Consent = parsed.GetValue(_consent),
        Machine = parsed.GetValue(_machine),
        MachineWait = parsed.GetValue(_machineWait) ? true : null,
        VoicemailMessage = parsed.GetValue(_voicemail),
    };

    private static RateRule? RateOf(string text, Action<string> addError)
    {
        if (RateText.TryParse(text, out RateRule? rate)) return rate;
        addError($"--rate {RateText.Problem}; got '{text}'.");
        return null;
    }
}
