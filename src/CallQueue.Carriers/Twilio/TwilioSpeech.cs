using CallQueue.Speech;

namespace CallQueue.Carriers.Twilio;

/// <summary>What Twilio documents about the text of a Say [docs/carrier-facts.md#spoken-text].</summary>
internal static class TwilioSpeech
{
    private const string Speakers = "a Polly or Google voice, such as Polly.Joanna";

    // Amazon documents emphasis for standard voices only.
    private static readonly string[] NotNeural = ["emphasis"];

    public static SpeechRules For(string? agentUrl) => new()
    {
        Carrier = "Twilio",
        NeedsMessage = string.IsNullOrEmpty(agentUrl),
        MostUrlEncoded = 4_500,
        Voices =
        [
            new("Polly voices", "Polly.") { Suffix = "-Neural", Most = 3_000, CountsBytes = true, Ssml = true, Barred = NotNeural },
            new("Polly voices", "Polly.") { Suffix = "-Generative", Most = 3_000, CountsBytes = true, Ssml = true, Barred = NotNeural },
            new("Polly voices", "Polly.") { Most = 3_000, CountsBytes = true, Ssml = true },
            new("Google voices", "Google.") { Most = 5_000, CountsBytes = true, CountsTags = true, Ssml = true },
            new("basic voices", "") { Most = 4_096, CountsBytes = true, SsmlHint = Speakers },
        ],
    };
}
