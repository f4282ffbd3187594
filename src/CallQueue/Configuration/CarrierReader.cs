using CallQueue.Carriers;
using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.SignalWire;
using CallQueue.Carriers.Simulated;
using CallQueue.Carriers.Twilio;

namespace CallQueue.Configuration;

/// <summary>
/// Reads which carrier places the calls: <c>CALL_CARRIER</c>, else the carrier whose credentials are set, else the simulated
/// one.
/// </summary>
internal static class CarrierReader
{
    private static readonly string[] Real = ["twilio", "plivo", "signalwire", "callkaro"];
    private const string TokenNeeded = "without it requests are rejected and webhooks can't be verified";
    private const string UrlNeeded = "the carrier must be able to reach this server, or it could not report the progress of calls";
    private const string NumberNeeded = "set it to the caller id, a number of the account in E.164 such as +442079460100";

    /// <summary>The carrier's name. With credentials of several carriers and no choice a problem is noted.</summary>
    public static string Name(SettingValues settings)
    {
        if (settings.Word(SettingTable.Carrier) is { } chosen) return chosen;
        (Setting Setting, string Carrier)[] all = [(SettingTable.TwilioSid, "twilio"), (SettingTable.PlivoId, "plivo"), (SettingTable.SignalWireProject, "signalwire"), (SettingTable.CallKaroKey, "callkaro")];
        string[] names = [.. all.Where(one => settings.IsSet(one.Setting)).Select(one => one.Carrier)];
        if (names.Length > 1) settings.Fail(SettingTable.Carrier, $"is missing; set it to {string.Join(" or ", names)}, since credentials are set for each, and FALLBACK_CARRIERS to the rest if calls may go there too");
        return names.Length == 0 ? "simulated" : names[0];
    }

    /// <summary>The carrier's options; what is missing or wrong is noted.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="simulated">How the simulated carrier behaves, should it be used.</param>
    public static CarrierOptions Read(SettingValues settings, SimulatedOptions simulated)
    {
        return Read(settings, Name(settings), simulated);
    }

    /// <summary>The carriers beside the first, in their order; what is missing or wrong is noted.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="first">The first.</param>
    public static IReadOnlyList<CarrierOptions> Fallbacks(SettingValues settings, CarrierOptions first)
    {
        List<CarrierOptions> fallbacks = [];
        foreach (string name in FallbackNames(settings))
        {
            if (FindProblem(name, first, fallbacks) is { } problem)
            {
                settings.Fail(SettingTable.Fallbacks, problem);
                break;
            }

            CarrierOptions options = Read(settings, name, new SimulatedOptions());
            fallbacks.Add(options);
            if (options.Kind != first.Kind) settings.Fail(SettingTable.Fallbacks, $"must not mix real calls and rehearsals: the calls of {first.Name} are {first.Kind.Name()}, those of {name} {options.Kind.Name()}");
        }

        return fallbacks;
    }

    /// <summary>What FALLBACK_CARRIERS names, in its order.</summary>
    public static IReadOnlyList<string> FallbackNames(SettingValues settings) =>
        settings.Text(SettingTable.Fallbacks)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToLowerInvariant()).ToArray() ?? [];

    private static string? FindProblem(string name, CarrierOptions first, List<CarrierOptions> before) =>
        first is CarrierOptions.Simulated ? "needs a carrier before it: set CALL_CARRIER and its credentials"
        : !Real.Contains(name) ? $"must name {string.Join(", ", Real)}; got '{name}'"
        : name == first.Name ? $"names {name}, which is the first carrier already"
        : before.Exists(one => one.Name == name) ? $"names {name} twice"
        : null;

    private static CarrierOptions Read(SettingValues settings, string name, SimulatedOptions simulated)
    {
        int before = settings.Problems.Count;
        CarrierOptions options = name switch
        {
            "twilio" => Twilio(settings),
            "plivo" => Plivo(settings),
            "signalwire" => SignalWire(settings),
            "callkaro" => CallKaro(settings),
            _ => Simulated(settings, simulated),
        };
        options = options with { IsRehearsal = IsRehearsal(settings, options) };
        if (settings.Problems.Count == before && options.FindProblem() is { } problem) Fail(settings, options, problem);
        return options;
    }

    private static bool? IsRehearsal(SettingValues settings, CarrierOptions options)
    {
        if (settings.Word(SettingTable.Rehearsal) is not { } word) return null;
        if (word == "true" && BaseUrlOf(options) is { } setting && !settings.IsSet(setting))
            settings.Fail(SettingTable.Rehearsal, $"needs {setting.Name}, which is not set: calls would go to the carrier itself. Set it to the URL of a carrier lab");
        return word == "true";
    }

    private static Setting? BaseUrlOf(CarrierOptions options) => options switch
    {
        CarrierOptions.Twilio => SettingTable.TwilioBaseUrl,
        CarrierOptions.Plivo => SettingTable.PlivoBaseUrl,
        CarrierOptions.SignalWire => SettingTable.SignalWireSpace,
        CarrierOptions.CallKaro => SettingTable.CallKaroBaseUrl,
        _ => null,
    };

    private static CarrierOptions.Simulated Simulated(SettingValues settings, SimulatedOptions behavior) => new(behavior, settings.Find(SettingTable.Carrier) is { } value
        ? $"because CALL_CARRIER says so ({value.Origin})"
        : "because none of TWILIO_ACCOUNT_SID, PLIVO_AUTH_ID, SIGNALWIRE_PROJECT_ID and CALLKARO_API_KEY is set") { HasAgent = settings.Text(SettingTable.AgentUrl) is not null };

    private static CarrierOptions.Twilio Twilio(SettingValues settings)
    {
        var options = new TwilioOptions
        {
            AccountSid = settings.Required(SettingTable.TwilioSid, "set it to the account SID from the Twilio console"),
            AuthToken = settings.Required(SettingTable.TwilioToken, TokenNeeded),
            OtherAuthToken = settings.Text(SettingTable.TwilioNextToken),
            ApiKeySid = BothOrNone(settings, SettingTable.TwilioApiKey, SettingTable.TwilioApiSecret),
            ApiKeySecret = BothOrNone(settings, SettingTable.TwilioApiSecret, SettingTable.TwilioApiKey),
            MainAccountSid = BothOrNone(settings, SettingTable.TwilioMainSid, SettingTable.TwilioMainToken),
            MainAuthToken = BothOrNone(settings, SettingTable.TwilioMainToken, SettingTable.TwilioMainSid),
            Number = Number(settings, SettingTable.TwilioNumber),
            PublicUrl = settings.Required(SettingTable.PublicUrl, UrlNeeded),
            AgentUrl = settings.Text(SettingTable.AgentUrl),
            NoAgentMessage = settings.IsSet(SettingTable.AgentSessionsPath) ? settings.Text(SettingTable.NoAgentMessage) : null,
            BaseUrl = TwilioUrl(settings),
            Events = Events(settings),
        };
        TimeSpan absence = settings.FindSeconds(SettingTable.Absence) ?? options.AbsenceBelievedAfter;
        return new CarrierOptions.Twilio(options with { AbsenceBelievedAfter = absence, RequestTimeout = Shorter(options.RequestTimeout, absence / 2) });
    }

    private static string? BothOrNone(SettingValues settings, Setting setting, Setting other) =>
        settings.IsSet(other) ? settings.Required(setting, $"it is needed beside {other.Name}") : settings.Text(setting);

    private static string TwilioUrl(SettingValues settings)
    {
        string baseUrl = settings.Text(SettingTable.TwilioBaseUrl)!;
        (string? region, string? edge) = (settings.Text(SettingTable.TwilioRegion), settings.Text(SettingTable.TwilioEdge));
        if (region is null && edge is null) return baseUrl;
        if (settings.IsSet(SettingTable.TwilioBaseUrl)) settings.Fail(SettingTable.TwilioBaseUrl, "conflicts with TWILIO_REGION and TWILIO_EDGE; set the region's host here, or only these");
        if (TwilioRegions.BaseUrl(region, edge) is { } url) return url;
        settings.Fail(SettingTable.TwilioEdge, $"is missing; set it to the edge of the region {region}");
        return baseUrl;
    }

    private static CarrierOptions.Plivo Plivo(SettingValues settings)
    {
        var options = new PlivoOptions
        {
            AuthId = settings.Required(SettingTable.PlivoId, "set it to the auth id from the Plivo console"),
            AuthToken = settings.Required(SettingTable.PlivoToken, TokenNeeded),
            OtherAuthToken = settings.Text(SettingTable.PlivoNextToken),
            Number = Number(settings, SettingTable.PlivoNumber),
            PublicUrl = settings.Required(SettingTable.PublicUrl, UrlNeeded),
            AgentUrl = settings.Text(SettingTable.AgentUrl),
            NoAgentMessage = settings.IsSet(SettingTable.AgentSessionsPath) ? settings.Text(SettingTable.NoAgentMessage) : null,
            BaseUrl = settings.Text(SettingTable.PlivoBaseUrl)!,
            Events = Events(settings),
        };
        TimeSpan absence = settings.FindSeconds(SettingTable.Absence) ?? options.AbsenceBelievedAfter;
        return new CarrierOptions.Plivo(options with { AbsenceBelievedAfter = absence, RequestTimeout = Shorter(options.RequestTimeout, absence / 2) });
    }

    private static CarrierOptions.SignalWire SignalWire(SettingValues settings)
    {
        var options = new SignalWireOptions
        {
            BaseUrl = settings.Required(SettingTable.SignalWireSpace, "set it to the address of the space, such as https://example.signalwire.com"),
            ProjectId = settings.Required(SettingTable.SignalWireProject, "set it to the project's id from the dashboard"),
            ApiToken = settings.Required(SettingTable.SignalWireToken, "without it requests are rejected"),
            SigningKey = settings.Required(SettingTable.SignalWireKey, "without it webhooks can't be verified"),
            OtherSigningKey = settings.Text(SettingTable.SignalWireNextKey),
            Number = Number(settings, SettingTable.SignalWireNumber),
            PublicUrl = settings.Required(SettingTable.PublicUrl, UrlNeeded),
            AgentUrl = settings.Text(SettingTable.AgentUrl),
            Events = Events(settings),
            InlineDocuments = settings.Word(SettingTable.SignalWireInline) == "true",
            TimeLimits = settings.Word(SettingTable.SignalWireTimeLimit) == "true",
        };
        TimeSpan absence = settings.FindSeconds(SettingTable.Absence) ?? options.AbsenceBelievedAfter;
        return new CarrierOptions.SignalWire(options with { AbsenceBelievedAfter = absence, RequestTimeout = Shorter(options.RequestTimeout, absence / 2) });
    }

    private static CarrierOptions.CallKaro CallKaro(SettingValues settings) => new(new CallKaroOptions
    {
        ApiKey = settings.Required(SettingTable.CallKaroKey, "set it to the API key from the CallKaro dashboard"),
        AgentId = settings.Required(SettingTable.CallKaroAgent, "set it to the id of the agent that speaks"),
        BaseUrl = settings.Text(SettingTable.CallKaroBaseUrl)!,
        CallPath = settings.Text(SettingTable.CallKaroCallPath)!,
        StatusPath = settings.Text(SettingTable.CallKaroStatusPath),
        KeyHeader = settings.Text(SettingTable.CallKaroKeyHeader)!,
        WebhookSecret = settings.Text(SettingTable.CallKaroSecret),
        OtherWebhookSecret = settings.Text(SettingTable.CallKaroNextSecret),
        SignatureHeader = settings.Text(SettingTable.CallKaroSignatureHeader)!,
        TimestampHeader = settings.Text(SettingTable.CallKaroTimestampHeader)!,
        GivenUpAfter = TimeSpan.FromSeconds(settings.Whole(SettingTable.CallKaroGiveUp)),
    });

    /// <summary>Who signs POST /api/webhooks/call beside a carrier that is not CallKaro.</summary>
    public static CallKaroOptions Provider(SettingValues settings)
    {
        var options = new CallKaroOptions
        {
            ApiKey = "none",
            AgentId = "none",
            WebhookSecret = settings.Text(SettingTable.CallKaroSecret),
            OtherWebhookSecret = settings.Text(SettingTable.CallKaroNextSecret),
            SignatureHeader = settings.Text(SettingTable.CallKaroSignatureHeader)!,
            TimestampHeader = settings.Text(SettingTable.CallKaroTimestampHeader)!,
        };
        if (options.FindProblem() is { } problem) Fail(settings, new CarrierOptions.CallKaro(options), problem);
        return options;
    }

    private static ReportedEvents Events(SettingValues settings) => settings.Word(SettingTable.Events) switch
    {
        "all" => ReportedEvents.All,
        "answered" => ReportedEvents.Answered,
        "ended" => ReportedEvents.Ended,
        _ => ReportedEvents.AsNeeded,
    };

    private static PhoneNumber Number(SettingValues settings, Setting setting)
    {
        string text = settings.Required(setting, NumberNeeded);
        return SettingForm.NumberOf(text) ?? default;
    }

    // Who believes in absence sooner must also give up sending sooner.
    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    /// <summary>A problem of the options begins with the name of the member.</summary>
    private static void Fail(SettingValues settings, CarrierOptions options, string problem)
    {
        string[] parts = problem.Split(' ', 2);
        settings.Fail(SettingOf(options, parts[0]), parts[1]);
    }

    private static Setting SettingOf(CarrierOptions options, string member) => (options, member) switch
    {
        (_, nameof(TwilioOptions.PublicUrl)) => SettingTable.PublicUrl,
        (_, nameof(TwilioOptions.BaseUrl)) => BaseUrlOf(options)!,
        (_, nameof(TwilioOptions.AgentUrl)) => SettingTable.AgentUrl,
        (_, nameof(TwilioOptions.AbsenceBelievedAfter) or nameof(TwilioOptions.RequestTimeout)) => SettingTable.Absence,
        (CarrierOptions.Twilio, nameof(TwilioOptions.AccountSid)) => SettingTable.TwilioSid,
        (CarrierOptions.Twilio, nameof(TwilioOptions.ApiKeySid)) => SettingTable.TwilioApiKey,
        (CarrierOptions.Twilio, nameof(TwilioOptions.MainAccountSid)) => SettingTable.TwilioMainSid,
        (CarrierOptions.Plivo, nameof(PlivoOptions.AuthId)) => SettingTable.PlivoId,
        (CarrierOptions.SignalWire, nameof(SignalWireOptions.ProjectId)) => SettingTable.SignalWireProject,
        (CarrierOptions.CallKaro, nameof(CallKaroOptions.ApiKey)) => SettingTable.CallKaroKey,
        (CarrierOptions.CallKaro, nameof(CallKaroOptions.AgentId)) => SettingTable.CallKaroAgent,
        (CarrierOptions.CallKaro, nameof(CallKaroOptions.CallPath)) => SettingTable.CallKaroCallPath,
        (CarrierOptions.CallKaro, nameof(CallKaroOptions.StatusPath)) => SettingTable.CallKaroStatusPath,
        (CarrierOptions.CallKaro, nameof(CallKaroOptions.KeyHeader)) => SettingTable.CallKaroKeyHeader,
        (CarrierOptions.CallKaro, nameof(CallKaroOptions.SignatureHeader)) => SettingTable.CallKaroSignatureHeader,
        (CarrierOptions.CallKaro, nameof(CallKaroOptions.TimestampHeader)) => SettingTable.CallKaroTimestampHeader,
        (CarrierOptions.CallKaro, nameof(CallKaroOptions.GivenUpAfter)) => SettingTable.CallKaroGiveUp,
        _ => SettingTable.Carrier,
    };
}
