using CallQueue.Businesses;
using CallQueue.Calls;
using CallQueue.Fields;
using CallQueue.Trunks;

namespace CallQueue.Fences;

/// <summary>The fields of the operator's ceilings on a business.</summary>
internal static class CeilingsFields
{
    private const string None = "no ceiling";

    public static WholeField Slots { get; } = new("slots", BusinessLimits.Slots) { Description = "The most calls that may be live at once.", Unit = "calls at once", Without = None };

    public static ListField RateLimits { get; } = new("rate_limits", BusinessLimits.MostRates, SettingsFields.Rate) { Description = "Limits of dials. They apply beside the business's own.", Without = None };

    public static ListField ContactCaps { get; } = new("contact_caps", BusinessLimits.MostCaps, SettingsFields.Cap) { Description = "How often one number may be called. They apply beside the business's own.", Without = None };

    public static WholeField Completed { get; } = new("completed", BusinessLimits.Remembered) { Description = "The most completed calls that are kept.", Unit = "calls", Without = None };

    public static WholeField Failed { get; } = new("failed", BusinessLimits.Remembered) { Description = "The most failed calls that are kept.", Unit = "calls", Without = None };

    public static SecondsField Age { get; } = new("age_seconds", BusinessLimits.RetentionAge) { Description = "How long ended calls are kept at most.", Without = None };

    public static FieldTable Retention { get; } = new("RetentionCeilingBody", "How many ended calls are kept at most, and for how long.", [], [Completed, Failed, Age]);

    public static ObjectField RetentionField { get; } = new("retention", Retention) { Description = "How many ended calls are kept at most, and for how long.", Without = None };

    public static WholeField WaitingCalls { get; } = new("waiting_calls", FenceLimits.WaitingCalls) { Description = "The most calls that may wait, ready and delayed together. A request that exceeds it is rejected.", Unit = "calls", Without = None };

    public static WholeField Webhooks { get; } = new("webhooks", FenceLimits.Webhooks) { Description = "How many endpoints of the app are called at most: the webhook and the veto.", Unit = "endpoints", Without = None };

    public static ListField WebhookHosts { get; } = new("webhook_hosts", FenceLimits.MostHosts)
    {
        Description = "Hosts that these endpoints may have: app.example.com, or *.example.com for every host below it. An empty list allows none.", Item = () => Shapes.Text(BusinessLimits.UrlLength), Without = "any host",
    };

    public static SecondsField MaxDuration { get; } = new("max_duration", CallLimits.MaxDuration) { Description = "How long a call may last at most after the answer. Calls submitted earlier are cut to it too.", Without = None };

    public static ListField Numbers { get; } = new("numbers", FenceLimits.MostNumbers)
    {
        Description = "The caller ids of the business. A call with another one, or with none, shows the business's number, or else the first of the list.", Item = () => Shapes.Text(CallLimits.NameLength), Without = "any caller id",
    };

    public static ListField AnswerUrlHosts { get; } = new("answer_url_hosts", FenceLimits.MostHosts)
    {
        Description = "Hosts that an answer_url may have, as in webhook_hosts. An empty list allows none.", Item = () => Shapes.Text(BusinessLimits.UrlLength), Without = "any host",
    };

    public static ListField Countries { get; } = new("countries", FenceLimits.MostCountries)
    {
        Description = "The countries that the business may call at most: ISO 3166 codes such as US, or * for every country.", Item = () => Shapes.Text(CallLimits.NameLength), Without = "any, unless prefixes are given",
    };

    public static ListField Prefixes { get; } = new("prefixes", FenceLimits.MostPrefixes)
    {
        Description = "Beginnings of numbers that it may call too. With countries or prefixes given, premium, personal and satellite numbers are called only by a prefix.",
        Item = () => Shapes.Text(@"^\+[1-9]\d{0,14}$"), Without = "none",
    };

    public static WholeField TrunkWeight { get; } = new("trunk_weight", TrunkPart.Weights)
    {
        Description = "The part of a trunk's channels and dials per second that the business gets while others want them too: with 2 twice as much as a business with 1.", Unit = "parts", Without = "1",
    };

    public static WholeField ReservedChannels { get; } = new("reserved_channels", TrunkPart.Reservations)
    {
        Description = "Channels of its first trunk that are kept for the business, also while it does not call.", Unit = "channels", Without = "none",
    };

    /// <summary>The body of PUT /api/businesses/{id}/ceilings.</summary>
    public static FieldTable Ceilings { get; } = new(
        "CeilingsBody", "What a business may set at most. Its own settings may be lower.", [],
        [Slots, RateLimits, CallFields.Window, ContactCaps, RetentionField, WaitingCalls, Webhooks, WebhookHosts, MaxDuration, Numbers, AnswerUrlHosts, Countries, Prefixes, .. UsageFields.All, TrunkWeight, ReservedChannels])
    {
        Notes = new Dictionary<Field, string> { [CallFields.Window] = "Nobody is dialed outside these hours, whatever a call or the business says." },
        Example = """
            {"slots":10,"rate_limits":[{"count":5,"period_seconds":1}],"window":"08:00-21:00","contact_caps":[{"count":3,"period_seconds":86400}],
             "retention":{"completed":1000,"failed":1000,"age_seconds":2592000},"waiting_calls":100000,"webhooks":2,"webhook_hosts":["*.example.com"],
             "max_duration":900,"numbers":["+12025550199"],"answer_url_hosts":["voice.example.com"],
             "countries":["US","CA"],"prefixes":["+4420"],"dials_per_hour":1000,"dials_per_day":5000,"minutes_per_day":10000,"trunk_weight":2,"reserved_channels":5}
            """,
    };

    /// <summary>The body of PATCH /api/businesses/{id}/ceilings.</summary>
    public static FieldTable Changed { get; } = Ceilings.AsChange("CeilingsChangeBody", "Ceilings to change. null removes a ceiling.", """{"slots":5,"max_duration":600}""");
}
