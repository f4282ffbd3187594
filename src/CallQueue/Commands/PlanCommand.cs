using System.CommandLine;
using CallQueue.Composition;
using CallQueue.Dialing;
using CallQueue.Planning;

namespace CallQueue.Commands;

/// <summary><c>callqueue plan FILE</c>: plays a run on virtual time and says how it would go. Never dials and stores nothing.</summary>
internal sealed class PlanCommand(Surroundings around)
{
    private readonly RunOptions _people = new();
    private readonly Option<double> _answerRate = new("--answer-rate")
    {
        Description = "The share of dials that somebody answers: 0.4 or 40%.", HelpName = "share", DefaultValueFactory = _ => new PlanAssumptions().AnswerRate,
        CustomParser = result => CommonOptions.Read(result, text => ShareOf(text) is null ? "must be 0 to 1, or 0% to 100%" : null, text => ShareOf(text)!.Value),
    };

    private readonly Option<TimeSpan?> _talk = CommonOptions.Duration("--talk", "How long an answered call lasts on average. Default: 60s.");
    private readonly Option<TimeSpan?> _answerAfter = CommonOptions.Duration("--answer-after", "How long it rings on average before somebody answers. Default: 10s.");
    private readonly Option<decimal?> _price = new("--price-per-minute") { Description = "The carrier's price of a begun minute; with it the cost is reckoned.", HelpName = "amount" };
    private readonly Option<DateTimeOffset?> _at = CommonOptions.Instant("--at", "When the run would be submitted: 2026-01-31T09:00:00Z. Default: now.");
    private readonly Option<bool> _json = new("--json") { Description = "The plan as JSON, as POST /api/runs/plan answers it." };

    public Command Build()
    {
        var command = new Command("plan", "Says how a run would go: when it ends, calls per hour, who can't be reached, what it costs. Nobody is called.");
        _people.AddTo(command);
        foreach (Option option in (Option[])[_answerRate, _talk, _answerAfter, _price, _at, _json]) command.Add(option);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        DialOrder order = _people.Read(parsed, isSimulated: false);
        if (order.FindProblem() is { } problem) throw new CommandException(ExitCode.BadInput, problem);
        var usual = new PlanAssumptions();
        var assumptions = new PlanAssumptions
        {
            AnswerRate = parsed.GetValue(_answerRate),
            Talk = parsed.GetValue(_talk) ?? usual.Talk,
            Ring = parsed.GetValue(_answerAfter) ?? usual.Ring,
            PricePerMinute = parsed.GetValue(_price),
        };
        if (assumptions.FindProblem() is { } wrong) throw new CommandException(ExitCode.BadInput, $"--{OptionOf(wrong.Field)} {wrong.Problem}.");
        var session = new PlanSession(order, assumptions, parsed.GetValue(_at) ?? around.Time.GetUtcNow(), parsed.GetValue(_json), around);
        await session.RunAsync();
        return ExitCode.Done;
    }

    private static string OptionOf(string field) => field switch
    {
        "answer_rate" => "answer-rate",
        "talk_seconds" => "talk",
        "ring_seconds" => "answer-after",
        _ => "price-per-minute",
    };

    private static double? ShareOf(string text)
    {
        bool isPercent = text.EndsWith('%');
        if (!double.TryParse(text.TrimEnd('%'), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out double number)) return null;
        double share = isPercent ? number / 100 : number;
        return share <= 1 ? share : null;
    }
}
