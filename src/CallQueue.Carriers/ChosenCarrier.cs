using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.SignalWire;
using CallQueue.Carriers.Simulated;
using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers;

/// <summary>The carrier of a process, ready to dial.</summary>
/// <param name="Carrier">The carrier.</param>
/// <param name="Webhooks">Its callbacks' reader; null for the simulated one, which has none.</param>
/// <param name="Callbacks">Its callback URLs; null for the simulated one.</param>
/// <param name="Simulated">The simulated carrier, to attach a receiver to; null for every other carrier.</param>
/// <param name="Sentence">For the operator, shown at start; holds no secrets.</param>
public sealed record ChosenCarrier(ICarrier Carrier, ICarrierWebhooks? Webhooks, Callbacks? Callbacks, SimulatedCarrier? Simulated, string Sentence)
{
    /// <summary>Whether people are phoned.</summary>
    public CarrierKind Kind { get; init; } = Simulated is null ? CarrierKind.Real : CarrierKind.Simulated;

    /// <summary>Opens the carrier of valid options.</summary>
    /// <exception cref="ArgumentException">The options can't be used.</exception>
    /// <exception cref="IOException">The simulated carrier's ledger can't be used.</exception>
    public static ChosenCarrier Open(CarrierOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        return options switch
        {
            CarrierOptions.Twilio twilio => Open(twilio.Account, options.Kind, time),
            CarrierOptions.Plivo plivo => Open(plivo.Account, options.Kind, time),
            CarrierOptions.SignalWire signalWire => Open(signalWire.Project, options.Kind, time),
            CarrierOptions.CallKaro callKaro => Open(callKaro.Agent, options.Kind, time),
            CarrierOptions.Simulated simulated => Open(simulated, time),
            _ => throw new ArgumentOutOfRangeException(nameof(options)),
        };
    }

    private static ChosenCarrier Open(CarrierOptions.Simulated options, TimeProvider time)
    {
        var carrier = new SimulatedCarrier(options.Behavior, time) { Speech = options.Speech };
        return new ChosenCarrier(carrier, null, null, carrier, $"Calls are SIMULATED, nobody is phoned, {options.Why}.");
    }

    private static ChosenCarrier Open(TwilioOptions options, CarrierKind kind, TimeProvider time)
    {
        var carrier = new TwilioCarrier(options, CarrierHttpClients.Create(kind, options.BaseUrl), time);
        string sentence = Of(kind, "Twilio", carrier, options.Number, options.BaseUrl);
        return new ChosenCarrier(carrier, new TwilioWebhooks(options), carrier.Callbacks, null, sentence) { Kind = kind };
    }

    private static ChosenCarrier Open(PlivoOptions options, CarrierKind kind, TimeProvider time)
    {
        var carrier = new PlivoCarrier(options, CarrierHttpClients.Create(kind, options.BaseUrl), time);
        string sentence = Of(kind, "Plivo", carrier, options.Number, options.BaseUrl);
        return new ChosenCarrier(carrier, new PlivoWebhooks(options), carrier.Callbacks, null, sentence) { Kind = kind };
    }

    private static ChosenCarrier Open(SignalWireOptions options, CarrierKind kind, TimeProvider time)
    {
        TwilioCarrier carrier = SignalWireAccount.Carrier(options, CarrierHttpClients.Create(kind, options.BaseUrl), time);
        string sentence = Of(kind, "SignalWire", carrier, options.Number, options.BaseUrl);
        return new ChosenCarrier(carrier, SignalWireAccount.Webhooks(options), carrier.Callbacks, null, sentence) { Kind = kind };
    }

    private static ChosenCarrier Open(CallKaroOptions options, CarrierKind kind, TimeProvider time)
    {
        var carrier = new CallKaroCarrier(options, CarrierHttpClients.Create(kind, options.BaseUrl), time);
        string sentence = Rehearsal.Sentence(kind, $"CallKaro's agent {options.AgentId}", options.BaseUrl, ". Point its webhooks to /api/webhooks/call.");
        return new ChosenCarrier(carrier, new CallKaroWebhooks(options, time), null, null, sentence) { Kind = kind };
    }

    private static string Of(CarrierKind kind, string name, ICarrier carrier, PhoneNumber number, string baseUrl) =>
        Rehearsal.Sentence(kind, $"{name} account {carrier.Trunk.Value[(carrier.Name.Length + 1)..]}", baseUrl, $", from {number.Masked}.");
}
