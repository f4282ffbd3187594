namespace CallQueue.CarrierLab;

/// <summary>How a fake call ends, in both carriers' words.</summary>
/// <param name="Word">completed, busy, no-answer, failed or rejected; canceled when we end it.</param>
/// <param name="TwilioStatus">CallStatus.</param>
/// <param name="Sip">SipResponseCode.</param>
/// <param name="PlivoStatus">CallStatus in the hangup callback.</param>
/// <param name="PlivoCode">HangupCauseCode.</param>
/// <param name="PlivoName">HangupCauseName.</param>
public sealed record LabEnd(string Word, string TwilioStatus, int? Sip, string PlivoStatus, int PlivoCode, string PlivoName)
{
    public static readonly LabEnd Completed = new("completed", "completed", 200, "completed", 4000, "Normal Hangup");
    public static readonly LabEnd Busy = new("busy", "busy", 486, "busy", 3010, "Busy Line");
    public static readonly LabEnd NoAnswer = new("no-answer", "no-answer", 487, "no-answer", 3000, "No Answer");
    public static readonly LabEnd Failed = new("failed", "failed", 503, "failed", 5000, "Network Error");
    public static readonly LabEnd Rejected = new("rejected", "no-answer", 603, "completed", 3110, "Declined");
    public static readonly LabEnd Canceled = new("canceled", "canceled", 487, "cancel", 1000, "Cancelled");
    public static readonly LabEnd MachineDetected = new("completed", "completed", 200, "completed", 9100, "Machine Detected");
    public static readonly LabEnd AnswerUrlFailed = new("completed", "completed", 200, "completed", 7011, "Error Reaching Answer URL");
    public static readonly LabEnd AnswerXmlInvalid = new("completed", "completed", 200, "completed", 8011, "Invalid Answer XML");

    /// <summary>Whether somebody picks up before it ends so.</summary>
    public bool IsAnswered => Word == "completed";

    /// <summary>CallKaro's hangup_reason; it has none for a busy line.</summary>
    public string CallKaroReason => Word switch
    {
        "completed" => "CLIENT_INITIATED",
        "no-answer" => "USER_UNAVAILABLE",
        "rejected" => "USER_REJECTED",
        "canceled" => "DELETED_SCH_CALL_ONE",
        _ => "UNKNOWN",
    };

    /// <exception cref="FormatException">No such end.</exception>
    public static LabEnd Named(string word) => word switch
    {
        "completed" => Completed,
        "busy" => Busy,
        "no-answer" or "no_answer" => NoAnswer,
        "failed" => Failed,
        "rejected" => Rejected,
        _ => throw new FormatException($"'{word}' is no way to end"),
    };
}
