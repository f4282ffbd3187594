using System.Text.Json.Serialization;
using CallQueue.CallerIds;
using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.Rates;
using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>What a business may set. Checked as a whole when changed; the defaults are those of a new business.</summary>
public sealed record BusinessSettings
{
    /// <summary>Calls live at once: 0 to 10,000, default 3. 0 dials nothing.</summary>
    public int Slots { get; init; } = 3;

    /// <summary>
    /// Its agents, who talk to one person at a time: 0 to 10,000. No more calls are live at once than there are agents, less <see cref="AgentsReserved"/>; 0 dials nothing.
    /// Null: only <see cref="Slots"/> counts.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Agents { get; init; }

    /// <summary>How many of <see cref="Agents"/> are kept free for people who call in: at most all of them. Null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? AgentsReserved { get; init; }

    /// <summary>The most calls that may be live at once, by slots and by agents.</summary>
    [JsonIgnore] internal int MostLive => Agents is { } agents ? Math.Min(Slots, agents - (AgentsReserved ?? 0)) : Slots;

    /// <summary>Dials per period, each exact in every sliding period; all of them apply. Default: none.</summary>
    public IReadOnlyList<RateRule> Rates { get; init; } = [];

    /// <summary>Defaults for the rules that runs and calls leave open.</summary>
    public CallRules Rules { get; init; } = new();

    /// <summary>The numbers that its calls show, where neither the call nor its run has a caller id; null or empty: that of <see cref="Rules"/>, else the carrier account's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<CallerId>? CallerIds { get; init; }

    /// <summary>Which of <see cref="CallerIds"/> a dial shows; null: <see cref="CallerIds.CallerIdPolicy.Sticky"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public CallerIdPolicy? CallerIdPolicy { get; init; }

    /// <summary>What its calls take over of <see cref="Rules"/>: where there is a pool of caller ids, no caller id.</summary>
    [JsonIgnore] internal CallRules CallDefaults => CallerIds is { Count: > 0 } && Rules.From is not null ? Rules with { From = null } : Rules;

    /// <summary>How many ended calls are stored, and for how long.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>Which existing system's defaults these settings began with [X]: prosaas, vomind, relevel, standalone; null: ours.</summary>
    public string? Profile { get; init; }

    /// <summary>The app's endpoint for events of ended calls and runs; null: none.</summary>
    public WebhookTarget? Webhook { get; init; }

    /// <summary>The template of the call back for a message [S4.9]; null: no call back.</summary>
    public CallTemplate? Callback { get; init; }

    /// <summary>How often one number may be called, over all runs of the business; null: no limit.</summary>
    public IReadOnlyList<RateRule>? ContactCaps { get; init; }

    /// <summary>The endpoint that is asked before each dial; null: none.</summary>
    public VetoTarget? Veto { get; init; }

    /// <summary>What the daily calls of the roster have in common; null: nothing.</summary>
    public CallTemplate? Roster { get; init; }

    /// <summary>Where numbers without country code belong, as an ISO 3166-1 alpha-2 code in capitals; null: such numbers are refused.</summary>
    public string? DefaultCountry { get; init; }

    /// <summary>
    /// For how many hours a person who was called counts as called lately when a list holds them again, in any run: 0 to 720; 0: not at
    /// all. Null: 24.
    /// </summary>
    public int? RecentlyCalledHours { get; init; }

    /// <summary><see cref="RecentlyCalledHours"/> as a span.</summary>
    [JsonIgnore] public TimeSpan RecentlyCalled => TimeSpan.FromHours(RecentlyCalledHours ?? BusinessLimits.UsualRecentlyCalledHours);

    /// <summary>
    /// The countries that the business may call, as ISO 3166-1 alpha-2 codes in capitals, or <c>*</c> for every country. Null and without
    /// <see cref="Prefixes"/>: those of its numbers for a new business, no fence for one of before there were fences.
    /// </summary>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Beginnings of numbers that the business may call too, such as <c>+4420</c>. Premium, personal and satellite numbers are called only by such a prefix.</summary>
    public IReadOnlyList<string>? Prefixes { get; init; }

    /// <summary>How much the business may call in an hour and a day; null: as much as it likes.</summary>
    public UsageLimits? Usage { get; init; }

    /// <summary>Whether a jump to ten times the usual dials in an hour holds the business until its owner confirms; null: yes.</summary>
    public bool? HoldOnJump { get; init; }

    /// <summary>
    /// The trunks that the business dials through, the preferred one first: carriers' names such as <c>twilio</c>, or ids of trunks. A call goes to the
    /// first that takes calls and has a free channel. Null: all trunks of the deployment in its order.
    /// </summary>
    public IReadOnlyList<string>? Trunks { get; init; }

    /// <summary>The operator's ceilings of these settings; null: none. Only an operator changes them.</summary>
    public BusinessCeilings? Ceilings { get; init; }

    /// <summary>For how many days each dial's rows of the dial ledger are kept: 1 to 36,525. Null: 1,826, which is five years.</summary>
    public int? LedgerDays { get; init; }

    /// <summary><see cref="LedgerDays"/> as a span.</summary>
    [JsonIgnore] public TimeSpan LedgerAge => TimeSpan.FromDays(LedgerDays ?? BusinessLimits.UsualLedgerDays);

    /// <summary>The first setting that is wrong, or null.</summary>
    public FieldProblem? FindProblem() => this switch
    {
        _ when !BusinessLimits.Slots.Allow(Slots) => new("slots", $"must be from {BusinessLimits.Slots}; got {Slots}"),
        { Agents: { } agents } when !BusinessLimits.Slots.Allow(agents) => new("agents", $"must be from {BusinessLimits.Slots}; got {agents}"),
        { AgentsReserved: { } reserved, Agents: null } => new("agents_reserved", $"keeps agents free, so it needs agents, which says how many there are; got {reserved}"),
        { AgentsReserved: { } reserved } when reserved < 0 || reserved > Agents => new("agents_reserved", $"must be from 0 to agents, {Agents}; got {reserved}"),
        { RecentlyCalledHours: { } hours } when !BusinessLimits.RecentlyCalledHours.Allow(hours) => new("recently_called_hours", $"must be from {BusinessLimits.RecentlyCalledHours}; got {hours}"),
        { LedgerDays: { } days } when !BusinessLimits.LedgerDays.Allow(days) => new("ledger_days", $"must be from {BusinessLimits.LedgerDays}; got {days}"),
        { Webhook: { } webhook } when webhook.FindProblem() is { } problem => problem,
        { Veto: { } veto } when veto.FindProblem() is { } problem => problem,
        { DefaultCountry: { } country } when country.Length != 2 || !country.All(char.IsAsciiLetterUpper) => new("default_country", "must be an ISO 3166 code such as US"),
        { ContactCaps: { Count: > BusinessLimits.MostCaps } many } => new("contact_caps", $"may hold at most {BusinessLimits.MostCaps} caps; got {many.Count}"),
        { ContactCaps: { } caps } when caps.Select(FindCapProblem).FirstOrDefault(found => found is not null) is { } problem => problem,
        _ when Rules.FindProblem() is { } problem => new(problem.Field, problem.Problem),
        _ when (MachineChecks.FindConflict(Rules, null) ?? MachineChecks.FindMissing(Rules, null)) is { } problem => new(problem.Field, problem.Problem),
        { Callback: { } callback } when FindMachineProblem(callback) is { } problem => problem with { Field = $"callback.{problem.Field}" },
        { Roster: { } roster } when FindMachineProblem(roster) is { } problem => problem with { Field = $"roster.{problem.Field}" },
        _ when CallerId.FindProblem(CallerIds, CallerIdPolicy) is { } problem => problem,
        _ when Retention.FindProblem() is { } problem => problem,
        _ when NumberFence.FindCountryProblem("countries", Countries) is { } problem => problem,
        _ when NumberFence.FindPrefixProblem("prefixes", Prefixes) is { } problem => problem,
        _ when Usage?.FindProblem() is { } problem => problem,
        { Trunks: { } trunks } when FindTrunkProblem(trunks) is { } problem => problem,
        _ when Ceilings?.FindProblem() is { } problem => problem with { Field = $"ceilings.{problem.Field}" },
        _ => Rates.Select((rate, i) => rate.FindProblem() is { } text ? new FieldProblem("rate", text, i) : null)
            .FirstOrDefault(problem => problem is not null),
    };

    private FieldProblem? FindMachineProblem(CallTemplate template) =>
        SubmitCheck.FindMachineProblem(template.Rules, new CallRules(), Rules) is { } found ? new FieldProblem(found.Field, found.Problem) : null;

    private static FieldProblem? FindTrunkProblem(IReadOnlyList<string> trunks)
    {
        if (trunks.Count is 0 or > BusinessLimits.MostTrunks) return new FieldProblem("trunks", $"must name 1 to {BusinessLimits.MostTrunks} trunks; got {trunks.Count}");
        for (int i = 0; i < trunks.Count; i++)
        {
            if (!Identifier.IsValid(trunks[i], out string? problem)) return new FieldProblem("trunks", $"{problem}; got '{trunks[i]}'", i);
            if (trunks.Take(i).Contains(trunks[i])) return new FieldProblem("trunks", $"is named twice: '{trunks[i]}'", i);
        }

        return null;
    }

    private static FieldProblem? FindCapProblem(RateRule cap, int index) =>
        (cap.Count > BusinessLimits.CapCounts.Max ? $"must allow {BusinessLimits.CapCounts} calls; got {cap.Count}" : cap.FindProblem()) is { } problem ? new FieldProblem("contact_caps", problem, index) : null;
}
