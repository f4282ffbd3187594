using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace CallQueue.Scripts;

/// <summary>The message to speak: {{name}} placeholders are replaced by variables; unknown names are removed.</summary>
internal static partial class SpokenMessage
{
    public static string Fill(string message, IReadOnlyDictionary<string, string>? variables) =>
        Place().Replace(message, place => variables?.GetValueOrDefault(place.Groups["name"].Value) ?? "");

    /// <summary>The text without characters that XML can't hold.</summary>
    public static string ForXml(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) clean.Append(text, i++, 2);
        }
        return clean.ToString();
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[^{}]*?)\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
