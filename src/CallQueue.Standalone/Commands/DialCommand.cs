using System.CommandLine;
using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Carriers.Simulated;
using CallQueue.Composition;
using CallQueue.Dialing;
using CallQueue.Windows;

namespace CallQueue.Commands;

/// <summary><c>callqueue dial FILE</c>: reads the command line into a <see cref="DialOrder"/> and settings.</summary>
internal sealed class DialCommand(Surroundings around)
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
    private readonly Option<string?> _carrier = CommonOptions.Carrier();
    private readonly Option<string?> _message = new("--message") { Description = "What people hear, for rows without a message of their own. {{name}} is taken from the row's columns." };
    private readonly Option<string?> _voice = new("--voice") { Description = "The carrier's voice that speaks the message." };
    private readonly Option<string?> _answerUrl = new("--answer-url") { Description = "A URL that answers the carrier with what to do, instead of a message.", HelpName = "url" };
    private readonly Option<string?> _run = new("--run-id") { Description = "The run's name. Default: made from the file's content, so that the same file is the same run.", HelpName = "name" };
    private readonly Option<int> _retries = new("--retries") { Description = "How often people who were not reached (busy, no_answer, failed) are called again.", HelpName = "n", DefaultValueFactory = _ => 0 };
    private readonly Option<TimeSpan?> _retryDelay = CommonOptions.Duration("--retry-delay", "How long to wait before that. Default: 30m.");
    private readonly Option<TimeSpan?> _ring = CommonOptions.Duration("--ring-timeout", "How long it may ring, 5s to 10m. Default: 60s; 10s when simulated.");
    private readonly Option<TimeSpan?> _maxDuration = CommonOptions.Duration("--max-duration", "How long a call may last, up to 24h. Default: 30m.");
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<BusinessId> _business = CommonOptions.Business();
    private readonly Option<Storage.Durability> _durability = CommonOptions.Durability();
    private readonly Option<bool> _skipInvalid = new("--skip-invalid") { Description = "Leave wrong rows out. Default: one wrong row, and nobody is called." };
    private readonly Option<bool> _duplicates = new("--allow-duplicates") { Description = "A number may stand in the file more than once. Default: that makes a wrong row." };
    private readonly Option<bool> _plain = new("--plain") { Description = "Lines instead of a picture, as when the output is a file." };
    private readonly Option<string?> _results = new("--results") { Description = "Where the results go, as CSV. Default: into the data folder.", HelpName = "file" };
    private readonly Option<double> _speed = new("--speed") { Description = "Simulated calls take this many times less time.", HelpName = "times", DefaultValueFactory = _ => 1 };

    public Command Build()
    {
        var command = new Command("dial", "Calls everybody in a file, shows how it goes, and ends when all have been called.") { _file };
        foreach (Option option in (Option[])[
            _slots, _rates, _window, _timeZone, _start, _deadline, _carrier, _message, _voice, _answerUrl, _run, _retries, _retryDelay, _ring, _maxDuration,
            _data, _business, _durability, _skipInvalid, _duplicates, _plain, _results, _speed]) command.Add(option);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private static RateRule? RateOf(string text, Action<string> addError)
    {
        if (RateText.TryParse(text, out RateRule? rate)) return rate;
        addError($"--rate {RateText.Problem} (not '{text}').");
        return null;
    }

    private Task<ExitCode> RunAsync(ParseResult parsed)
    {
        bool isSimulated = Deployment.IsSimulated(parsed.GetValue(_carrier), around);
        double speed = parsed.GetValue(_speed);
        if (speed is not (>= 1 and <= 1000)) throw new CommandException(ExitCode.BadInput, "--speed must be 1 to 1000.");
        DialOrder order = Order(parsed, isSimulated);
        if (order.FindProblem() is { } problem) throw new CommandException(ExitCode.BadInput, problem);
        return new DialSession(order, Settings(parsed, order, speed), around).RunAsync();
    }

    private DialOrder Order(ParseResult parsed, bool isSimulated) => new()
    {
        File = parsed.GetRequiredValue(_file),
        Business = parsed.GetValue(_business),
        Slots = parsed.GetValue(_slots),
        Rates = parsed.GetValue(_rates) ?? [],
        Script = new CallScript { Message = parsed.GetValue(_message), Voice = parsed.GetValue(_voice), AnswerUrl = parsed.GetValue(_answerUrl) },
        Rules = Rules(parsed, isSimulated),
        StartAt = parsed.GetValue(_start),
        RunName = parsed.GetValue(_run),
        SkipInvalid = parsed.GetValue(_skipInvalid),
        AllowDuplicates = parsed.GetValue(_duplicates),
        Plain = parsed.GetValue(_plain),
        ResultsFile = parsed.GetValue(_results),
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

    private ProcessSettings Settings(ParseResult parsed, DialOrder order, double speed) => new()
    {
        DataPath = Deployment.Folder(parsed.GetValue(_data), around),
        Durability = parsed.GetValue(_durability),
        Carrier = parsed.GetValue(_carrier),
        Simulated = new SimulatedOptions
        {
            Ring = new TimeRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)),
            Talk = new TimeRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)),
            Speed = speed,
        },
        AtLeastChannels = order.Slots,
        LogLevel = CommonOptions.LogLevel(parsed),
    };
}
