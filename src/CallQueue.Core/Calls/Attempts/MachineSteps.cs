using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

/// <summary>Whether the message for a machine has been left.</summary>
internal enum VoicemailState
{
    /// <summary>A machine has answered: the carrier is to speak it.</summary>
    Due,

    /// <summary>The carrier speaks it, or has.</summary>
    Left,

    /// <summary>It could not be spoken: the call is ended.</summary>
    NotLeft,
}

/// <summary>No I/O: what follows from the verdict of machine detection.</summary>
internal static class MachineSteps
{
    /// <summary>What a dial asks of the carrier; null: nothing.</summary>
    public static MachineDetection? DetectionOf(CallSpec spec) =>
        spec.Rules.Machine is { } mode and not MachineMode.Off ? new MachineDetection(mode, spec.Rules.MachineWait == true) : null;

    /// <summary>The attempt once a report may have brought a verdict. A message that waits for the carrier's request is in the document that answers it.</summary>
    public static AttemptRecord Judged(AttemptRecord before, AttemptRecord after)
    {
        if (!IsMachine(after) || after.Machine is not { } machine) return after;
        if (after.State == AttemptState.Ended) return before.State != AttemptState.Ended && IsVoicemail(before, after, machine) ? Voicemail(after) : after;
        return machine.Mode == MachineMode.Message && after.Voicemail is null
            ? after with { Voicemail = machine.Waits ? VoicemailState.Left : VoicemailState.Due }
            : after;
    }

    /// <summary>Whether the carrier is to speak the message now.</summary>
    public static bool IsMessageDue(AttemptRecord attempt) => attempt is { State: AttemptState.InProgress, Voicemail: VoicemailState.Due };

    /// <summary>Whether a machine has answered a call that is not for machines.</summary>
    public static bool IsToHangUp(AttemptRecord attempt) =>
        attempt is { State: AttemptState.InProgress } && IsMachine(attempt)
        && (attempt.Machine is { Mode: MachineMode.HangUp } || attempt.Voicemail == VoicemailState.NotLeft);

    /// <summary>The attempt after the carrier's answer to leaving the message; null when it changes nothing.</summary>
    public static AttemptRecord? After(AttemptRecord attempt, MessageAnswer answer) => answer switch
    {
        _ when !IsMessageDue(attempt) => null,
        MessageAnswer.Speaking => attempt with { Voicemail = VoicemailState.Left },
        MessageAnswer.Refused refused => attempt with { Voicemail = VoicemailState.NotLeft, Reason = refused.Reason },
        _ => null,
    };

    /// <summary>A carrier may report a call that we ended as canceled.</summary>
    private static bool IsVoicemail(AttemptRecord before, AttemptRecord ended, MachineDetection machine) =>
        machine.Mode is MachineMode.HangUp or MachineMode.Message
        && (ended.Outcome == Outcome.Completed || (ended.Outcome == Outcome.Canceled && before.State == AttemptState.InProgress));

    private static bool IsMachine(AttemptRecord attempt) => attempt.AnsweredBy == AnsweredBy.Machine;

    private static AttemptRecord Voicemail(AttemptRecord ended) => ended with
    {
        Outcome = Outcome.Voicemail,
        Retryable = true,
        Reason = ended.Voicemail switch
        {
            VoicemailState.Left => "a machine answered; the message was left",
            VoicemailState.Due or VoicemailState.NotLeft => "a machine answered; the message was not left",
            _ => "a machine answered",
        },
    };
}
