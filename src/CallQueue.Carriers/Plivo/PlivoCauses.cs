using System.Globalization;

namespace CallQueue.Carriers.Plivo;

/// <summary>
/// How a Plivo call ended: by its hangup cause code first, by its status only when there is no code (one official text says
/// that the status is always <c>completed</c>). Names are Plivo's; outcomes: docs/carrier-facts.md#plivo-hangup-causes.
/// </summary>
internal static class PlivoCauses
{
    /// <summary>Plivo has ended the call since a machine answered.</summary>
    public const int MachineDetected = 9100;

    private static readonly Dictionary<int, Cause> Table = new()
    {
        [0] = new("Unknown", Outcome.Failed, true),
        [1000] = new("Cancelled", Outcome.Canceled, false),
        [1010] = new("Cancelled (out of credits)", Outcome.Failed, false),
        [1020] = new("Cancelled (simultaneous dial limit reached)", Outcome.Failed, true),
        [2000] = new("Invalid destination address", Outcome.Failed, false),
        [2010] = new("Destination out of service", Outcome.Failed, false),
        [2020] = new("Endpoint not registered", Outcome.Failed, true),
        [2030] = new("Destination country barred", Outcome.Failed, false),
        [2040] = new("Destination number barred", Outcome.Failed, false),
        [2050] = new("Destination prefix barred", Outcome.Failed, false),
        [2060] = new("Loop detected", Outcome.Failed, false),
        [2070] = new("Violates media anchoring", Outcome.Failed, false),
        [3000] = new("No answer", Outcome.NoAnswer, true),
        [3010] = new("Busy line", Outcome.Busy, true),
        // Declined calls stay retryable: a policy retries rejected calls only on request.
        [3020] = new("Rejected", Outcome.Rejected, true),
        [3030] = new("Unknown caller ID", Outcome.Failed, false),
        [3040] = new("Forbidden", Outcome.Rejected, true),
        [3050] = new("Unallocated number", Outcome.Failed, false),
        [3070] = new("Request timeout", Outcome.Failed, true),
        [3080] = new("Internal server error from carrier", Outcome.Failed, true),
        [3090] = new("Network congestion", Outcome.Failed, true),
        [3100] = new("Busy everywhere", Outcome.Busy, true),
        [3110] = new("Declined", Outcome.Rejected, true),
        [3120] = new("User does not exist anywhere", Outcome.Failed, false),
        [3130] = new("Spam block", Outcome.Rejected, false),
        [3140] = new("Caller ID on do-not-originate list", Outcome.Failed, false),
        [4000] = new("Normal hangup", Outcome.Completed, false),
        [4010] = new("End of XML instructions", Outcome.Completed, false),
        [4020] = new("Multiparty call ended", Outcome.Completed, false),
        [4030] = new("Kicked out of multiparty call", Outcome.Completed, false),
        [4240] = new("SIP authentication failed", Outcome.Failed, false),
        [4250] = new("SIP authentication timeout", Outcome.Failed, false),
        [5000] = new("Network error", Outcome.Failed, true),
        [5010] = new("Internal error", Outcome.Failed, true),
        [5020] = new("Routing error", Outcome.Failed, true),
        [5030] = new("Concurrency limit breached", Outcome.Failed, true),
        [6000] = new("Scheduled hangup", Outcome.Completed, false),
        [6010] = new("Ring timeout reached", Outcome.NoAnswer, true),
        [6020] = new("Media timeout", Outcome.Failed, false, CompletedIfAnswered: true),
        [7011] = new("Error reaching answer URL", Outcome.Failed, false),
        [7012] = new("Error reaching action URL", Outcome.Failed, false),
        [7013] = new("Error reaching transfer URL", Outcome.Failed, false),
        [7014] = new("Error reaching redirect URL", Outcome.Failed, false),
        [7022] = new("Invalid action URL", Outcome.Failed, false),
        [7023] = new("Invalid transfer URL", Outcome.Failed, false),
        [7024] = new("Invalid redirect URL", Outcome.Failed, false),
        [7032] = new("Invalid method for action URL", Outcome.Failed, false),
        [7033] = new("Invalid method for transfer URL", Outcome.Failed, false),
        [7034] = new("Invalid method for redirect URL", Outcome.Failed, false),
        [8011] = new("Invalid answer XML", Outcome.Failed, false),
        [8012] = new("Invalid action XML", Outcome.Failed, false),
        [8013] = new("Invalid transfer XML", Outcome.Failed, false),
        [8014] = new("Invalid redirect XML", Outcome.Failed, false),
        [9000] = new("Lost race", Outcome.Canceled, false),
        [MachineDetected] = new("Machine detected", Outcome.Completed, true),
        [9110] = new("Confirm key not pressed", Outcome.Rejected, false),
    };

    /// <summary>Every code of the table.</summary>
    public static IReadOnlyCollection<int> Codes => Table.Keys;

    /// <summary>The end by a cause code; codes that are not in the table by their thousand.</summary>
    /// <param name="code">HangupCauseCode.</param>
    /// <param name="answered">Whether there was a conversation: an answer time, or seconds to bill.</param>
    public static (Outcome Outcome, bool Retryable, string Reason) EndOf(int code, bool answered)
    {
        Cause cause = Table.TryGetValue(code, out Cause? known) ? known : ByThousand(code);
        Outcome outcome = cause.CompletedIfAnswered && answered ? Outcome.Completed : cause.Outcome;
        return (outcome, cause.Retryable && !(cause.CompletedIfAnswered && answered), string.Create(CultureInfo.InvariantCulture, $"{code} {cause.Name}"));
    }

    /// <summary>The end by the status alone. <paramref name="answered"/> is null when it is unknown whether there was a conversation.</summary>
    public static (Outcome Outcome, bool Retryable, string Reason) EndOf(string? callStatus, bool? answered) => callStatus switch
    {
        "busy" => (Outcome.Busy, true, callStatus),
        "no-answer" or "timeout" => (Outcome.NoAnswer, true, callStatus),
        "cancel" or "canceled" or "cancelled" => (Outcome.Canceled, false, callStatus),
        "rejected" => (Outcome.Rejected, true, callStatus),
        "completed" when answered != false => (Outcome.Completed, false, callStatus),
        "completed" => (Outcome.NoAnswer, true, "completed, not answered"),
        _ => (Outcome.Failed, true, callStatus ?? "no cause reported"),
    };

    private static Cause ByThousand(int code) => (code / 1000) switch
    {
        1 => new("(unknown cause before dialing)", Outcome.Failed, false),
        2 => new("(unknown cause at the destination)", Outcome.Failed, false),
        3 => new("(unknown cause at the other carrier)", Outcome.Failed, true),
        4 => new("(unknown normal end)", Outcome.Completed, false),
        5 => new("(unknown cause in Plivo's network)", Outcome.Failed, true),
        6 => new("(unknown timeout)", Outcome.NoAnswer, true, CompletedIfAnswered: true),
        7 => new("(unknown cause at one of our URLs)", Outcome.Failed, false),
        8 => new("(unknown cause in one of our documents)", Outcome.Failed, false),
        _ => new("(unknown cause)", Outcome.Failed, false, CompletedIfAnswered: true),
    };

    private sealed record Cause(string Name, Outcome Outcome, bool Retryable, bool CompletedIfAnswered = false);
}
