using System.Text.Json;
using CallQueue.CallerIds;
using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.Fields;
using CallQueue.Inputs;
using CallQueue.Numbers;
using CallQueue.Outgoing;
using CallQueue.Problems;
using CallQueue.Rates;
using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>Reads settings as <see cref="SettingsFields"/> describes them. Every invalid or unknown field is reported; the business checks ranges.</summary>
/// <param name="newBusiness">The deployment's settings for a new business.</param>
/// <param name="now">The settings that are to be replaced: they keep the secret that the request leaves out.</param>
/// <param name="carrier">The deployment's carrier.</param>
/// <param name="outgoing">Where webhooks may go.</param>
/// <param name="hasPrices">The deployment has a price table.</param>
internal sealed class SettingsReader(BusinessSettings newBusiness, BusinessSettings now, string carrier, OutgoingPolicy outgoing, bool hasPrices)
{
    public BusinessSettings Read(JsonFields fields)
    {
        // What the request leaves out must not exceed a ceiling either.
        BusinessSettings basis = Ceilings.Basis(ReadProfile(fields), now.Ceilings);
        string? country = ReadCountry(fields) ?? newBusiness.DefaultCountry;
        if (fields.Text(SettingsFields.Carrier) is { } asked && asked != carrier) fields.Wrong(SettingsFields.Carrier, $"must be '{carrier}', the carrier of this deployment{ShownValue.Got(asked)}");
        var settings = new BusinessSettings
        {
            Profile = basis.Profile,
            Slots = fields.Whole(SettingsFields.Slots) ?? basis.Slots,
            Agents = fields.Whole(SettingsFields.Agents),
            AgentsReserved = fields.Whole(SettingsFields.AgentsReserved),
            Rates = fields.List(SettingsFields.RateLimits) is { } rates ? ReadRates(SettingsFields.RateLimits, rates, SettingsFields.RateCount, fields) : basis.Rates,
            Rules = MachineFields.Read(fields, new CallRules
            {
                Retry = fields.Object(SettingsFields.RetryPolicyField) is { } retry ? ReadRetry(retry) : null,
                Window = CallSettings.ReadWindow(fields),
                TimeZone = CallSettings.ReadZone(fields, now.Rules.TimeZone),
                RingTimeout = fields.Seconds(SettingsFields.RingTimeout),
                MaxDuration = fields.Seconds(CallFields.MaxDuration),
                From = fields.TextOrNumber(SettingsFields.Number) is { } text ? fields.Number(SettingsFields.Number.Name, text, country) : null,
            })!.Over(basis.Rules),
            Retention = fields.Object(SettingsFields.RetentionField) is { } retention ? ReadRetention(retention, basis.Retention) : basis.Retention,
            Webhook = fields.Object(SettingsFields.Webhook) is { } webhook ? ReadWebhook(webhook) : null,
            Callback = fields.Object(SettingsFields.Callback) is { } callback ? ReadTemplate(callback, "callback", now.Callback) : null,
            Roster = fields.Object(SettingsFields.Roster) is { } roster ? ReadRoster(roster, now.Roster) : null,
            ContactCaps = fields.List(SettingsFields.ContactCaps) is { Count: > 0 } caps ? ReadRates(SettingsFields.ContactCaps, caps, SettingsFields.CapCount, fields) : null,
            Veto = fields.Object(SettingsFields.VetoField) is { } veto ? ReadVeto(veto) : null,
            CallerIds = fields.List(SettingsFields.CallerIdPool) is { Count: > 0 } pool ? ReadCallerIds(pool, fields, country) : null,
            CallerIdPolicy = ReadCallerIdPolicy(fields),
            DefaultCountry = country,
            Countries = CeilingsReader.ReadCountries(SettingsFields.Countries, fields) ?? newBusiness.Countries,
            Prefixes = CeilingsReader.ReadTexts(SettingsFields.Prefixes, fields) ?? newBusiness.Prefixes,
            Trunks = CeilingsReader.ReadTexts(SettingsFields.Trunks, fields) ?? newBusiness.Trunks,
            Usage = UsageFields.Read(fields, hasPrices) ?? newBusiness.Usage,
            HoldOnJump = fields.Flag(SettingsFields.HoldOnJump),
            Ceilings = now.Ceilings,
            RecentlyCalledHours = fields.Whole(SettingsFields.RecentlyCalledHours) ?? basis.RecentlyCalledHours,
            LedgerDays = fields.Whole(SettingsFields.LedgerDays) ?? basis.LedgerDays,
        };
        fields.RefuseLeft("setting");
        return settings;
    }

    /// <summary>Numbers, or objects of a number and its cap.</summary>
    private static List<CallerId> ReadCallerIds(IReadOnlyList<JsonElement> list, JsonFields fields, string? country)
    {
        List<CallerId> pool = [];
        for (int i = 0; i < list.Count; i++)
        {
            string place = $"{SettingsFields.CallerIdPool.Name}[{i}]";
            if (list[i].ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                if (fields.Number(place, list[i].ToString(), country) is { } bare) pool.Add(new CallerId(bare));
                continue;
            }

            if (list[i].ValueKind != JsonValueKind.Object) fields.Wrong(place, $"must be a telephone number, or an object with a number{ShownValue.Got(list[i])}");
            if (list[i].ValueKind != JsonValueKind.Object || fields.Item(SettingsFields.CallerIdPool, i, list[i]) is not { } item) continue;
            if (!item.Has(SettingsFields.CallerId)) item.Wrong(SettingsFields.CallerId, "is missing");
            PhoneNumber? number = item.PhoneNumber(SettingsFields.CallerId.Name, country);
            int? cap = item.Whole(SettingsFields.DailyCap);
            item.RefuseLeft("field of a caller id");
            if (number is { } whole) pool.Add(new CallerId(whole) { DailyCap = cap });
        }

        return pool;
    }

    private static CallerIdPolicy? ReadCallerIdPolicy(JsonFields fields)
    {
        if (fields.Text(SettingsFields.CallerIdPolicy) is not { } word) return null;
        CallerIdPolicy? policy = CallerIdWords.Parse(word);
        if (policy is null) fields.Wrong(SettingsFields.CallerIdPolicy, $"must be one of {string.Join(", ", CallerIdWords.All)}{ShownValue.Got(word)}");
        return policy;
    }

    private BusinessSettings ReadProfile(JsonFields fields)
    {
        if (fields.Text(SettingsFields.Profile) is not { } name) return newBusiness;
        if (BusinessProfiles.Find(name) is { } profile) return profile;
        fields.Wrong(SettingsFields.Profile, $"must be one of {string.Join(", ", BusinessProfiles.Names)}{ShownValue.Got(name)}");
        return newBusiness;
    }

    public static List<RateRule> ReadRates(ListField name, IReadOnlyList<JsonElement> list, WholeField counts, JsonFields fields)
    {
        var rates = new List<RateRule>();
        foreach (JsonElement item in list)
        {
            if (fields.Item(name, rates.Count, item) is not { } rate) break;
            if (!rate.Has(counts)) rate.Wrong(counts, "is missing");
            int count = rate.Whole(counts) ?? 1;
            rates.Add(new RateRule(count, rate.Seconds(SettingsFields.Period) ?? TimeSpan.FromSeconds(1)));
            rate.RefuseLeft("field of a rate limit");
        }

        return rates;
    }

    private static RetryPolicy ReadRetry(JsonFields fields)
    {
        var retry = new RetryPolicy();
        retry = retry with
        {
            MaxAttempts = fields.Whole(SettingsFields.MaxAttempts) ?? retry.MaxAttempts,
            Delay = fields.Seconds(SettingsFields.Delay) ?? retry.Delay,
            Factor = fields.Number(SettingsFields.Factor) ?? retry.Factor,
            RetryOn = fields.List(SettingsFields.RetryOn) is { } outcomes ? ReadOutcomes(outcomes, fields) : retry.RetryOn,
        };
        fields.RefuseLeft("field of a retry policy");
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
                "voicemail" => Outcome.Voicemail,
                "no_agent" => Outcome.NoAgent,
                _ => null,
            };
            if (outcome is { } known) outcomes.Add(known);
            else fields.Wrong(SettingsFields.RetryOn, $"must hold only busy, no_answer, failed, rejected, voicemail and no_agent{ShownValue.Got(item)}");
        }

        return outcomes;
    }

    private static Retention ReadRetention(JsonFields fields, Retention basis)
    {
        var retention = new Retention
        {
            Completed = fields.Whole(SettingsFields.Completed) ?? basis.Completed,
            Failed = fields.Whole(SettingsFields.Failed) ?? basis.Failed,
            Age = fields.Seconds(SettingsFields.Age) ?? basis.Age,
        };
        fields.RefuseLeft("field of the retention");
        return retention;
    }

    private WebhookTarget? ReadWebhook(JsonFields fields)
    {
        (string? url, string secret) = ReadEndpoint(fields, now.Webhook?.Url, now.Webhook?.Secret);
        fields.RefuseLeft("field of a webhook");
        return url is null ? null : new WebhookTarget(url, secret);
    }

    private VetoTarget? ReadVeto(JsonFields fields)
    {
        (string? url, string secret) = ReadEndpoint(fields, now.Veto?.Url, now.Veto?.Secret);
        TimeSpan? timeout = fields.Seconds(SettingsFields.VetoTimeout);
        string? without = fields.Text(SettingsFields.OnTimeout);
        if (without is not (null or VetoView.Dial or VetoView.Hold)) fields.Wrong(SettingsFields.OnTimeout, $"must be {VetoView.Dial} or {VetoView.Hold}{ShownValue.Got(without)}");
        fields.RefuseLeft("field of a veto");
        return url is null ? null : new VetoTarget(url, secret) { Timeout = timeout, HoldOnTimeout = without != VetoView.Dial };
    }

    /// <summary>An endpoint of the app, and the secret that signs requests to it.</summary>
    private (string? Url, string Secret) ReadEndpoint(JsonFields fields, string? keptUrl, string? keptSecret)
    {
        if (!fields.Has(SettingsFields.Url)) fields.Wrong(SettingsFields.Url, "is missing");
        string? url = fields.Text(SettingsFields.Url);
        if (url is not null && (CallLimits.FindUrlProblem(url) ?? outgoing.FindUrlProblem(url)) is { } problem) fields.Wrong(SettingsFields.Url, problem);
        string? secret = fields.Text(SettingsFields.Secret);
        // Kept for the same address only: a caller that changes the address must not receive requests signed with the old secret.
        if (secret is null or SettingsView.Masked) secret = keptUrl == url ? keptSecret ?? "" : "";
        if (secret.Length < BusinessLimits.SecretLength.Min) fields.Wrong(SettingsFields.Secret, $"must have {BusinessLimits.SecretLength} characters; send it with the url, since a secret is kept for an unchanged url only");
        return (url, secret);
    }

    /// <summary>Attempts at a fixed interval: the daily call is dialed at 21:00, 21:30 and 22:00 [S2.13].</summary>
    private static CallTemplate ReadRoster(JsonFields fields, CallTemplate? now)
    {
        CallTemplate template = ReadTemplate(fields, "roster", now);
        return template with { Rules = template.Rules with { Retry = template.Rules.Retry is { } retry ? retry with { Factor = 1 } : null } };
    }

    private static CallTemplate ReadTemplate(JsonFields fields, string name, CallTemplate? now)
    {
        CallSettings settings = CallSettings.Read(fields, now?.Rules.TimeZone);
        fields.RefuseLeft($"field of a {name}");
        if (settings.Rules?.Deadline is not null) fields.Wrong(KeptData.Deadline, $"is not allowed in a {name}; remove it");
        if (settings.Left is not null) fields.Wrong(KeptData.CallConfig, "holds an unknown field, or a variable that is not a string; remove the field, or write the variable in quotes");
        return new CallTemplate
        {
            Priority = settings.Priority ?? Priority.Normal,
            Script = settings.Script ?? new CallScript(),
            Rules = settings.Rules ?? new CallRules(),
        };
    }

    private static string? ReadCountry(JsonFields fields)
    {
        if (fields.TextOrNumber(SettingsFields.DefaultCountry) is not { } text) return null;
        if (NumberReader.CountryOf(text) is { } country) return country;
        fields.Wrong(SettingsFields.DefaultCountry, NumberReader.FindCountryProblem(text)!);
        return null;
    }
}
