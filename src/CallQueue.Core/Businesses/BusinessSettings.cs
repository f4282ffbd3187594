using CallQueue.Calls;
using CallQueue.Rates;
using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>What a business may set. Checked as a whole when changed; the defaults are those of a new business.</summary>
public sealed record BusinessSettings
{
    /// <summary>Calls live at once: 0 to 10,000, default 3. 0 dials nothing.</summary>
    public int Slots { get; init; } = 3;

    /// <summary>Dials per period, each exact in every sliding period; all of them hold. Default: none.</summary>
    public IReadOnlyList<RateRule> Rates { get; init; } = [];

    /// <summary>Defaults for the rules that runs and calls leave open.</summary>
    public CallRules Rules { get; init; } = new();

    /// <summary>How much of what has ended is remembered.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>Which existing system's defaults these settings began with [X]: prosaas, vomind, relevel, standalone; null: ours.</summary>
    public string? Profile { get; init; }

    /// <summary>Where the app hears of calls and runs that have ended; null: nowhere.</summary>
    public WebhookTarget? Webhook { get; init; }

    /// <summary>What a message that asks for a call back turns into [S4.9]; null: nothing.</summary>
    public CallTemplate? Callback { get; init; }

    /// <summary>How often one number may be called, over all runs of the business; null: as often as they like.</summary>
    public IReadOnlyList<RateRule>? ContactCaps { get; init; }

    /// <summary>Whom to ask before each dial; null: nobody.</summary>
    public VetoTarget? Veto { get; init; }

    /// <summary>What the daily calls of the roster have in common; null: nothing.</summary>
    public CallTemplate? Roster { get; init; }

    /// <summary>The first setting that is wrong, or null.</summary>
    public FieldProblem? FindProblem() => this switch
    {
        _ when !BusinessLimits.Slots.Allow(Slots) => new("slots", $"must be {BusinessLimits.Slots}"),
        { Webhook: { } webhook } when webhook.FindProblem() is { } problem => problem,
        { Veto: { } veto } when veto.FindProblem() is { } problem => problem,
        { ContactCaps.Count: > BusinessLimits.MostCaps } => new("contact_caps", $"may hold at most {BusinessLimits.MostCaps} caps"),
        { ContactCaps: { } caps } when caps.Select(FindCapProblem).FirstOrDefault(found => found is not null) is { } problem => problem,
        _ when Rules.FindProblem() is { } problem => new(problem.Field, problem.Problem),
        _ when Retention.FindProblem() is { } problem => problem,
        _ => Rates.Select((rate, i) => rate.FindProblem() is { } text ? new FieldProblem("rate", text, i) : null)
            .FirstOrDefault(problem => problem is not null),
    };

    private static FieldProblem? FindCapProblem(RateRule cap, int index) =>
        (cap.Count > BusinessLimits.CapCounts.Max ? $"must allow {BusinessLimits.CapCounts} calls" : cap.FindProblem()) is { } problem ? new FieldProblem("contact_caps", problem, index) : null;
}
