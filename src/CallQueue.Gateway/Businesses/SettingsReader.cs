using System.Text.Json;
using CallQueue.Businesses.Leases;
using CallQueue.Calls;
using CallQueue.Inputs;
using CallQueue.Outgoing;
using CallQueue.Rates;

namespace CallQueue.Businesses;

/// <summary>Reads settings as <see cref="SettingsView"/> describes them. Every wrong or unknown field is named; ranges are the business's to check.</summary>
/// <param name="newBusiness">What the deployment says of a new business.</param>
/// <param name="now">The settings that are to be replaced: they keep the secret that the request leaves out.</param>
/// <param name="carrier">The deployment's carrier.</param>
/// <param name="outgoing">Where webhooks may go.</param>
internal sealed class SettingsReader(BusinessSettings newBusiness, BusinessSettings now, string carrier, OutgoingPolicy outgoing)
{
    private const int MaxRates = 20;
    private const int MaxRate = 1_000_000;
    private const int MaxCaps = 5;
    private const int MaxCap = 1_000;
    private const int MinSecret = 16;
    private const int MaxSecret = 256;
    private const long MaxSeconds = 3660L * 86_400;

    public BusinessSettings Read(JsonFields fields)
    {
        BusinessSettings basis = ReadProfile(fields);
        if (fields.Text("carrier", CallLimits.NameLength) is { } asked && asked != carrier) fields.Wrong("carrier", $"must be '{carrier}', the carrier of this deployment");
        var settings = new BusinessSettings
        {
            Profile = basis.Profile,
            Slots = fields.Whole("slots", 0, 10_000) ?? basis.Slots,
            Rates = fields.List("rate_limits", MaxRates) is { } rates ? ReadRates("rate_limits", rates, MaxRate, fields) : basis.Rates,
            Rules = new CallRules
            {
                Retry = fields.Object("retry") is { } retry ? ReadRetry(retry) : null,
                Window = CallSettings.ReadWindow(fields),
                TimeZone = CallSettings.ReadZone(fields),
                RingTimeout = Seconds(fields, "ring_timeout", 5, 600),
                MaxDuration = Seconds(fields, "max_duration", 1, 86_400),
                From = ReadNumber(fields),
            }.Over(basis.Rules),
            Retention = fields.Object("retention") is { } retention ? ReadRetention(retention, basis.Retention) : basis.Retention,
            Webhook = fields.Object("webhook") is { } webhook ? ReadWebhook(webhook) : null,
            Callback = fields.Object("callback") is { } callback ? ReadTemplate(callback, "callback") : null,
            Roster = fields.Object("roster") is { } roster ? ReadRoster(roster) : null,
            ContactCaps = fields.List("contact_caps", MaxCaps) is { Count: > 0 } caps ? ReadRates("contact_caps", caps, MaxCap, fields) : null,
            Veto = fields.Object("veto") is { } veto ? ReadVeto(veto) : null,
        };
        fields.RefuseLeft("setting");
        return settings;
    }

    private BusinessSettings ReadProfile(JsonFields fields)
    {
        if (fields.Text("profile", CallLimits.NameLength) is not { } name) return newBusiness;
        if (BusinessProfiles.Find(name) is { } profile) return profile;
        fields.Wrong("profile", $"must be one of {string.Join(", ", BusinessProfiles.Names)}");
        return newBusiness;
    }

    private static List<RateRule> ReadRates(string name, IReadOnlyList<JsonElement> list, int most, JsonFields fields)
    {
        var rates = new List<RateRule>();
        foreach (JsonElement item in list)
        {
            if (fields.Item(name, rates.Count, item) is not { } rate) break;
            if (!rate.Has("count")) rate.Wrong("count", "is missing");
            int count = rate.Whole("count", 1, most) ?? 1;
            rates.Add(new RateRule(count, TimeSpan.FromSeconds(rate.Number("period_seconds", 0.001, 31 * 86_400) ?? 1)));
            rate.RefuseLeft("part of a rate limit");
        }

        return rates;
    }

    private static RetryPolicy ReadRetry(JsonFields fields)
    {
        var retry = new RetryPolicy();
        retry = retry with
        {
            MaxAttempts = fields.Whole("max_attempts", 1, 100) ?? retry.MaxAttempts,
            Delay = fields.Number("delay_seconds", 0, 30 * 86_400) is { } delay ? TimeSpan.FromSeconds(delay) : retry.Delay,
            Factor = fields.Number("factor", 1, 10) ?? retry.Factor,
            RetryOn = fields.List("retry_on", 10) is { } outcomes ? ReadOutcomes(outcomes, fields) : retry.RetryOn,
        };
        fields.RefuseLeft("part of a retry policy");
        return retry;
    }

    private static List<Outcome> ReadOutcomes(IReadOnlyList<JsonElement> list, JsonFields fields)
    {
        var outcomes = new List<Outcome>();
        foreach (JsonElement item in list)
        {
            Outcome? outcome = (item.ValueKind == JsonValueKind.String ? item.GetString() : null) switch
            {
                "busy" => Outcome.Busy,
                "no_answer" or "no-answer" => Outcome.NoAnswer,
                "failed" => Outcome.Failed,
                "rejected" => Outcome.Rejected,
                _ => null,
            };
            if (outcome is { } known) outcomes.Add(known);
            else fields.Wrong("retry_on", "may hold busy, no_answer, failed and rejected");
        }

        return outcomes;
    }

    private static Retention ReadRetention(JsonFields fields, Retention basis)
    {
        var retention = new Retention
        {
            Completed = fields.Whole("completed", 0, 100_000) ?? basis.Completed,
            Failed = fields.Whole("failed", 0, 100_000) ?? basis.Failed,
            Age = fields.Whole("age_seconds", 0, MaxSeconds) is { } age ? TimeSpan.FromSeconds(age) : basis.Age,
        };
        fields.RefuseLeft("part of the retention");
        return retention;
    }

    private WebhookTarget? ReadWebhook(JsonFields fields)
    {
        (string? url, string secret) = ReadEndpoint(fields, now.Webhook?.Url, now.Webhook?.Secret);
        fields.RefuseLeft("part of a webhook");
        return url is null ? null : new WebhookTarget(url, secret);
    }

    private VetoTarget? ReadVeto(JsonFields fields)
    {
        (string? url, string secret) = ReadEndpoint(fields, now.Veto?.Url, now.Veto?.Secret);
        double? timeout = fields.Number("timeout_seconds", 0.1, 30);
        string? without = fields.Text("on_timeout", CallLimits.NameLength);
        if (without is not (null or VetoView.Dial or VetoView.Hold)) fields.Wrong("on_timeout", $"must be {VetoView.Dial} or {VetoView.Hold}");
        fields.RefuseLeft("part of a veto");
        return url is null ? null : new VetoTarget(url, secret) { Timeout = timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null, HoldOnTimeout = without == VetoView.Hold };
    }

    /// <summary>An endpoint of the app's, and what signs the requests to it.</summary>
    private (string? Url, string Secret) ReadEndpoint(JsonFields fields, string? keptUrl, string? keptSecret)
    {
        if (!fields.Has("url")) fields.Wrong("url", "is missing");
        string? url = fields.Text("url", CallLimits.UrlLength);
        if (url is not null && (CallLimits.FindUrlProblem(url) ?? outgoing.FindUrlProblem(url)) is { } problem) fields.Wrong("url", problem);
        string? secret = fields.Text("secret", MaxSecret);
        // Kept for the same address only: whoever may change the address must not get the other's signatures.
        if (secret is null or SettingsView.Masked) secret = keptUrl == url ? keptSecret ?? "" : "";
        if (secret.Length < MinSecret) fields.Wrong("secret", $"must have {MinSecret} to {MaxSecret} characters");
        return (url, secret);
    }

    /// <summary>Attempts a fixed time apart: the daily call's chart is 21:00, 21:30, 22:00 [S2.13].</summary>
    private static CallTemplate ReadRoster(JsonFields fields)
    {
        CallTemplate template = ReadTemplate(fields, "roster");
        return template with { Rules = template.Rules with { Retry = template.Rules.Retry is { } retry ? retry with { Factor = 1 } : null } };
    }

    private static CallTemplate ReadTemplate(JsonFields fields, string name)
    {
        CallSettings settings = CallSettings.Read(fields);
        fields.RefuseLeft($"part of a {name}");
        if (settings.Rules?.Deadline is not null) fields.Wrong(KeptData.Deadline, $"is no part of a {name}");
        if (settings.Left is not null) fields.Wrong(KeptData.CallConfig, "holds a field that is no part of it, or a variable that is no text");
        return new CallTemplate
        {
            Priority = settings.Priority ?? Priority.Normal,
            Script = settings.Script ?? new CallScript(),
            Rules = settings.Rules ?? new CallRules(),
        };
    }

    private static PhoneNumber? ReadNumber(JsonFields fields)
    {
        if (fields.Text("number", 64) is not { } text) return null;
        if (PhoneNumber.TryParse(text, out PhoneNumber number, out string? problem)) return number;
        fields.Wrong("number", problem);
        return null;
    }

    private static TimeSpan? Seconds(JsonFields fields, string name, int min, int max) =>
        fields.Whole(name, min, max) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
