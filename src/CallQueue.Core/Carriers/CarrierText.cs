namespace CallQueue.Carriers;

/// <summary>
/// The longest texts that are taken from a carrier, in characters. They are stored with the call, logged and shown; a carrier, or somebody who has its
/// credentials, must not fill the store with them. Longer ones are cut.
/// </summary>
public static class CarrierText
{
    /// <summary>A reason: a code or a sentence.</summary>
    public const int LongestReason = 300;

    /// <summary>A word, such as the verdict of machine detection.</summary>
    public const int LongestWord = 60;

    /// <summary>The carrier's id of a call: the documented ones have 34 to 36.</summary>
    public const int LongestId = 128;

    /// <summary>An address. A longer one is dropped, since a part of it leads nowhere.</summary>
    public const int LongestUrl = 2048;

    /// <summary>A reason as it is stored.</summary>
    public static string? Reason(string? text) => Cut(text, LongestReason);

    /// <summary>A word as it is stored.</summary>
    public static string? Word(string? text) => Cut(text, LongestWord);

    /// <summary>An id as it is stored: equal ids stay equal.</summary>
    public static string Id(string text) => Cut(text, LongestId)!;

    /// <summary>The id of a recording as it is stored; null when it is too long, since a part of it names nothing.</summary>
    public static string? RecordingId(string? text) => text?.Length > LongestId ? null : text;

    /// <summary>An address as it is stored; null when it is too long.</summary>
    public static string? Url(string? text) => text?.Length > LongestUrl ? null : text;

    /// <summary>Never between the halves of a surrogate pair.</summary>
    private static string? Cut(string? text, int most)
    {
        if (text is null || text.Length <= most) return text;
        return char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
    }
}
