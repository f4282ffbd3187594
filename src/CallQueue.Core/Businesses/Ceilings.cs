using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.Rates;
using CallQueue.Windows;

namespace CallQueue.Businesses;

/// <summary>No I/O: what applies of a business's settings under the operator's ceilings.</summary>
public static class Ceilings
{
    /// <summary>A call's longest duration where nobody says one.</summary>
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(1800);

    /// <summary>
    /// The settings in force: each value, or its ceiling where that is lower. Limits of dials apply together, hours are met in both windows
    /// (<see cref="CallRules.OuterWindow"/>). Without ceilings and fences the settings themselves.
    /// </summary>
    /// <param name="isFenced">The business has a fence also where nobody has set one: see <see cref="NumberFence.Usual"/>.</param>
    public static BusinessSettings Under(BusinessSettings wanted, bool isFenced = false)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        bool isUsual = isFenced && (wanted.Countries ?? wanted.Prefixes ?? wanted.Ceilings?.Countries ?? wanted.Ceilings?.Prefixes) is null;
        if (wanted.Ceilings is not { } most) return isUsual ? wanted with { Countries = NumberFence.Usual(wanted) } : wanted;
        return wanted with
        {
            Usage = UsageLimits.Lower(wanted.Usage, most.Usage),
            Countries = isUsual ? NumberFence.Usual(wanted) : wanted.Countries,
            Slots = Math.Min(wanted.Slots, most.Slots ?? int.MaxValue),
            Rates = Both(wanted.Rates, most.Rates) ?? [],
            ContactCaps = Both(wanted.ContactCaps, most.ContactCaps),
            Rules = Under(wanted.Rules, most),
            CallerIds = most.Numbers is { } given ? wanted.CallerIds?.Where(one => given.Contains(one.Number)).ToArray() : wanted.CallerIds,
            Retention = new Retention
            {
                Completed = Math.Min(wanted.Retention.Completed, most.KeptCompleted ?? int.MaxValue),
                Failed = Math.Min(wanted.Retention.Failed, most.KeptFailed ?? int.MaxValue),
                Age = Least(wanted.Retention.Age, most.KeptAge),
            },
            Webhook = wanted.Webhook is { } webhook && MayCall(most, webhook.Url) && (most.Webhooks ?? 2) > (wanted.Veto is null ? 0 : 1) ? webhook : null,
        };
    }

    /// <summary>Settings to begin with, lowered to the ceilings: rates and hours stay, since those of the ceilings apply beside them anyway.</summary>
    public static BusinessSettings Basis(BusinessSettings settings, BusinessCeilings? most)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (most is null) return settings;
        BusinessSettings lowered = Under(settings with { Ceilings = most });
        return settings with
        {
            Slots = lowered.Slots, Retention = lowered.Retention,
            Rules = settings.Rules with { MaxDuration = settings.Rules.MaxDuration is null ? null : lowered.Rules.MaxDuration, From = settings.Rules.From is null ? null : lowered.Rules.From },
        };
    }

    /// <summary>
    /// Why the business dials nothing at all: its veto endpoint, which it must ask, may not be called. Null: that does not hold it.
    /// </summary>
    internal static string? FindHold(BusinessSettings wanted) => wanted is { Ceilings: { } most, Veto: { } veto } && (most.Webhooks == 0 || !MayCall(most, veto.Url))
        ? "the veto endpoint is not allowed by the operator's ceilings webhooks and webhook_hosts; change or remove it" : null;

    /// <summary>The ceilings that apply to each dial; null when there are none.</summary>
    /// <param name="inForce">The settings in force.</param>
    internal static DialLimits? OfDials(BusinessSettings inForce) => inForce.Ceilings is { } most && (most.MaxDuration ?? most.Numbers ?? (object?)most.AnswerUrlHosts) is not null
        ? new DialLimits { MaxDuration = most.MaxDuration, Numbers = most.Numbers, From = most.Numbers is null ? null : inForce.Rules.From, AnswerUrlHosts = most.AnswerUrlHosts }
        : null;

    /// <summary>The caller id that applies: the wanted one where the operator gave it, else the first given one; null: the carrier account's.</summary>
    internal static PhoneNumber? CallerId(PhoneNumber? wanted, IReadOnlyList<PhoneNumber>? given) =>
        given is null || (wanted is { } number && given.Contains(number)) ? wanted : given[0];

    /// <summary>Whether a rule allows more than a ceiling does in its period.</summary>
    internal static bool IsBeyond(RateRule rule, RateRule ceiling)
    {
        long periods = (rule.Period.Ticks + ceiling.Period.Ticks - 1) / ceiling.Period.Ticks;
        return rule.Count > ceiling.Count * periods;
    }

    /// <summary>Whether an endpoint's host is allowed.</summary>
    internal static bool MayCall(BusinessCeilings most, string url) => most.WebhookHosts is not { } hosts || HostList.Allows(hosts, url);

    private static CallRules Under(CallRules rules, BusinessCeilings most) => rules with
    {
        OuterWindow = most.Window,
        MaxDuration = most.MaxDuration is { } longest ? Least(rules.MaxDuration ?? UsualDuration, longest) : rules.MaxDuration,
        From = CallerId(rules.From, most.Numbers),
    };

    private static IReadOnlyList<RateRule>? Both(IReadOnlyList<RateRule>? own, IReadOnlyList<RateRule>? most) =>
        most is not { Count: > 0 } ? own : [.. own ?? [], .. most.Where(rule => own?.Contains(rule) != true)];

    private static TimeSpan Least(TimeSpan one, TimeSpan? other) => other < one ? other.Value : one;
}
