using System.Security;
using System.Text;
using System.Xml;

namespace CallQueue.Speech;

/// <summary>What a script's message says in the end, ready to be put into a carrier's document.</summary>
public static class SpokenText
{
    /// <summary>
    /// The longest text that is spoken, in characters, whatever the carrier says: about an hour of speech. A message of 4,000 characters can name a long
    /// field hundreds of times.
    /// </summary>
    public const int Longest = 40_000;

    /// <summary>A plain message with its places filled in.</summary>
    public static string Plain(CallScript script) => Fill(script, null);

    /// <summary>An SSML message with its places filled in; values are text, never markup.</summary>
    public static string Markup(CallScript script) => Fill(script, value => SecurityElement.Escape(ForXml(value)));

    /// <summary>The text without characters that XML can't hold.</summary>
    public static string ForXml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) clean.Append(text, i++, 2);
        }

        return clean.ToString();
    }

    /// <summary>The length of the filled message, in characters.</summary>
    internal static long LengthOf(CallScript script) =>
        script.Message is not { } message ? 0
        : !message.Contains("{{", StringComparison.Ordinal) ? message.Length
        : SpokenTemplate.Parse(message).LengthWith(new SpokenFields(script.Variables));

    private static string Fill(CallScript script, Func<string, string>? escape)
    {
        ArgumentNullException.ThrowIfNull(script);
        return script.Message is not { } message ? ""
            : !message.Contains("{{", StringComparison.Ordinal) ? message
            : SpokenTemplate.Parse(message).Fill(new SpokenFields(script.Variables), escape);
    }
}
