using CallQueue.Businesses;
using CallQueue.Trunks;
using CallQueue.Validation;

namespace CallQueue.Planning;

/// <summary>The input of a forecast: a run, its business, and the assumptions about people.</summary>
public sealed record PlanOrder
{
    /// <summary>The business's slots, rates, caps and default rules; its retention, webhook and veto do not count here.</summary>
    public BusinessSettings Business { get; init; } = new();

    /// <summary>What all calls have in common.</summary>
    public RunTemplate Template { get; init; } = new();

    /// <summary>The number of calls: 1 to 1,000,000.</summary>
    public required int Total { get; init; }

    /// <summary>The limits of the carrier account. Default: as many channels as slots, no dial rate.</summary>
    public TrunkLimits? Trunk { get; init; }

    public PlanAssumptions Assumptions { get; init; } = new();

    /// <summary>When the run is submitted (UTC).</summary>
    public required DateTimeOffset StartAt { get; init; }

    /// <summary>The first problem, or null.</summary>
    public FieldProblem? FindProblem() => this switch
    {
        { Total: < 1 or > MaxCalls } => new("calls", $"must hold 1 to {MaxCalls} calls; got {Total}"),
        { Business.Slots: 0 } => new("slots", "must be at least 1, since a business with 0 slots dials nothing"),
        _ => Business.FindProblem() ?? Assumptions.FindProblem(),
    };

    private const int MaxCalls = 1_000_000;
}

/// <summary>Assumptions about the people who are called, and about costs.</summary>
public sealed record PlanAssumptions
{
    /// <summary>The share of dials that are answered: 0 to 1, default 0.5. The others ring out.</summary>
    public double AnswerRate { get; init; } = 0.5;

    /// <summary>The average length of an answered call: 1 s to 4 h, default 60 s. Single calls last between 0.5 and 1.5 times as long.</summary>
    public TimeSpan Talk { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The average ring time before an answer: up to 60 s, default 10 s.</summary>
    public TimeSpan Ring { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The carrier's price of a minute; each answered call is billed in whole minutes. Null: costs are not calculated.</summary>
    public decimal? PricePerMinute { get; init; }

    /// <summary>The first assumption that is out of its range, or null.</summary>
    public FieldProblem? FindProblem() => this switch
    {
        _ when !(AnswerRate >= 0 && AnswerRate <= 1) => new("answer_rate", FormattableString.Invariant($"must be from 0 to 1; got {AnswerRate}")),
        _ when Talk < TimeSpan.FromSeconds(1) || Talk > TimeSpan.FromHours(4) => new("talk_seconds", FormattableString.Invariant($"must be from 1 to 14400; got {Talk.TotalSeconds}")),
        _ when Ring < TimeSpan.Zero || Ring > TimeSpan.FromSeconds(60) => new("ring_seconds", FormattableString.Invariant($"must be from 0 to 60; got {Ring.TotalSeconds}")),
        { PricePerMinute: < 0 or > 1000 } => new("price_per_minute", FormattableString.Invariant($"must be from 0 to 1000; got {PricePerMinute}")),
        _ => null,
    };
}
