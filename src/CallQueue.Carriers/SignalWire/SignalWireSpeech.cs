using CallQueue.Speech;

namespace CallQueue.Carriers.SignalWire;

/// <summary>What SignalWire documents about the text of a Say [docs/carrier-facts.md#spoken-text].</summary>
internal static class SignalWireSpeech
{
    private const int Most = 4_096;

    public static SpeechRules For(string? agentUrl) => new()
    {
        Carrier = "SignalWire",
        NeedsMessage = string.IsNullOrEmpty(agentUrl),
        Voices =
        [
            // Amazon documents emphasis for standard voices only.
            new("Polly voices", "Polly.") { Suffix = "-Neural", Most = Most, Ssml = true, Barred = ["emphasis"] },
            new("SignalWire's voices", "") { Most = Most, Ssml = true },
        ],
    };
}
