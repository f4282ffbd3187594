namespace CallQueue;

/// <summary>What happens when an answering machine picks up.</summary>
public enum MachineMode
{
    /// <summary>The carrier does not listen for machines: the call goes on as with a person.</summary>
    Off,

    /// <summary>The verdict is recorded, and the call goes on as with a person.</summary>
    Detect,

    /// <summary>The call is ended; its outcome is voicemail.</summary>
    HangUp,

    /// <summary>A text is left after the beep; the outcome is voicemail.</summary>
    Message,
}

/// <summary>The modes in words.</summary>
public static class MachineWords
{
    /// <summary>Every word, in the order of the enum.</summary>
    public static IReadOnlyList<string> All { get; } = ["off", "detect", "hangup", "message"];

    /// <summary>The word for a mode.</summary>
    public static string Of(MachineMode mode) => All[(int)mode];

    /// <summary>The mode that a word names, in any case; null for another word.</summary>
    public static MachineMode? Parse(string word)
    {
        for (int i = 0; i < All.Count; i++) if (All[i].Equals(word, StringComparison.OrdinalIgnoreCase)) return (MachineMode)i;
        return null;
    }
}
