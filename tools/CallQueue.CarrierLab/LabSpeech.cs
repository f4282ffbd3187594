using System.Xml;
using System.Xml.Linq;

namespace CallQueue.CarrierLab;

/// <summary>What carriers document about speaking elements: SSML inside them needs certain voices, and has only certain elements.</summary>
internal static class LabSpeech
{
    private static readonly HashSet<string> Ssml = ["break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"];

    /// <summary>Whether a Say or Speak would be spoken.</summary>
    /// <param name="voices">What the names of voices that speak SSML begin with.</param>
    public static bool CanSpeak(XElement verb, params string[] voices) =>
        !verb.HasElements
        || (verb.Descendants().All(inner => Ssml.Contains(inner.Name.LocalName))
            && Array.Exists(voices, voice => (verb.Attribute("voice")?.Value ?? "").StartsWith(voice, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a document ends the call at once.</summary>
    public static bool HangsUp(string? document) => document is not null && XElement.Parse(document).Elements().FirstOrDefault()?.Name == "Hangup";

    /// <summary>Whether an inline document of Twilio's could be spoken.</summary>
    public static bool IsTwiml(string document)
    {
        try
        {
            XElement root = XElement.Parse(document);
            return root.Name == "Response" && root.Descendants("Say").All(say => CanSpeak(say, "Polly.", "Google."));
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
