using CallQueue.Speech;

namespace CallQueue.Carriers.Plivo;

/// <summary>What Plivo documents about the text of a Speak [docs/carrier-facts.md#spoken-text].</summary>
internal static class PlivoSpeech
{
    public static SpeechRules For(string? agentUrl) => new()
    {
        Carrier = "Plivo",
        NeedsMessage = string.IsNullOrEmpty(agentUrl),
        Voices =
        [
            new("Polly voices", "Polly.") { Most = 3_000, Ssml = true },
            new("basic voices", "") { Most = 3_000, SsmlHint = "a Polly voice, such as Polly.Joanna" },
        ],
    };
}
