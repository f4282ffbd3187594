using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Simulated;
using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers;

/// <summary>
/// Builds the process's carrier from environment variables. <c>CALL_CARRIER</c> (twilio, plivo or simulated) decides; without
/// it the carrier whose credentials are there; without any, the simulated one.
/// </summary>
/// <remarks>
/// Read are TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_AUTH_TOKEN_NEXT (while tokens are rotated), TWILIO_NUMBER,
/// TWILIO_BASE_URL; the same for Plivo with PLIVO_AUTH_ID; PUBLIC_URL (where the carrier reaches this server),
/// AGENT_SERVER_URL (the voice agent of scripts that name none) and CALLQUEUE_ABSENCE_SECONDS, which shortens
/// <see cref="ICarrier.AbsenceBelievedAfter"/> (and requests to half of it) for carriers on loopback: against a real carrier a
/// short time calls people twice.
/// </remarks>
public static class CarrierEnvironment
{
    /// <summary>Reads the variables and builds the carrier. Never throws for what they hold.</summary>
    /// <param name="variable">Gives a variable's value by name; null or empty: not set.</param>
    /// <param name="simulated">How the simulated carrier behaves, should it be chosen.</param>
    /// <param name="time">The clock.</param>
    public static CarrierChoice Read(Func<string, string?> variable, SimulatedOptions simulated, TimeProvider time)
    {
        var read = new CarrierVariables(variable);
        string? chosen = read.Text("CALL_CARRIER")?.ToUpperInvariant();
        bool twilio = read.Text("TWILIO_ACCOUNT_SID") is not null, plivo = read.Text("PLIVO_AUTH_ID") is not null;
        return chosen switch
        {
            "TWILIO" => Twilio(read, time),
            "PLIVO" => Plivo(read, time),
            "SIMULATED" => Simulated(simulated, time, "because CALL_CARRIER says so"),
            not null => Refuse("CALL_CARRIER", "must be twilio, plivo or simulated"),
            null when twilio && plivo => Refuse("CALL_CARRIER", "must say twilio or plivo: there are credentials for both"),
            null when twilio => Twilio(read, time),
            null when plivo => Plivo(read, time),
            _ => Simulated(simulated, time, "because neither TWILIO_ACCOUNT_SID nor PLIVO_AUTH_ID is set"),
        };
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
            AccountSid = read.Required("TWILIO_ACCOUNT_SID", "the account's SID, as the Twilio console shows it"),
            AuthToken = read.Required("TWILIO_AUTH_TOKEN", "without it requests are refused and webhooks can't be checked"),
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
        if (read.HasProblem) return read.Problem;
        // What is left is the form of the account's SID.
        if (options.FindProblem() is { } problem) return new CarrierChoice.Refused("TWILIO_ACCOUNT_SID", $"TWILIO_ACCOUNT_SID: {problem}");
        var carrier = new TwilioCarrier(options, CarrierHttpClients.Create(), time);
        return new CarrierChoice.Chosen(carrier, new TwilioWebhooks(options), carrier.Callbacks, null, Real("Twilio", carrier, options.Number, options.BaseUrl));
    }

    private static CarrierChoice Plivo(CarrierVariables read, TimeProvider time)
    {
        var options = new PlivoOptions
        {
            AuthId = read.Required("PLIVO_AUTH_ID", "the account's id, as the Plivo console shows it"),
            AuthToken = read.Required("PLIVO_AUTH_TOKEN", "without it requests are refused and webhooks can't be checked"),
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
        if (read.HasProblem) return read.Problem;
        if (options.FindProblem() is { } problem) return new CarrierChoice.Refused("PLIVO_AUTH_ID", $"PLIVO_AUTH_ID or PUBLIC_URL: {problem}");
        var carrier = new PlivoCarrier(options, CarrierHttpClients.Create(), time);
        return new CarrierChoice.Chosen(carrier, new PlivoWebhooks(options), carrier.Callbacks, null, Real("Plivo", carrier, options.Number, options.BaseUrl));
    }

    // Who believes in absence sooner must also give up sending sooner.
    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static string Real(string name, ICarrier carrier, PhoneNumber number, string baseUrl) =>
        $"Calls are REAL, through {name} account {carrier.Trunk.Value[(carrier.Name.Length + 1)..]} at {baseUrl}, from {number.Masked}.";

    private static CarrierChoice.Refused Refuse(string variable, string problem) => new(variable, $"{variable} {problem}");
}
