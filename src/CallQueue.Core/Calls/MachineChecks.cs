using CallQueue.Speech;

namespace CallQueue.Calls;

/// <summary>No I/O: whether what is to happen with answering machines is complete and free of contradictions.</summary>
public static class MachineChecks
{
    /// <summary>The field of <see cref="CallRules.Machine"/>, as requests spell it.</summary>
    public const string Mode = "machine";

    /// <summary>The field of <see cref="CallRules.MachineWait"/>.</summary>
    public const string Wait = "machine_wait";

    /// <summary>The field of <see cref="CallRules.VoicemailMessage"/>.</summary>
    public const string Text = "voicemail_message";

    /// <summary>Why a text can't be left on a machine; null when it can.</summary>
    public static string? FindTextProblem(string text) =>
        string.IsNullOrWhiteSpace(text) ? "must not be blank; write the text to leave, or remove it"
        : text.Length > CallLimits.MessageLength ? $"must be at most {CallLimits.MessageLength} characters; got {text.Length}"
        : SpokenTemplate.Parse(text).Problem;

    /// <summary>
    /// The contradiction in what is given at one level, together with the levels below it: the field and why. Null: none. That a text is missing
    /// is not one before <see cref="FindMissing"/> is asked for a call, which may bring its own.
    /// </summary>
    /// <param name="own">What is given.</param>
    /// <param name="below">What applies where it says nothing: that of the run, the business.</param>
    public static (string Field, string Problem)? FindConflict(CallRules? own, CallRules? below)
    {
        MachineMode mode = own?.Machine ?? below?.Machine ?? MachineMode.Off;
        return own switch
        {
            { VoicemailMessage: not null } when mode != MachineMode.Message =>
                (Text, $"has no effect while {Mode} is {MachineWords.Of(mode)}; write {Mode}: {MachineWords.Of(MachineMode.Message)}, or remove it"),
            { MachineWait: true } when mode == MachineMode.Off => (Wait, $"has no effect while {Mode} is {MachineWords.Of(mode)}; write {Mode}: {MachineWords.Of(MachineMode.Detect)} or another, or remove it"),
            _ => null,
        };
    }

    /// <summary>The field and the problem of rules that leave a message without a text; null when there is none.</summary>
    /// <inheritdoc cref="FindConflict"/>
    public static (string Field, string Problem)? FindMissing(CallRules? own, CallRules? below) =>
        (own?.Machine ?? below?.Machine) == MachineMode.Message && (own?.VoicemailMessage ?? below?.VoicemailMessage) is null
            ? (Mode, $"is {MachineWords.Of(MachineMode.Message)}, which needs a {Text}; add the text to leave")
            : null;

    /// <summary>Why a carrier can't speak what is left on a machine; null when it can, or nothing is left.</summary>
    /// <param name="speech">What the carrier documents.</param>
    /// <param name="script">The script of the call with that of its run.</param>
    /// <param name="text">What is left.</param>
    public static (string Field, string Problem)? FindSpeechProblem(SpeechRules speech, CallScript? script, string? text, PhoneNumber to, string? data)
    {
        ArgumentNullException.ThrowIfNull(speech);
        if (text is null) return null;
        var spoken = new CallScript { Message = text, Voice = script?.Voice, Variables = script?.Variables };
        return speech.FindProblem(SpokenFields.Complete(spoken, to, data)) is { } problem ? (Text, problem) : null;
    }
}
