using CallQueue.Speech;

namespace CallQueue.Carriers.CallKaro;

/// <summary>CallKaro's own agent speaks; a message reaches it as plain text.</summary>
internal static class CallKaroSpeech
{
    public static SpeechRules Rules { get; } = new() { Carrier = "CallKaro", Voices = [new("its voices", "")] };
}
