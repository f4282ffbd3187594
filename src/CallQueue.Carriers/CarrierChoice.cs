using CallQueue.Carriers.Simulated;

namespace CallQueue.Carriers;

/// <summary>Which carrier this process uses, or why it can't start.</summary>
public abstract record CarrierChoice
{
    private CarrierChoice() { }

    /// <summary>A carrier is ready.</summary>
    /// <param name="Carrier">The carrier.</param>
    /// <param name="Webhooks">Its callbacks' reader; null for the simulated one, which has none.</param>
    /// <param name="Callbacks">Its callback URLs; null for the simulated one.</param>
    /// <param name="Simulated">The simulated carrier, to attach a receiver to; null for every other carrier.</param>
    /// <param name="Sentence">For the operator, shown at start, without secrets.</param>
    public sealed record Chosen(
        ICarrier Carrier, ICarrierWebhooks? Webhooks, Callbacks? Callbacks, SimulatedCarrier? Simulated, string Sentence) : CarrierChoice
    {
        /// <summary>Whether people are phoned.</summary>
        public CarrierKind Kind { get; init; } = Simulated is null ? CarrierKind.Real : CarrierKind.Simulated;
    }

    /// <summary>The settings are not usable.</summary>
    /// <param name="Variable">The environment variable to mend.</param>
    /// <param name="Problem">The problem, with the name of the variable and without secrets.</param>
    public sealed record Refused(string Variable, string Problem) : CarrierChoice;
}
