using CallQueue.Calls;
using CallQueue.Http;

namespace CallQueue.Carriers.Twilio;

/// <summary>The callbacks of Twilio and of carriers that speak its API: checked, and read as reports. Pure and thread-safe.</summary>
public sealed class TwilioWebhooks : ICarrierWebhooks
{
    private readonly TwilioAccount _account;

    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public TwilioWebhooks(TwilioOptions options)
        : this(TwilioAccount.Of(options))
    {
    }

    internal TwilioWebhooks(TwilioAccount account) => _account = account;

    /// <inheritdoc/>
    public string Name => _account.Name;

    /// <inheritdoc/>
    public bool IsGenuine(CarrierMessage message)
    {
        for (int i = 0; i < _account.SignatureHeaders.Count; i++)
            if (TwilioSignature.IsGenuine(message, message.Header(_account.SignatureHeaders[i]), _account.SigningKeys)) return true;
        return false;
    }

    /// <summary>
    /// A progress event, a request for a document, a machine-detection verdict or a recording notice. Null for another
    /// account's message and for kinds without a call status.
    /// </summary>
    public CarrierReport? Read(CarrierMessage message)
    {
        IReadOnlyList<KeyValuePair<string, string>> fields = CallbackFields.Of(message);
        if (fields.First("CallSid") is not { } sid || fields.First("AccountSid") is { } account && !account.Equals(_account.Id, StringComparison.OrdinalIgnoreCase)) return null;
        var report = new CarrierReport(
            new CarrierCallId(sid), CarrierStatus.InProgress, AnsweredBy: TwilioMachines.VerdictOf(fields.First("AnsweredBy")), RecordingUrl: fields.First("RecordingUrl")) { Recording = TwilioRecordings.Read(fields, _account.IsRecordingId) };
        if (fields.First("StreamEvent") is { } stream) return stream switch
        {
            "stream-started" => report with { AgentMet = true },
            "stream-error" => report with { AgentMet = false },
            _ => null,
        };
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
        TwilioDocuments.Write(script, attempt, _account.AgentUrl, _account.AfterAgent).ToDocument();

    /// <inheritdoc/>
    public AnswerDocument NoAgent() => _account.NoAgentMessage is { } message ? LeaveMessage(new CallScript { Message = message }) : AnswerDocument.HangUp;

    /// <inheritdoc/>
    public AnswerDocument LeaveMessage(CallScript message) => TwilioDocuments.WriteMessage(message).ToDocument();

    private static CarrierReport Ended(CarrierReport report, string word, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        int? sip = Numbers.Int(fields.First("SipResponseCode") ?? fields.First("SipResultCode"));
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
