using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.SignalWire;
using CallQueue.Carriers.Simulated;
using CallQueue.Carriers.Twilio;
using CallQueue.Speech;

namespace CallQueue.Carriers;

/// <summary>Which carrier a process dials through, and with which account. Printing it never shows a secret.</summary>
public abstract record CarrierOptions
{
    private CarrierOptions() { }

    /// <summary>The carrier's name: twilio, plivo, signalwire, callkaro or simulated.</summary>
    public abstract string Name { get; }

    /// <summary>Dials per second that the carrier grants a new account; null: not limited. CallKaro publishes no figure.</summary>
    public abstract double? UsualDialsPerSecond { get; }

    /// <summary>Where the carrier's API is; empty for the simulated carrier, which has none.</summary>
    public abstract string BaseUrl { get; }

    /// <summary>Whether a carrier lab is at <see cref="BaseUrl"/>. Null: it is if the URL is plain http, since carriers are reached over https.</summary>
    public bool? IsRehearsal { get; init; }

    /// <summary>Whether people are phoned.</summary>
    public virtual CarrierKind Kind => Rehearsal.Kind(BaseUrl, IsRehearsal);

    /// <summary>What the carrier documents about spoken texts.</summary>
    public abstract SpeechRules Speech { get; }

    /// <summary>Why these options can't be used, beginning with the member's name; null when they can.</summary>
    public abstract string? FindProblem();

    /// <summary>A Twilio account.</summary>
    public sealed record Twilio(TwilioOptions Account) : CarrierOptions
    {
        /// <inheritdoc/>
        public override string Name => "twilio";

        /// <inheritdoc/>
        public override double? UsualDialsPerSecond => 1;

        /// <inheritdoc/>
        public override string BaseUrl => Account.BaseUrl;

        /// <inheritdoc/>
        public override SpeechRules Speech => TwilioSpeech.For(Account.AgentUrl);

        /// <inheritdoc/>
        public override string? FindProblem() => Account.FindProblem();
    }

    /// <summary>A Plivo account.</summary>
    public sealed record Plivo(PlivoOptions Account) : CarrierOptions
    {
        /// <inheritdoc/>
        public override string Name => "plivo";

        /// <inheritdoc/>
        public override double? UsualDialsPerSecond => 2;

        /// <inheritdoc/>
        public override string BaseUrl => Account.BaseUrl;

        /// <inheritdoc/>
        public override SpeechRules Speech => PlivoSpeech.For(Account.AgentUrl);

        /// <inheritdoc/>
        public override string? FindProblem() => Account.FindProblem();
    }

    /// <summary>A SignalWire project.</summary>
    public sealed record SignalWire(SignalWireOptions Project) : CarrierOptions
    {
        /// <inheritdoc/>
        public override string Name => "signalwire";

        /// <inheritdoc/>
        public override double? UsualDialsPerSecond => 1;

        /// <inheritdoc/>
        public override string BaseUrl => Project.BaseUrl;

        /// <inheritdoc/>
        public override SpeechRules Speech => SignalWireSpeech.For(Project.AgentUrl);

        /// <inheritdoc/>
        public override string? FindProblem() => Project.FindProblem();
    }

    /// <summary>An agent of a CallKaro account.</summary>
    public sealed record CallKaro(CallKaroOptions Agent) : CarrierOptions
    {
        /// <inheritdoc/>
        public override string Name => "callkaro";

        /// <inheritdoc/>
        public override double? UsualDialsPerSecond => 1;

        /// <inheritdoc/>
        public override string BaseUrl => Agent.BaseUrl;

        /// <inheritdoc/>
        public override SpeechRules Speech => CallKaroSpeech.Rules;

        /// <inheritdoc/>
        public override string? FindProblem() => Agent.FindProblem();
    }

    /// <summary>The simulated carrier: nobody is called.</summary>
    /// <param name="Behavior">How it behaves.</param>
    /// <param name="Why">Why it is used: a phrase that begins with "because", for the operator.</param>
    public sealed record Simulated(SimulatedOptions Behavior, string Why) : CarrierOptions
    {
        /// <inheritdoc/>
        public override string Name => "simulated";

        /// <inheritdoc/>
        public override double? UsualDialsPerSecond => null;

        /// <inheritdoc/>
        public override string BaseUrl => "";

        /// <inheritdoc/>
        public override CarrierKind Kind => CarrierKind.Simulated;

        /// <inheritdoc/>
        public override SpeechRules Speech => new() { Carrier = "the simulated carrier", AsksForMessage = !HasAgent };

        /// <summary>A voice agent is configured, which would speak through a carrier.</summary>
        public bool HasAgent { get; init; }

        /// <inheritdoc/>
        public override string? FindProblem() => Behavior.FindProblem();
    }
}
