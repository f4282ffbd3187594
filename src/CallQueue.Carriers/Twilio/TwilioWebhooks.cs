using CallQueue.Calls;
using CallQueue.Http;

namespace CallQueue.Carriers.Twilio;

/// <summary>Twilio's callbacks: checked, and read as reports. Pure and thread-safe.</summary>
public sealed class TwilioWebhooks : ICarrierWebhooks
{
    private readonly TwilioOptions _options;
    private readonly string[] _tokens;

    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public TwilioWebhooks(TwilioOptions options)
    {
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        _options = options;
        _tokens = string.IsNullOrWhiteSpace(options.OtherAuthToken) ? [options.AuthToken] : [options.AuthToken, options.OtherAuthToken];
    }

    /// <inheritdoc/>
    public string Name => "twilio";

    /// <inheritdoc/>
    public bool IsGenuine(CarrierMessage message) => TwilioSignature.IsGenuine(message, _tokens);

    /// <summary>
    /// A progress event, a request for a document, a machine-detection verdict or a recording notice. Null for another
    /// account's message and for kinds without a call status.
    /// </summary>
    public CarrierReport? Read(CarrierMessage message)
    {
        IReadOnlyList<KeyValuePair<string, string>> fields = CallbackFields.Of(message);
        if (fields.First("CallSid") is not { } sid || fields.First("AccountSid") is { } account && account != _options.AccountSid) return null;
        var report = new CarrierReport(
            new CarrierCallId(sid), CarrierStatus.InProgress, AnsweredBy: TwilioMachines.VerdictOf(fields.First("AnsweredBy")), RecordingUrl: fields.First("RecordingUrl")) { Recording = TwilioRecordings.Read(fields) };
        if (fields.First("CallStatus") is not { } word)
            return report is { AnsweredBy: null, RecordingUrl: null, Recording: null } ? null : report;
        return TwilioCauses.StatusOf(word) switch
        {
            null => null,
            CarrierStatus.Ended => Ended(report, word, fields),
            { } status => report with { Status = status },
        };
    }

    /// <inheritdoc/>
    public AnswerDocument Answer(CallScript script, AttemptRef attempt) =>
        TwilioDocuments.Write(script, attempt, _options.AgentUrl).ToDocument();

    /// <inheritdoc/>
    public AnswerDocument LeaveMessage(CallScript message) => TwilioDocuments.WriteMessage(message).ToDocument();

    private static CarrierReport Ended(CarrierReport report, string word, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        int? sip = Numbers.Int(fields.First("SipResponseCode"));
        (Outcome outcome, bool retryable) = TwilioCauses.EndOf(word, sip);
        // CallDuration is in seconds; the field called Duration is in minutes.
        return report with
        {
            Status = CarrierStatus.Ended,
            Outcome = outcome,
            Retryable = retryable,
            Reason = TwilioCauses.ReasonOf(word, sip),
            Duration = Numbers.Seconds(fields.First("CallDuration")),
        };
    }
}
