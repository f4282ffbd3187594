using CallQueue.Calls;
using CallQueue.Http;

namespace CallQueue.Carriers.Plivo;

/// <summary>Plivo's callbacks: checked, and read as reports. Pure and thread-safe.</summary>
public sealed class PlivoWebhooks : ICarrierWebhooks
{
    private readonly PlivoOptions _options;
    private readonly string[] _tokens;
    private readonly string[] _mainTokens;
    private readonly Callbacks _callbacks;

    /// <exception cref="ArgumentException">The options are not usable; the message names the member.</exception>
    public PlivoWebhooks(PlivoOptions options)
    {
        if (options.FindProblem() is { } problem) throw new ArgumentException(problem, nameof(options));
        _options = options;
        _tokens = string.IsNullOrWhiteSpace(options.OtherAuthToken) ? [options.AuthToken] : [options.AuthToken, options.OtherAuthToken];
        _mainTokens = string.IsNullOrWhiteSpace(options.MainAuthToken) ? _tokens : [options.MainAuthToken];
        _callbacks = Callbacks.ForPlivo(options.PublicUrl);
    }

    /// <inheritdoc/>
    public string Name => "plivo";

    /// <inheritdoc/>
    public bool IsGenuine(CarrierMessage message) => PlivoSignature.IsGenuine(message, _tokens, _mainTokens);

    /// <summary>A ring, answer, machine-detection, recording or hangup message. Null when it has no call or no status.</summary>
    public CarrierReport? Read(CarrierMessage message)
    {
        IReadOnlyList<KeyValuePair<string, string>> fields = CallbackFields.Of(message);
        if ((fields.First("CallUUID") ?? fields.First("RequestUUID")) is not { } id) return null;
        string? status = fields.First("CallStatus");
        var report = new CarrierReport(
            new CarrierCallId(id), CarrierStatus.InProgress,
            AnsweredBy: PlivoMachines.VerdictOf(fields.First("Machine")), RecordingUrl: fields.First("RecordUrl")) { Recording = PlivoRecordings.Read(fields) };
        // The event decides: a hangup is the end, with any status beside it.
        return (fields.First("Event"), status) switch
        {
            ("Hangup", _) => Ended(report, fields),
            ("StartStream", _) => report with { AgentMet = true },
            ("DroppedStream", _) => report with { AgentMet = false },
            ("StopStream" or "DegradedStream", _) => null,
            ("Ring", _) => report with { Status = CarrierStatus.Ringing },
            ("StartApp" or "MachineDetection", _) or (_, "in-progress") => report,
            (_, "ringing") => report with { Status = CarrierStatus.Ringing },
            (_, "completed" or "busy" or "failed" or "timeout" or "no-answer" or "cancel") => Ended(report, fields),
            _ => report.RecordingUrl is null ? null : report,
        };
    }

    /// <inheritdoc/>
    public AnswerDocument Answer(CallScript script, AttemptRef attempt) =>
        PlivoDocuments.Write(script, attempt, _options.AgentUrl, _callbacks, _options.NoAgentMessage is not null).ToDocument();

    /// <inheritdoc/>
    public AnswerDocument NoAgent() => _options.NoAgentMessage is { } message ? PlivoDocuments.WriteNoAgent(message).ToDocument() : AnswerDocument.HangUp;

    /// <inheritdoc/>
    public AnswerDocument LeaveMessage(CallScript message) => PlivoDocuments.WriteMessage(message).ToDocument();

    private static CarrierReport Ended(CarrierReport report, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        bool? answered = fields.First("AnswerTime") is not null || Numbers.Int(fields.First("BillDuration")) > 0 ? true
            : fields.Any(field => field.Key is "AnswerTime" or "BillDuration") ? false : null;
        (Outcome outcome, bool retryable, string reason) = Numbers.Int(fields.First("HangupCauseCode")) is { } code
            ? PlivoCauses.EndOf(code, answered == true)
            : PlivoCauses.EndOf(fields.First("CallStatus"), answered);
        return report with
        {
            AnsweredBy = Numbers.Int(fields.First("HangupCauseCode")) == PlivoCauses.MachineDetected ? AnsweredBy.Machine : report.AnsweredBy,
            Status = CarrierStatus.Ended,
            Outcome = outcome,
            Retryable = retryable,
            Reason = reason,
            Duration = Numbers.Seconds(fields.First("Duration")),
        };
    }
}
