using CallQueue.Calls;
using CallQueue.Fences;
using CallQueue.Fields;
using CallQueue.Rates;
using CallQueue.Validation;

namespace CallQueue.Businesses;

/// <summary>The fields of a business's settings.</summary>
internal static class SettingsFields
{
    private const string Usual = "the profile's, else the deployment's for new businesses";

    public static WholeField RateCount { get; } = new("count", RateRule.Counts) { Description = "At most so many dials in the period.", Unit = "dials" };

    public static WholeField CapCount { get; } = new("count", BusinessLimits.CapCounts) { Description = "At most so many dials of one number in the period.", Unit = "dials" };

    public static SecondsField Period { get; } = new("period_seconds", RateRule.Periods) { Description = "The length of the sliding period.", IsExact = true, Default = 1 };

    public static FieldTable Rate { get; } = new("RateBody", "A limit of dials in any period of that length.", [RateCount], [Period]);

    public static FieldTable Cap { get; } = new("ContactCapBody", "How often one number may be called in any period of that length.", [CapCount], [Period]);

    public static TextField Profile { get; } = new("profile", CallLimits.NameLength) { Description = "Whose defaults these settings begin with.", Words = BusinessProfiles.Names, Without = "the deployment's defaults for new businesses" };

    public static TextField Carrier { get; } = new("carrier", CallLimits.NameLength) { Description = "The deployment's carrier; no other can be chosen.", Without = "the deployment's carrier" };

    public static WholeField Slots { get; } = new("slots", BusinessLimits.Slots) { Description = "The most calls that may be live at once.", Unit = "calls at once", Without = Usual };

    public static WholeField Agents { get; } = new("agents", BusinessLimits.Slots)
    {
        Description = "Agents who talk to the people, one at a time. No more calls are live at once than there are agents, less agents_reserved.", Unit = "agents", Without = "only slots counts",
    };

    public static WholeField AgentsReserved { get; } = new("agents_reserved", BusinessLimits.Slots) { Description = "Agents who are kept free for people who call in. It needs agents.", Unit = "agents", Without = "none" };

    public static ListField RateLimits { get; } = new("rate_limits", BusinessLimits.MostRates, Rate) { Description = "Limits of dials. All of them apply.", Without = Usual };

    public static WholeField MaxAttempts { get; } = new("max_attempts", CallLimits.Attempts) { Description = "Attempts in all, the first included.", Unit = "attempts", Default = RetryPolicy.Default.MaxAttempts };

    public static SecondsField Delay { get; } = new("delay_seconds", CallLimits.RetryDelay)
    {
        Description = "From the end of one attempt to the next.", IsExact = true, Default = RetryPolicy.Default.Delay.TotalSeconds,
    };

    public static NumberField Factor { get; } = new("factor", CallLimits.RetryFactor) { Description = "Each further delay is this many times the one before.", Unit = "times", Default = 1 };

    public static ListField RetryOn { get; } = new("retry_on", 10)
    {
        Description = "Outcomes worth another attempt.", Item = () => Shapes.OneOf("busy", "no_answer", "no-answer", "failed", "rejected", "voicemail", "no_agent"), Without = "busy, no_answer and failed",
    };

    public static FieldTable Retry { get; } = new("RetryBody", "When a person who was not reached is called again.", [], [MaxAttempts, Delay, Factor, RetryOn]);

    public static ObjectField RetryPolicyField { get; } = new("retry", Retry) { Description = "When a person who was not reached is called again.", Without = Usual };

    public static SecondsField RingTimeout { get; } = new("ring_timeout", CallLimits.RingTimeout) { Description = "How long it may ring.", Without = Usual };

    public static NameField Number { get; } = new("number") { Description = "The caller id, with its country code.", Form = "E.164, such as +12025550199", Without = "the carrier account's" };

    public static TextField CallerId { get; } = new("number", CallFields.NumberLength) { Description = "A number that the calls may show.", Form = "E.164, such as +12025550199" };

    public static WholeField DailyCap { get; } = new("daily_cap", CallerIds.CallerId.DailyCaps) { Description = "At most so many dials with the number in a day of the business's time zone.", Unit = "dials", Without = "no limit" };

    public static FieldTable CallerIdTable { get; } = new("CallerIdBody", "A number that the calls may show.", [CallerId], [DailyCap]);

    public static ListField CallerIdPool { get; } = new("caller_ids", CallerIds.CallerId.MostNumbers, CallerIdTable)
    {
        Description = "The numbers that its calls show, where neither the call nor its run has a from: numbers, or objects of a number and its daily_cap. They take the place of number.",
        Item = () => Shapes.Text(CallFields.NumberLength), Without = "number",
    };

    public static TextField CallerIdPolicy { get; } = new("caller_id_policy", CallLimits.NameLength)
    {
        Description = "Which of caller_ids a dial shows: sticky, the same to one person; fixed, the first that can be used; local, the nearest to the person's number; round_robin, the next one. It needs caller_ids.",
        Words = CallerIds.CallerIdWords.All, Without = "sticky",
    };

    public static NameField DefaultCountry { get; } = new("default_country") { Description = "Where telephone numbers without country code belong: an ISO 3166 code such as US, or a calling code such as 44.", Without = "numbers need a country code" };

    public static WholeField Completed { get; } = new("completed", BusinessLimits.Remembered) { Description = "The most completed calls that are kept.", Unit = "calls", Without = Usual };

    public static WholeField Failed { get; } = new("failed", BusinessLimits.Remembered) { Description = "The most failed calls that are kept.", Unit = "calls", Without = Usual };

    public static SecondsField Age { get; } = new("age_seconds", BusinessLimits.RetentionAge) { Description = "How long ended calls are kept.", Without = Usual };

    public static FieldTable Retention { get; } = new("RetentionBody", "How many ended calls are kept, and for how long.", [], [Completed, Failed, Age]);

    public static ObjectField RetentionField { get; } = new("retention", Retention) { Description = "How many ended calls are kept, and for how long.", Without = Usual };

    public static TextField Url { get; } = new("url", BusinessLimits.UrlLength) { Description = "The app's endpoint.", Form = "absolute https URL", Format = "uri" };

    public static TextField Secret { get; } = new("secret", BusinessLimits.SecretLength.Max)
    {
        Description = $"Signs the requests to the endpoint. It has {BusinessLimits.SecretLength} characters and is never shown.", Without = "the stored one, while the url is the same",
    };

    public static ObjectField Webhook { get; } = new("webhook", new FieldTable("WebhookBody", "The app's endpoint for events.", [Url], [Secret])) { Description = "Where the app is notified of calls and runs that ended.", Without = "nowhere" };

    public static SecondsField VetoTimeout { get; } = new("timeout_seconds", BusinessLimits.VetoTimeout) { Description = "How long an answer may take.", IsExact = true, Default = 5 };

    public static TextField OnTimeout { get; } = new("on_timeout", CallLimits.NameLength)
    {
        Description = "What happens without an answer: hold, which asks again after a minute, or dial.", Words = [VetoView.Dial, VetoView.Hold], Default = VetoView.Hold,
    };

    public static FieldTable Veto { get; } = new("VetoBody", "The app's endpoint that is asked before each dial.", [Url], [Secret, VetoTimeout, OnTimeout]);

    public static ObjectField VetoField { get; } = new("veto", Veto) { Description = "Whom to ask before each dial.", Without = "nobody" };

    public static FieldTable Template { get; } = new(
        "CallTemplateBody", "A call that the product creates by itself.", [], [.. CallFields.Settings.Where(field => field != CallFields.Deadline)], CallFields.Deadline);

    public static ObjectField Callback { get; } = new("callback", Template) { Description = "The call back for a message.", Without = "nobody is called back" };

    public static ObjectField Roster { get; } = new("roster", Template) { Description = "What the daily calls of the roster have in common.", Without = "the business's settings" };

    public static ListField ContactCaps { get; } = new("contact_caps", BusinessLimits.MostCaps, Cap) { Description = "How often one number may be called, over all runs. All of them apply.", Without = "no limit" };

    public static WholeField RecentlyCalledHours { get; } = new("recently_called_hours", BusinessLimits.RecentlyCalledHours)
    {
        Description = "A list with people who were called within this time, in any run, is refused unless it says again. 0 never asks.", Unit = "hours", Default = BusinessLimits.UsualRecentlyCalledHours,
    };

    public static ListField Trunks { get; } = new("trunks", BusinessLimits.MostTrunks)
    {
        Description = "The carrier accounts that the business dials through, the preferred one first: names of carriers such as twilio, or ids of trunks. A call goes to the first that accepts calls and has a free channel.",
        Item = () => Shapes.Text(CallLimits.NameLength), Without = "all trunks of the deployment, in its order",
    };

    public static ListField Countries { get; } = new("countries", FenceLimits.MostCountries)
    {
        Description = "The countries that the business may call: ISO 3166 codes such as US, or * for every country. Premium, satellite and high-risk numbers need more: see prefixes.",
        Item = () => Shapes.Text(CallLimits.NameLength), Without = "those of its numbers and its default_country; for a business that is older than fences, every country",
    };

    public static ListField Prefixes { get; } = new("prefixes", FenceLimits.MostPrefixes)
    {
        Description = "Beginnings of numbers that the business may call too, such as +4420. Premium, personal and satellite numbers are called only by a prefix.",
        Item = () => Shapes.Text(@"^\+[1-9]\d{0,14}$"), Without = "none",
    };

    public static FlagField HoldOnJump { get; } = new("hold_on_jump") { Description = "Whether ten times the usual dials in an hour hold the business until its owner confirms.", Default = true };

    public static WholeField LedgerDays { get; } = new("ledger_days", BusinessLimits.LedgerDays)
    {
        Description = "How long each dial's rows of the dial ledger are kept. Rows that are too old are dropped by pages; what is left can still be verified.", Unit = "days", Default = BusinessLimits.UsualLedgerDays,
    };

    /// <summary>The body of PUT /api/businesses/{id}.</summary>
    public static FieldTable Settings { get; } = new(
        "SettingsBody", "The settings of a business.", [],
        [
            Profile, Slots, Agents, AgentsReserved, RateLimits, CallFields.Window, CallFields.TimeZone, RingTimeout, CallFields.MaxDuration, .. MachineFields.All, RetryPolicyField, RetentionField, Carrier, Number, CallerIdPool, CallerIdPolicy, DefaultCountry, Webhook, Callback, Roster,
            ContactCaps, VetoField, RecentlyCalledHours, LedgerDays, Countries, Prefixes, Trunks, .. UsageFields.All, HoldOnJump,
        ])
    {
        Unknown = UnknownFields.AsShown,
        Notes = new Dictionary<Field, string>
        {
            [CallFields.TimeZone] = "It applies to numbers whose own zone is unknown.",
            [MachineFields.Machine] = "A call's own and its run's go before.",
        },
        Example = """
            {"profile":"prosaas","slots":3,"agents":20,"agents_reserved":2,"rate_limits":[{"count":10,"period_seconds":60}],"window":"09:00-21:00","timezone":"Europe/Berlin",
             "retry":{"max_attempts":3,"delay_seconds":1800,"factor":1,"retry_on":["busy","no_answer"]},
             "retention":{"completed":100,"failed":500,"age_seconds":604800},"number":"+12025550199",
             "caller_ids":["+12025550199",{"number":"+14155550123","daily_cap":200}],"caller_id_policy":"local",
             "callback":{"priority":"high","message":"You asked us to call you back."},
             "roster":{"message":"Hello {{name}}, this is your daily call.","max_retries":2},
             "contact_caps":[{"count":3,"period_seconds":86400}],
             "veto":{"url":"https://app.example.com/eligible","secret":"0123456789abcdef","timeout_seconds":5,"on_timeout":"hold"},"recently_called_hours":24,"ledger_days":1826,
             "countries":["US","CA"],"prefixes":["+4420"],"dials_per_hour":500,"dials_per_day":3000,"minutes_per_day":2000,"hold_on_jump":true}
            """,
    };

    /// <summary>The body of PATCH /api/businesses/{id}.</summary>
    public static FieldTable Changed { get; } = Settings.AsChange("SettingsChangeBody", "Settings to change.", """{"slots":5,"window":"09:00-20:00"}""");
}
