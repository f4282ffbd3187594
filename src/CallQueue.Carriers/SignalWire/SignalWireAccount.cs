using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers.SignalWire;

/// <summary>SignalWire through the adapter for Twilio's API: what differs [docs/carrier-facts.md#signalwire].</summary>
public static class SignalWireAccount
{
    /// <summary>Places, finds and ends calls.</summary>
    /// <inheritdoc cref="TwilioCarrier(TwilioOptions, HttpMessageInvoker, TimeProvider)"/>
    public static TwilioCarrier Carrier(SignalWireOptions options, HttpMessageInvoker http, TimeProvider time) => new(Of(options), http, time);

    /// <summary>Checks and reads callbacks.</summary>
    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public static TwilioWebhooks Webhooks(SignalWireOptions options) => new(Of(options));

    private static TwilioAccount Of(SignalWireOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        string baseUrl = options.BaseUrl.TrimEnd('/');
        return new TwilioAccount
        {
            Name = "signalwire",
            Id = options.ProjectId,
            Credentials = (options.ProjectId, options.ApiToken),
            Number = options.Number,
            ApiUrl = $"{baseUrl}/api/laml/2010-04-01",
            BaseUrl = baseUrl,
            Callbacks = Callbacks.ForSignalWire(options.PublicUrl),
            AgentUrl = options.AgentUrl,
            Speech = SignalWireSpeech.For(options.AgentUrl),
            Events = options.Events,
            RequestTimeout = options.RequestTimeout,
            AbsenceBelievedAfter = options.AbsenceBelievedAfter,
            ClockSkew = options.ClockSkew,
            Inline = options.InlineDocuments,
            LimitsTime = options.TimeLimits,
            // One value with spaces, where Twilio's API wants the field twice.
            RecordingEvents = ["completed absent"],
            IsRecordingId = text => Guid.TryParseExact(text, "D", out _),
            Errors = SignalWireErrors.All,
            // The second is sent for who comes from Twilio.
            SignatureHeaders = ["X-SignalWire-Signature", "X-Twilio-Signature"],
            SigningKeys = string.IsNullOrWhiteSpace(options.OtherSigningKey) ? [options.SigningKey] : [options.SigningKey, options.OtherSigningKey],
        };
    }
}
