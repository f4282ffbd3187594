namespace CallQueue.CarrierLab;

/// <summary>When, and how truly, the verdict of machine detection comes.</summary>
public enum LabVerdict
{
    /// <summary>Once, while the call goes on, and right.</summary>
    Prompt,

    /// <summary>Before the answer is reported.</summary>
    Early,

    /// <summary>After the end is reported.</summary>
    Late,

    /// <summary>Not at all.</summary>
    Never,

    /// <summary>Two times.</summary>
    Twice,

    /// <summary>A machine for a person, and a person for a machine.</summary>
    Wrong,
}

/// <summary>What a create asks of machine detection.</summary>
/// <param name="Url">Where the verdict goes; null: with the request for the document, which waits for it.</param>
/// <param name="HangsUp">The carrier ends the call itself when it is a machine (Plivo only).</param>
/// <param name="AfterMessage">It waits for the end of the greeting (Twilio only).</param>
public sealed record LabDetection(string? Url, bool HangsUp = false, bool AfterMessage = false);
