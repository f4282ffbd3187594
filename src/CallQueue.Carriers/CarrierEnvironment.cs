using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Simulated;
using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers;

/// <summary>
/// Builds the process's carrier from environment variables. <c>CALL_CARRIER</c> (twilio, plivo, callkaro or simulated) decides; without
/// it the carrier whose credentials are there; without any, the simulated one.
/// </summary>
/// <remarks>
/// Read are TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_AUTH_TOKEN_NEXT (while tokens are rotated), TWILIO_NUMBER,
/// TWILIO_BASE_URL; the same for Plivo with PLIVO_AUTH_ID; PUBLIC_URL (where the carrier reaches this server),
/// AGENT_SERVER_URL (the voice agent of scripts that name none) and CALLQUEUE_ABSENCE_SECONDS, which shortens
/// <see cref="ICarrier.AbsenceBelievedAfter"/> (and requests to half of it) for carriers on loopback: against a real carrier a
/// short time calls people twice. CALLQUEUE_REHEARSAL says whether a base URL is a carrier lab's: see <see cref="Rehearsal"/>.
/// For CallKaro: CALLKARO_API_KEY, CALLKARO_AGENT_ID, CALLKARO_BASE_URL, CALLKARO_WEBHOOK_SECRET, CALLKARO_WEBHOOK_SECRET_NEXT,
/// CALLKARO_GIVE_UP_SECONDS, and for what its documentation leaves open CALLKARO_CALL_PATH, CALLKARO_STATUS_PATH,
/// CALLKARO_KEY_HEADER, CALLKARO_SIGNATURE_HEADER and CALLKARO_TIMESTAMP_HEADER.
/// </remarks>
public static class CarrierEnvironment
{
    /// <summary>Reads the variables and builds the carrier. Never throws because of their values.</summary>
    /// <param name="variable">Gives a variable's value by name; null or empty: not set.</param>
    /// <param name="simulated">How the simulated carrier behaves, should it be chosen.</param>
    /// <param name="time">The clock.</param>
    public static CarrierChoice Read(Func<string, string?> variable, SimulatedOptions simulated, TimeProvider time)
    {
        var read = new CarrierVariables(variable);
        string? chosen = read.Text("CALL_CARRIER")?.ToUpperInvariant();
        return chosen switch
        {
            "TWILIO" => Twilio(read, time),
            "PLIVO" => Plivo(read, time),
            "CALLKARO" => CallKaro(read, time),
            "SIMULATED" => Simulated(simulated, time, "because CALL_CARRIER says so"),
            not null => Refuse("CALL_CARRIER", $"must be twilio, plivo, callkaro or simulated; got '{read.Text("CALL_CARRIER")}'"),
            null => ByCredentials(read, simulated, time),
        };
    }

    /// <summary>The carrier that credentials are set for; null when for none, or for several.</summary>
    /// <param name="variable">Gives a variable's value by name; null or empty: not set.</param>
    public static string? NameByCredentials(Func<string, string?> variable) => NamesByCredentials(new CarrierVariables(variable)) is [var name] ? name : null;

    private static CarrierChoice ByCredentials(CarrierVariables read, SimulatedOptions simulated, TimeProvider time) => NamesByCredentials(read) switch
    {
        [] => Simulated(simulated, time, "because none of TWILIO_ACCOUNT_SID, PLIVO_AUTH_ID and CALLKARO_API_KEY is set"),
        ["twilio"] => Twilio(read, time),
        ["plivo"] => Plivo(read, time),
        ["callkaro"] => CallKaro(read, time),
        var several => Refuse("CALL_CARRIER", $"is missing; set it to {string.Join(" or ", several)}, since credentials are set for each"),
    };

    private static string[] NamesByCredentials(CarrierVariables read)
    {
        (string Variable, string Carrier)[] all = [("TWILIO_ACCOUNT_SID", "twilio"), ("PLIVO_AUTH_ID", "plivo"), ("CALLKARO_API_KEY", "callkaro")];
        return [.. all.Where(one => read.Text(one.Variable) is not null).Select(one => one.Carrier)];
    }

    private static CarrierChoice Simulated(SimulatedOptions options, TimeProvider time, string why)
    {
        if (options.FindProblem() is { } problem) return Refuse("CALL_CARRIER", $"can't be simulated: {problem}");
        var carrier = new SimulatedCarrier(options, time);
        return new CarrierChoice.Chosen(carrier, null, null, carrier, $"Calls are SIMULATED, nobody is phoned, {why}.");
    }

    private static CarrierChoice Twilio(CarrierVariables read, TimeProvider time)
    {
        var options = new TwilioOptions
        {
            AccountSid = read.Required("TWILIO_ACCOUNT_SID", "set it to the account SID from the Twilio console"),
            AuthToken = read.Required("TWILIO_AUTH_TOKEN", "without it requests are rejected and webhooks can't be verified"),
            OtherAuthToken = read.Text("TWILIO_AUTH_TOKEN_NEXT"),
            Number = read.Number("TWILIO_NUMBER"),
            PublicUrl = read.PublicUrl(),
            AgentUrl = read.AgentUrl(),
        };
        TimeSpan absence = read.Seconds("CALLQUEUE_ABSENCE_SECONDS") ?? options.AbsenceBelievedAfter;
        options = options with
        {
            BaseUrl = read.BaseUrl("TWILIO_BASE_URL") ?? options.BaseUrl,
            AbsenceBelievedAfter = absence,
            RequestTimeout = Shorter(options.RequestTimeout, absence / 2),
        };
        CarrierKind kind = Rehearsal.Kind(read, "TWILIO_BASE_URL");
        if (read.HasProblem) return read.Problem;
        // The only remaining problem is the form of the account's SID.
        if (options.FindProblem() is { } problem) return new CarrierChoice.Refused("TWILIO_ACCOUNT_SID", $"TWILIO_ACCOUNT_SID: {problem}");
        var carrier = new TwilioCarrier(options, CarrierHttpClients.Create(kind, options.BaseUrl), time);
        string sentence = Sentence(kind, "Twilio", carrier, options.Number, options.BaseUrl);
        return new CarrierChoice.Chosen(carrier, new TwilioWebhooks(options), carrier.Callbacks, null, sentence) { Kind = kind };
    }

    private static CarrierChoice Plivo(CarrierVariables read, TimeProvider time)
    {
        var options = new PlivoOptions
        {
            AuthId = read.Required("PLIVO_AUTH_ID", "set it to the auth id from the Plivo console"),
            AuthToken = read.Required("PLIVO_AUTH_TOKEN", "without it requests are rejected and webhooks can't be verified"),
            OtherAuthToken = read.Text("PLIVO_AUTH_TOKEN_NEXT"),
            Number = read.Number("PLIVO_NUMBER"),
            PublicUrl = read.PublicUrl(),
            AgentUrl = read.AgentUrl(),
        };
        TimeSpan absence = read.Seconds("CALLQUEUE_ABSENCE_SECONDS") ?? options.AbsenceBelievedAfter;
        options = options with
        {
            BaseUrl = read.BaseUrl("PLIVO_BASE_URL") ?? options.BaseUrl,
            AbsenceBelievedAfter = absence,
            RequestTimeout = Shorter(options.RequestTimeout, absence / 2),
        };
        CarrierKind kind = Rehearsal.Kind(read, "PLIVO_BASE_URL");
        if (read.HasProblem) return read.Problem;
        if (options.FindProblem() is { } problem) return new CarrierChoice.Refused("PLIVO_AUTH_ID", $"PLIVO_AUTH_ID or PUBLIC_URL: {problem}");
        var carrier = new PlivoCarrier(options, CarrierHttpClients.Create(kind, options.BaseUrl), time);
        string sentence = Sentence(kind, "Plivo", carrier, options.Number, options.BaseUrl);
        return new CarrierChoice.Chosen(carrier, new PlivoWebhooks(options), carrier.Callbacks, null, sentence) { Kind = kind };
    }

    private static CarrierChoice CallKaro(CarrierVariables read, TimeProvider time)
    {
        var standard = new CallKaroOptions { ApiKey = "", AgentId = "" };
        CallKaroOptions options = standard with
        {
            ApiKey = read.Required("CALLKARO_API_KEY", "set it to the API key from the CallKaro dashboard"),
            AgentId = read.Required("CALLKARO_AGENT_ID", "set it to the id of the agent that speaks"),
            BaseUrl = read.BaseUrl("CALLKARO_BASE_URL") ?? standard.BaseUrl,
            CallPath = read.Text("CALLKARO_CALL_PATH") ?? standard.CallPath,
            StatusPath = read.Text("CALLKARO_STATUS_PATH"),
            KeyHeader = read.Text("CALLKARO_KEY_HEADER") ?? standard.KeyHeader,
            WebhookSecret = read.Text("CALLKARO_WEBHOOK_SECRET"),
            OtherWebhookSecret = read.Text("CALLKARO_WEBHOOK_SECRET_NEXT"),
            SignatureHeader = read.Text("CALLKARO_SIGNATURE_HEADER") ?? standard.SignatureHeader,
            TimestampHeader = read.Text("CALLKARO_TIMESTAMP_HEADER") ?? standard.TimestampHeader,
            GivenUpAfter = read.Seconds("CALLKARO_GIVE_UP_SECONDS") ?? standard.GivenUpAfter,
        };
        CarrierKind kind = Rehearsal.Kind(read, "CALLKARO_BASE_URL");
        if (read.HasProblem) return read.Problem;
        if (options.FindProblem() is { } problem) return Refuse(VariableOf(problem), $"can't be used: {problem}");
        var carrier = new CallKaroCarrier(options, CarrierHttpClients.Create(kind, options.BaseUrl), time);
        string sentence = Rehearsal.Sentence(kind, $"CallKaro's agent {options.AgentId}", options.BaseUrl, ". Point its webhooks to /api/webhooks/call.");
        return new CarrierChoice.Chosen(carrier, new CallKaroWebhooks(options, time), null, null, sentence) { Kind = kind };
    }

    // A problem begins with the member's name.
    private static string VariableOf(string problem) => problem.Split(' ')[0] switch
    {
        nameof(CallKaroOptions.ApiKey) => "CALLKARO_API_KEY",
        nameof(CallKaroOptions.AgentId) => "CALLKARO_AGENT_ID",
        nameof(CallKaroOptions.CallPath) => "CALLKARO_CALL_PATH",
        nameof(CallKaroOptions.StatusPath) => "CALLKARO_STATUS_PATH",
        nameof(CallKaroOptions.KeyHeader) => "CALLKARO_KEY_HEADER",
        nameof(CallKaroOptions.SignatureHeader) => "CALLKARO_SIGNATURE_HEADER",
        nameof(CallKaroOptions.TimestampHeader) => "CALLKARO_TIMESTAMP_HEADER",
        _ => "CALLKARO_GIVE_UP_SECONDS",
    };

    // An earlier conclusion that a call was not placed requires an earlier end of sending.
    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static string Sentence(CarrierKind kind, string name, ICarrier carrier, PhoneNumber number, string baseUrl) =>
        Rehearsal.Sentence(kind, $"{name} account {carrier.Trunk.Value[(carrier.Name.Length + 1)..]}", baseUrl, $", from {number.Masked}.");

    private static CarrierChoice.Refused Refuse(string variable, string problem) => new(variable, $"{variable} {problem}");
}
