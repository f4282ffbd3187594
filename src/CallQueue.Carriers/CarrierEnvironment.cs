using CallQueue.Carriers.Simulated;

namespace CallQueue.Carriers;

/// <summary>
/// Builds the process's carrier from environment variables. <c>CALL_CARRIER</c> (twilio, plivo or simulated) decides; without
/// it the carrier whose credentials are there; without any, the simulated one.
/// </summary>
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

    private static CarrierChoice.Refused Twilio(CarrierVariables read, TimeProvider time) => Refuse("CALL_CARRIER", "twilio is not built yet");

    private static CarrierChoice.Refused Plivo(CarrierVariables read, TimeProvider time) => Refuse("CALL_CARRIER", "plivo is not built yet");

    private static CarrierChoice.Refused Refuse(string variable, string problem) => new(variable, $"{variable} {problem}");
}
