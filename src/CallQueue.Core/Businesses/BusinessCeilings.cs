using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.Rates;
using CallQueue.Trunks;
using CallQueue.Validation;
using CallQueue.Windows;

namespace CallQueue.Businesses;

/// <summary>
/// What an operator allows a business at most. The business's own settings may be lower, never higher: the lower one of both applies. Null
/// members set no ceiling.
/// </summary>
public sealed record BusinessCeilings
{
    /// <summary>Calls live at once.</summary>
    public int? Slots { get; init; }

    /// <summary>Dials per period. They apply beside the business's own limits.</summary>
    public IReadOnlyList<RateRule>? Rates { get; init; }

    /// <summary>The outer hours, read like <see cref="CallRules.Window"/>: nobody is dialed outside them, whatever a call or the business says.</summary>
    public CallingWindow? Window { get; init; }

    /// <summary>Dials of one number per period. They apply beside the business's own caps.</summary>
    public IReadOnlyList<RateRule>? ContactCaps { get; init; }

    /// <summary>Completed calls that are kept.</summary>
    public int? KeptCompleted { get; init; }

    /// <summary>Failed calls that are kept.</summary>
    public int? KeptFailed { get; init; }

    /// <summary>How long ended calls are kept.</summary>
    public TimeSpan? KeptAge { get; init; }

    /// <summary>Calls that may wait, ready and delayed together.</summary>
    public int? WaitingCalls { get; init; }

    /// <summary>Endpoints of the app that are called: the webhook and the veto, 0 to 2.</summary>
    public int? Webhooks { get; init; }

    /// <summary>Hosts to which these endpoints may belong, as <see cref="HostList"/> reads them.</summary>
    public IReadOnlyList<string>? WebhookHosts { get; init; }

    /// <summary>How long a call may last after the answer.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The caller ids that the operator gave the business: at least one. Without a number of its own the business uses the first.</summary>
    public IReadOnlyList<PhoneNumber>? Numbers { get; init; }

    /// <summary>Hosts to which an <c>answer_url</c> may belong, as <see cref="HostList"/> reads them.</summary>
    public IReadOnlyList<string>? AnswerUrlHosts { get; init; }

    /// <summary>The countries that the business may call, as <see cref="BusinessSettings.Countries"/> names them; null: no fence, unless <see cref="Prefixes"/> sets one.</summary>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Prefixes that it may call too, as <see cref="BusinessSettings.Prefixes"/> names them.</summary>
    public IReadOnlyList<string>? Prefixes { get; init; }

    /// <summary>How much the business may call in an hour and a day at most; null: no ceiling.</summary>
    public UsageLimits? Usage { get; init; }

    /// <summary>Its part of a trunk that others use too; null: the usual.</summary>
    public TrunkPart? Trunk { get; init; }

    /// <summary>The first ceiling that is not valid, or null.</summary>
    public FieldProblem? FindProblem() => this switch
    {
        { Slots: { } slots } when !BusinessLimits.Slots.Allow(slots) => new("slots", $"must be from {BusinessLimits.Slots}; got {slots}"),
        { KeptCompleted: { } count } when !BusinessLimits.Remembered.Allow(count) => new("retention.completed", $"must be from {BusinessLimits.Remembered}; got {count}"),
        { KeptFailed: { } count } when !BusinessLimits.Remembered.Allow(count) => new("retention.failed", $"must be from {BusinessLimits.Remembered}; got {count}"),
        { KeptAge: { } age } when !BusinessLimits.RetentionAge.Allow(age) => new("retention.age_seconds", $"must be from {BusinessLimits.RetentionAge.InSeconds()} seconds; got {age.TotalSeconds}"),
        { WaitingCalls: { } count } when !FenceLimits.WaitingCalls.Allow(count) => new("waiting_calls", $"must be from {FenceLimits.WaitingCalls}; got {count}"),
        { Webhooks: { } count } when !FenceLimits.Webhooks.Allow(count) => new("webhooks", $"must be from {FenceLimits.Webhooks}; got {count}"),
        { MaxDuration: { } length } when !CallLimits.MaxDuration.Allow(length) => new("max_duration", FormattableString.Invariant($"must be from {CallLimits.MaxDuration.InSeconds()} seconds; got {length.TotalSeconds}")),
        { Trunk.Weight: var weight } when !TrunkPart.Weights.Allow(weight) => new("trunk_weight", $"must be from {TrunkPart.Weights}; got {weight}"),
        { Trunk.Reserved: var channels } when !TrunkPart.Reservations.Allow(channels) => new("reserved_channels", $"must be from {TrunkPart.Reservations}; got {channels}"),
        { Rates: { } rates } when Find("rate_limits", rates, BusinessLimits.MostRates) is { } problem => problem,
        { ContactCaps: { } caps } when Find("contact_caps", caps, BusinessLimits.MostCaps) is { } problem => problem,
        { Window: { } window } when window.FindProblem() is { } problem => new("window", problem),
        { Numbers.Count: 0 } => new("numbers", "must hold at least one number; send null to allow any"),
        { Numbers.Count: > FenceLimits.MostNumbers } => new("numbers", $"must hold at most {FenceLimits.MostNumbers} numbers; got {Numbers.Count}"),
        _ => HostList.FindProblem("webhook_hosts", WebhookHosts) ?? HostList.FindProblem("answer_url_hosts", AnswerUrlHosts)
            ?? NumberFence.FindCountryProblem("countries", Countries) ?? NumberFence.FindPrefixProblem("prefixes", Prefixes) ?? Usage?.FindProblem(),
    };

    private static FieldProblem? Find(string field, IReadOnlyList<RateRule> rules, int most) => rules.Count > most
        ? new FieldProblem(field, $"must hold at most {most} limits; got {rules.Count}")
        : rules.Select((rule, i) => rule.FindProblem() is { } problem ? new FieldProblem($"{field}[{i}]", problem) : null).FirstOrDefault(found => found is not null);
}
