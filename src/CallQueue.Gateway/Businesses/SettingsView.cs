using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallQueue.CallerIds;
using CallQueue.Calls;
using CallQueue.Inputs;
using CallQueue.Rates;

namespace CallQueue.Businesses;

/// <summary>
/// A business's settings as the API shows and accepts them. Fields that are absent or null in a PUT take the profile's default, else
/// the deployment's default for a new business.
/// </summary>
/// <param name="Profile">prosaas, vomind, relevel or standalone: whose defaults these settings begin with.</param>
/// <param name="Slots">Calls live at once, 0 to 10,000.</param>
/// <param name="Agents">Agents who talk to the people, 0 to 10,000; null: only <paramref name="Slots"/> counts.</param>
/// <param name="AgentsReserved">Agents who are kept free for people who call in; null: none.</param>
/// <param name="RateLimits">All of them apply, in every sliding period.</param>
/// <param name="Window">Local hours in which people may be called, as in 09:00-21:00 or mon-fri 09:00-12:00,13:00-18:00; closed 2026-12-25; also as an object of lists by weekday.</param>
/// <param name="Timezone">The IANA zone of <paramref name="Window"/> for numbers whose own zone is unknown.</param>
/// <param name="RingTimeout">Seconds, 5 to 600.</param>
/// <param name="MaxDuration">Seconds, 1 to 86,400.</param>
/// <param name="Machine">off, detect, hangup or message: what happens when an answering machine picks up. Default off.</param>
/// <param name="MachineWait">Whether whoever answers waits for the verdict; default false.</param>
/// <param name="VoicemailMessage">What is left on a machine; null: nothing.</param>
/// <param name="Carrier">The deployment's carrier; no other can be chosen.</param>
/// <param name="Number">The caller id; null: the carrier account's.</param>
/// <param name="CallerIds">The numbers that its calls show; null: <paramref name="Number"/>.</param>
/// <param name="CallerIdPolicy">sticky, fixed, local or round_robin: which of <paramref name="CallerIds"/> a dial shows; null: sticky.</param>
/// <param name="Webhook">Where the app is notified of calls and runs that ended; null: nowhere.</param>
/// <param name="Callback">The call back for a message; null: none.</param>
/// <param name="Roster">What the daily calls of the roster have in common.</param>
/// <param name="ContactCaps">How often one number may be called, over all runs; all of them apply, in every sliding period. Null: no limit.</param>
/// <param name="Veto">Whom to ask before each dial; null: nobody.</param>
/// <param name="DefaultCountry">Where numbers without country code belong: an ISO 3166 code such as US, or a calling code such as 44. Null: such numbers are rejected.</param>
/// <param name="RecentlyCalledHours">A list that holds people who were called within so many hours, in any run, is refused unless it says again, 0 to 720; 0 never asks. Default 24.</param>
/// <param name="LedgerDays">For how many days each dial's rows of the dial ledger are kept, 1 to 36,525. Default 1,826, which is five years.</param>
/// <param name="Countries">The countries that it may call; null: those of its numbers, or every country for a business that is older than fences.</param>
/// <param name="Prefixes">Beginnings of numbers that it may call too.</param>
/// <param name="Trunks">The carrier accounts that it dials through, the preferred one first; null: all of the deployment, in its order.</param>
internal sealed record SettingsView(
    string? Profile,
    int? Slots,
    int? Agents,
    int? AgentsReserved,
    IReadOnlyList<RateView>? RateLimits,
    JsonNode? Window,
    string? Timezone,
    int? RingTimeout,
    int? MaxDuration,
    string? Machine,
    bool? MachineWait,
    string? VoicemailMessage,
    RetryView? Retry,
    RetentionView? Retention,
    string? Carrier,
    string? Number,
    IReadOnlyList<CallerIdView>? CallerIds,
    string? CallerIdPolicy,
    WebhookView? Webhook,
    CallbackView? Callback,
    CallbackView? Roster,
    IReadOnlyList<RateView>? ContactCaps,
    VetoView? Veto,
    string? DefaultCountry,
    int? RecentlyCalledHours,
    int? LedgerDays,
    IReadOnlyList<string>? Countries,
    IReadOnlyList<string>? Prefixes,
    IReadOnlyList<string>? Trunks,
    int? DialsPerHour,
    int? DialsPerDay,
    int? MinutesPerDay,
    decimal? CostPerDay,
    bool? HoldOnJump)
{
    /// <summary>Shown instead of a stored secret. Sending it back keeps the secret.</summary>
    public const string Masked = "********";

    public static SettingsView Of(BusinessSettings settings, string carrier) => new(
        settings.Profile,
        settings.Slots,
        settings.Agents,
        settings.AgentsReserved,
        [.. settings.Rates.Select(RateView.Of)],
        settings.Rules.Window is { } window ? JsonValue.Create(window.ToString()) : null,
        settings.Rules.TimeZone,
        (int?)settings.Rules.RingTimeout?.TotalSeconds,
        (int?)settings.Rules.MaxDuration?.TotalSeconds,
        MachineWords.Of(settings.Rules.Machine ?? MachineMode.Off),
        settings.Rules.MachineWait ?? false,
        settings.Rules.VoicemailMessage,
        settings.Rules.Retry is { } retry ? RetryView.Of(retry) : null,
        new RetentionView(settings.Retention.Completed, settings.Retention.Failed, (long)settings.Retention.Age.TotalSeconds),
        carrier,
        settings.Rules.From?.Value,
        settings.CallerIds?.Select(CallerIdView.Of).ToList(),
        settings.CallerIdPolicy is { } policy ? CallerIdWords.Of(policy) : null,
        settings.Webhook is { } webhook ? new WebhookView(webhook.Url, Masked) : null,
        settings.Callback is { } callback ? CallbackView.Of(callback) : null,
        settings.Roster is { } roster ? CallbackView.Of(roster) : null,
        settings.ContactCaps is { } caps ? [.. caps.Select(RateView.Of)] : null,
        settings.Veto is { } veto ? VetoView.Of(veto) : null,
        settings.DefaultCountry,
        settings.RecentlyCalledHours ?? BusinessLimits.UsualRecentlyCalledHours,
        settings.LedgerDays ?? BusinessLimits.UsualLedgerDays,
        settings.Countries,
        settings.Prefixes,
        settings.Trunks,
        settings.Usage?.DialsPerHour,
        settings.Usage?.DialsPerDay,
        settings.Usage?.MinutesPerDay,
        settings.Usage?.CostPerDay,
        settings.HoldOnJump ?? true);
}

/// <summary>A number of the pool.</summary>
/// <param name="DailyCap">The most dials with it in a day; null: no limit.</param>
internal sealed record CallerIdView(string Number, int? DailyCap)
{
    public static CallerIdView Of(CallerId one) => new(one.Number.Value, one.DailyCap);
}

/// <summary>At most <paramref name="Count"/> dials in any period of <paramref name="PeriodSeconds"/>.</summary>
internal sealed record RateView(int Count, double PeriodSeconds)
{
    public static RateView Of(RateRule rate) => new(rate.Count, rate.Period.TotalSeconds);
}

/// <summary>The app's endpoint that is asked before each dial. The secret is written, never shown.</summary>
/// <param name="TimeoutSeconds">How long an answer may take, 0.1 to 30; default 5.</param>
/// <param name="OnTimeout">Without an answer: dial, the default, or hold, which asks again after a minute.</param>
internal sealed record VetoView(string Url, string? Secret, double? TimeoutSeconds, string? OnTimeout)
{
    public const string Dial = "dial";
    public const string Hold = "hold";

    public static VetoView Of(VetoTarget veto) => new(veto.Url, SettingsView.Masked, veto.Timeout?.TotalSeconds ?? 5, veto.HoldOnTimeout ? Hold : Dial);
}

/// <summary>Outcome retries.</summary>
/// <param name="MaxAttempts">Attempts in all, the first included, 1 to 100.</param>
/// <param name="DelaySeconds">From the end of one attempt to the next.</param>
/// <param name="Factor">Each further delay is this many times the one before, 1 to 10.</param>
/// <param name="RetryOn">Outcomes worth another attempt.</param>
internal sealed record RetryView(int? MaxAttempts, double? DelaySeconds, double? Factor, IReadOnlyList<string>? RetryOn)
{
    public static RetryView Of(RetryPolicy retry) => new(
        retry.MaxAttempts, retry.Delay.TotalSeconds, retry.Factor, [.. retry.RetryOn.Select(outcome => StateWords.Of(outcome).Call)]);
}

/// <summary>How many ended calls are stored, and for how long.</summary>
internal sealed record RetentionView(int? Completed, int? Failed, long? AgeSeconds);

/// <summary>The app's endpoint for events. The secret is written, never shown.</summary>
internal sealed record WebhookView(string Url, string? Secret);

/// <summary>A call that the product creates by itself: the call back for a message [S4.9], the daily call of a roster.</summary>
internal sealed record CallbackView(
    string? Priority, string? Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Ssml,
    int? MaxRetries, string? Window, string? Timezone, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Consent, JsonObject? CallConfig)
{
    public static CallbackView Of(CallTemplate callback) => new(
        callback.Priority.Word(),
        callback.Script.Message,
        callback.Script.Ssml,
        callback.Rules.Retry?.MaxAttempts - 1,
        callback.Rules.Window?.ToString(),
        callback.Rules.TimeZone,
        callback.Rules.Consent,
        CallViews.Config(callback.Script, callback.Rules, null));
}
