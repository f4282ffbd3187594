using System.CommandLine;
using CallQueue.Servers;
using CallQueue.Composition;
using CallQueue.Configuration;
using CallQueue.Dialing;
using CallQueue.Inputs;
using CallQueue.Planning;

namespace CallQueue.Commands;

/// <summary><c>callqueue plan FILE</c>: forecasts a run on virtual time. Never dials and does not store anything.</summary>
internal sealed class PlanCommand(CommandContext context)
{
    private readonly RunOptions _people = new();
    private readonly SettingOption _country = CommonOptions.Country();
    private readonly Option<double> _answerRate = new("--answer-rate")
    {
        Description = "Share of dials that are answered, such as 0.4 or 40%.", HelpName = "share", DefaultValueFactory = _ => new PlanAssumptions().AnswerRate,
        CustomParser = result => CommonOptions.Read(result, text => ShareOf(text) is null ? "must be from 0 to 1, or from 0% to 100%" : null, text => ShareOf(text)!.Value),
    };

    private readonly Option<TimeSpan?> _talk = CommonOptions.Duration("--talk", "Average length of an answered call. [default: 60s]");
    private readonly Option<TimeSpan?> _answerAfter = CommonOptions.Duration("--answer-after", "Average ring time before a call is answered. [default: 10s]");
    private readonly Option<decimal?> _price = new("--price-per-minute") { Description = "Carrier's price per started minute. Adds the cost to the plan.", HelpName = "amount" };
    private readonly Option<WrittenTime?> _at = CommonOptions.Instant("--at", "Time at which the run is submitted, such as 2026-01-31T09:00:00Z. [default: now]");
    private readonly ServerOptions _server = new(context);
    private readonly Option<BusinessId> _business = CommonOptions.Business();
    private readonly Option<bool> _json = new("--json") { Description = "Print the plan as JSON, as POST /api/runs/plan returns it." };

    public Command Build()
    {
        var command = new Command("plan", "Forecast a run: when it ends, calls per hour, who can't be reached, what it costs. Nobody is called.");
        _people.AddTo(command);
        foreach (Option option in (Option[])[_country, _answerRate, _talk, _answerAfter, _price, _at, _business, _json]) command.Add(option);
        _server.AddTo(command);
        command.SetAction(async parsed => (int)await RunAsync(parsed));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        SettingValues settings = CommandSettings.Read(parsed, context);
        DialOrder order = _people.Read(parsed, isSimulated: false) with { Country = settings.Text(SettingTable.Country) };
        using Server? server = _server.Find(parsed, settings, data: null, _business);
        settings.Check();
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
        if (server is not null) return await ServedAsync(parsed, server, order, assumptions);
        if (ServerOptions.IsGiven(parsed, _business)) throw new CommandException(ExitCode.BadInput, "--business names a business of a server; add --server URL.");
        var session = new PlanSession(order, assumptions, _people.InstantOf(parsed, _at) ?? context.Time.GetUtcNow(), parsed.GetValue(_json), context);
        await session.RunAsync();
        return ExitCode.Done;
    }

    /// <summary>The server has slots, rates and a clock of its own.</summary>
    private async Task<ExitCode> ServedAsync(ParseResult parsed, Server server, DialOrder order, PlanAssumptions assumptions)
    {
        if (ServerOptions.IsGiven(parsed, _at)) throw new CommandException(ExitCode.BadInput, "--at has no effect with --server, which plans from now on; use --start, or leave it out.");
        if (RunOptions.Settings(order) is not null) context.SayError($"--slots and --rate have no effect here: {server.Name} has its own.");
        return await new ServedPlan(server, order, assumptions, parsed.GetValue(_json), context).RunAsync();
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
