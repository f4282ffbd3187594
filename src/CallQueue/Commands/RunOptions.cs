using System.CommandLine;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Dialing;
using CallQueue.Windows;

namespace CallQueue.Commands;

/// <summary>The options that say who is called, with what and when: the same where a run is dialed and where it is only planned.</summary>
internal sealed class RunOptions
{
    private readonly Argument<string> _file = new("file") { Description = "People to call: CSV, JSON or JSON Lines, with a column of telephone numbers (phone)." };
    private readonly Option<int> _slots = new("--slots") { Description = "Calls live at once.", HelpName = "n", DefaultValueFactory = _ => 3 };
    private readonly Option<RateRule[]> _rates = new("--rate")
    {
        Description = "Dials per time, in every stretch of it: 10/60s, 1/s. Several may be given; all of them hold.",
        HelpName = "n/time",
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => [.. result.Tokens.Select(token => RateOf(token.Value, result.AddError)).OfType<RateRule>()],
    };

    private readonly Option<CallingWindow?> _window = new("--window")
    {
        Description = "The local hours in which people may be called: 09:00-21:00, or \"mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25\".",
        HelpName = "from-to",
        CustomParser = result => CommonOptions.Read(
            result, text => CallingWindow.TryParse(text, out _, out string? problem) ? null : problem,
            text => CallingWindow.TryParse(text, out CallingWindow? window, out _) ? window : null),
    };

    private readonly Option<string?> _timeZone = new("--timezone")
    {
        Description = "The IANA zone of --window and of times in the file, for people whose row names none: Europe/Berlin. Default: for --window where the number is, for times UTC.",
        HelpName = "zone",
    };

    private readonly Option<DateTimeOffset?> _start = CommonOptions.Instant("--start", "Nobody is called before: 2026-01-31T09:00:00Z. Default: at once.");
    private readonly Option<DateTimeOffset?> _deadline = CommonOptions.Instant("--deadline", "Nobody is called from then on: who was not called by then counts as expired.");
    private readonly Option<string?> _message = new("--message") { Description = "What people hear, for rows without a message of their own. {{name}} is taken from the row's columns." };
    private readonly Option<string?> _voice = new("--voice") { Description = "The carrier's voice that speaks the message." };
    private readonly Option<string?> _answerUrl = new("--answer-url") { Description = "A URL that answers the carrier with what to do, instead of a message.", HelpName = "url" };
    private readonly Option<int> _retries = new("--retries") { Description = "How often people who were not reached (busy, no_answer, failed) are called again.", HelpName = "n", DefaultValueFactory = _ => 0 };
    private readonly Option<TimeSpan?> _retryDelay = CommonOptions.Duration("--retry-delay", "How long to wait before that. Default: 30m.");
    private readonly Option<TimeSpan?> _ring = CommonOptions.Duration("--ring-timeout", "How long it may ring, 5s to 10m. Default: 60s; 10s when simulated.");
    private readonly Option<TimeSpan?> _maxDuration = CommonOptions.Duration("--max-duration", "How long a call may last, up to 24h. Default: 30m.");
    private readonly Option<bool> _skipInvalid = new("--skip-invalid") { Description = "Leave wrong rows out. Default: one wrong row, and nobody is called." };
    private readonly Option<bool> _duplicates = new("--allow-duplicates") { Description = "A number may stand in the file more than once. Default: that makes a wrong row." };

    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (Option option in (Option[])[
            _slots, _rates, _window, _timeZone, _start, _deadline, _message, _voice, _answerUrl, _retries, _retryDelay, _ring, _maxDuration, _skipInvalid, _duplicates]) command.Add(option);
    }

    /// <param name="isSimulated">Simulated people ring shorter, unless told otherwise.</param>
    public DialOrder Read(ParseResult parsed, bool isSimulated) => new()
    {
        File = parsed.GetRequiredValue(_file),
        Slots = parsed.GetValue(_slots),
        Rates = parsed.GetValue(_rates) ?? [],
        Script = new CallScript { Message = parsed.GetValue(_message), Voice = parsed.GetValue(_voice), AnswerUrl = parsed.GetValue(_answerUrl) },
        Rules = Rules(parsed, isSimulated),
        StartAt = parsed.GetValue(_start),
        SkipInvalid = parsed.GetValue(_skipInvalid),
        AllowDuplicates = parsed.GetValue(_duplicates),
    };

    private CallRules Rules(ParseResult parsed, bool isSimulated) => new()
    {
        Retry = new RetryPolicy { MaxAttempts = parsed.GetValue(_retries) + 1, Delay = parsed.GetValue(_retryDelay) ?? RetryPolicy.Default.Delay },
        Window = parsed.GetValue(_window),
        TimeZone = parsed.GetValue(_timeZone),
        Deadline = parsed.GetValue(_deadline),
        RingTimeout = parsed.GetValue(_ring) ?? (isSimulated ? TimeSpan.FromSeconds(10) : null),
        MaxDuration = parsed.GetValue(_maxDuration),
    };

    private static RateRule? RateOf(string text, Action<string> addError)
    {
        if (RateText.TryParse(text, out RateRule? rate)) return rate;
        addError($"--rate {RateText.Problem} (not '{text}').");
        return null;
    }
}
