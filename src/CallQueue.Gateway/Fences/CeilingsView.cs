using CallQueue.Businesses;
using CallQueue.Windows;

namespace CallQueue.Fences;

/// <summary>What the operator allows a business at most. Null: no ceiling.</summary>
/// <param name="Slots">The most calls live at once.</param>
/// <param name="Window">The outer hours: nobody is dialed outside them.</param>
/// <param name="WaitingCalls">The most calls that may wait.</param>
/// <param name="Webhooks">How many endpoints of the app are called at most.</param>
/// <param name="Numbers">The caller ids of the business.</param>
/// <param name="TrunkWeight">Its part of a trunk's channels and dials beside that of other businesses; null: 1.</param>
/// <param name="ReservedChannels">Channels that its first trunk keeps for it; null: none.</param>
internal sealed record CeilingsView(
    int? Slots, IReadOnlyList<RateView>? RateLimits, string? Window, IReadOnlyList<RateView>? ContactCaps, RetentionView? Retention, int? WaitingCalls,
    int? Webhooks, IReadOnlyList<string>? WebhookHosts, int? MaxDuration, IReadOnlyList<string>? Numbers, IReadOnlyList<string>? AnswerUrlHosts,
    IReadOnlyList<string>? Countries, IReadOnlyList<string>? Prefixes, int? DialsPerHour, int? DialsPerDay, int? MinutesPerDay, decimal? CostPerDay, int? TrunkWeight, int? ReservedChannels)
{
    public static CeilingsView Of(BusinessCeilings most) => new(
        most.Slots,
        most.Rates?.Select(RateView.Of).ToList(),
        most.Window?.ToString(),
        most.ContactCaps?.Select(RateView.Of).ToList(),
        (most.KeptCompleted ?? most.KeptFailed ?? (object?)most.KeptAge) is null ? null : new RetentionView(most.KeptCompleted, most.KeptFailed, (long?)most.KeptAge?.TotalSeconds),
        most.WaitingCalls,
        most.Webhooks,
        most.WebhookHosts,
        (int?)most.MaxDuration?.TotalSeconds,
        most.Numbers?.Select(number => number.Value).ToList(),
        most.AnswerUrlHosts,
        most.Countries,
        most.Prefixes,
        most.Usage?.DialsPerHour,
        most.Usage?.DialsPerDay,
        most.Usage?.MinutesPerDay,
        most.Usage?.CostPerDay,
        most.Trunk?.Weight,
        most.Trunk?.Reserved);
}

/// <summary>What applies of a business's settings under the operator's ceilings: the lower one of both.</summary>
/// <param name="Window">Hours in which its own window and the operator's are both open; null: any hour, or closed when they have none in common.</param>
/// <param name="Countries">The countries that it may call; null: every one, premium and satellite numbers too, unless prefixes are given.</param>
/// <param name="Webhook">Whether ended calls are delivered to its webhook.</param>
internal sealed record EffectiveView(
    int Slots, IReadOnlyList<RateView> RateLimits, string? Window, IReadOnlyList<RateView>? ContactCaps, RetentionView Retention, int? MaxDuration, string? Number, bool Webhook,
    IReadOnlyList<string>? Countries, IReadOnlyList<string>? Prefixes, int? DialsPerHour, int? DialsPerDay, int? MinutesPerDay, decimal? CostPerDay)
{
    private const string Closed = "closed";

    /// <param name="inForce">The settings in force.</param>
    public static EffectiveView Of(BusinessSettings inForce) => new(
        inForce.Slots,
        [.. inForce.Rates.Select(RateView.Of)],
        WindowOf(inForce.Rules.Window, inForce.Rules.OuterWindow),
        inForce.ContactCaps?.Select(RateView.Of).ToList(),
        new RetentionView(inForce.Retention.Completed, inForce.Retention.Failed, (long)inForce.Retention.Age.TotalSeconds),
        (int?)inForce.Rules.MaxDuration?.TotalSeconds,
        inForce.Rules.From?.Value,
        inForce.Webhook is not null,
        inForce.Countries ?? inForce.Ceilings?.Countries,
        inForce.Prefixes ?? inForce.Ceilings?.Prefixes,
        inForce.Usage?.DialsPerHour,
        inForce.Usage?.DialsPerDay,
        inForce.Usage?.MinutesPerDay,
        inForce.Usage?.CostPerDay);

    private static string? WindowOf(CallingWindow? own, CallingWindow? outer) =>
        own is null || outer is null ? (own ?? outer)?.ToString() : CallingWindow.Both(own, outer)?.ToString() ?? Closed;
}
