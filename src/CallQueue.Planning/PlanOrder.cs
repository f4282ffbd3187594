using CallQueue.Businesses;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue.Planning;

/// <summary>What is to be played: a run, whose it is, and what is assumed of the people.</summary>
public sealed record PlanOrder
{
    /// <summary>The business's slots, rates, caps and default rules; its retention, webhook and veto do not count here.</summary>
    public BusinessSettings Business { get; init; } = new();

    /// <summary>What all calls have in common.</summary>
    public RunTemplate Template { get; init; } = new();

    /// <summary>How many calls there are: 1 to 1,000,000.</summary>
    public required int Total { get; init; }

    /// <summary>What the carrier account takes. Default: as many channels as slots, not paced.</summary>
    public TrunkLimits? Trunk { get; init; }

    public PlanAssumptions Assumptions { get; init; } = new();

    /// <summary>When the run is submitted (UTC).</summary>
    public required DateTimeOffset StartAt { get; init; }

    /// <summary>The first thing that is wrong, or null.</summary>
    public FieldProblem? FindProblem() => this switch
    {
        { Total: < 1 or > MaxCalls } => new("calls", $"must be 1 to {MaxCalls}"),
        { Business.Slots: 0 } => new("slots", "must be at least 1: nobody is ever dialed with 0"),
        _ => Business.FindProblem() ?? Assumptions.FindProblem(),
    };

    private const int MaxCalls = 1_000_000;
}

/// <summary>What is assumed of the people who are called, and of what it costs.</summary>
public sealed record PlanAssumptions
{
    /// <summary>The share of dials that are answered: 0 to 1, default 0.5. The others ring out.</summary>
    public double AnswerRate { get; init; } = 0.5;

    /// <summary>How long an answered call lasts on average: 1 s to 4 h, default 60 s. Single calls last between half and one and a half of it.</summary>
    public TimeSpan Talk { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it rings on average before somebody answers: up to 60 s, default 10 s.</summary>
    public TimeSpan Ring { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The carrier's price of a minute; each answered call is billed in whole minutes. Null: costs are not reckoned.</summary>
    public decimal? PricePerMinute { get; init; }

    /// <summary>The first assumption that is out of its range, or null.</summary>
    public FieldProblem? FindProblem() => this switch
    {
        _ when !(AnswerRate >= 0 && AnswerRate <= 1) => new("answer_rate", "must be 0 to 1"),
        _ when Talk < TimeSpan.FromSeconds(1) || Talk > TimeSpan.FromHours(4) => new("talk_seconds", "must be 1 to 14400"),
        _ when Ring < TimeSpan.Zero || Ring > TimeSpan.FromSeconds(60) => new("ring_seconds", "must be 0 to 60"),
        { PricePerMinute: < 0 or > 1000 } => new("price_per_minute", "must be 0 to 1000"),
        _ => null,
    };
}
