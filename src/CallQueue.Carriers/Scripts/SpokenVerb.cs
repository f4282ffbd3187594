using System.Xml.Linq;
using CallQueue.Speech;

namespace CallQueue.Scripts;

/// <summary>The element that speaks a script's message: Say or Speak.</summary>
internal static class SpokenVerb
{
    /// <summary>The element; null with the problem when the message can't be spoken.</summary>
    public static (XElement? Verb, string? Problem) Write(string name, CallScript script)
    {
        XAttribute? voice = string.IsNullOrEmpty(script.Voice) ? null : new XAttribute("voice", SpokenText.ForXml(script.Voice));
        if (script.Ssml != true) return (new XElement(name, voice, SpokenText.ForXml(SpokenText.Plain(script))), null);
        (IReadOnlyList<XNode>? nodes, string? problem) = Ssml.Parse(SpokenText.Markup(script));
        return nodes is null ? (null, $"the message {problem}") : (new XElement(name, voice, nodes), null);
    }
}
