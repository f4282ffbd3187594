using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CallQueue.Scripts;

/// <summary>
/// Writes small documents as <see cref="XNode.ToString(SaveOptions)"/> does without formatting. That one makes an XmlWriter with its buffers for each document, and every
/// call has one. What is rare (a namespace, a comment, a character that XML can't hold) is left to it.
/// </summary>
internal static class XmlText
{
    /// <summary>The characters that are written as they are, in text and in attributes, line ends and tabs apart.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '<', '>', '&', '"', '\uFFFE', '\uFFFF']);

    /// <summary>The element's text behind a prefix.</summary>
    /// <exception cref="ArgumentException">It has a character that XML can't hold.</exception>
    public static string Of(string prefix, XElement element)
    {
        var text = new StringBuilder(prefix, Math.Max(256, prefix.Length));
        return TryWrite(text, element) ? text.ToString() : prefix + element.ToString(SaveOptions.DisableFormatting);
    }

    private static bool TryWrite(StringBuilder text, XElement element)
    {
        if (element.Name.Namespace != XNamespace.None) return false;
        text.Append('<').Append(element.Name.LocalName);
        for (XAttribute? attribute = element.FirstAttribute; attribute is not null; attribute = attribute.NextAttribute)
        {
            if (attribute.IsNamespaceDeclaration || attribute.Name.Namespace != XNamespace.None) return false;
            text.Append(' ').Append(attribute.Name.LocalName).Append("=\"");
            if (!TryWrite(text, attribute.Value, isAttribute: true)) return false;
            text.Append('"');
        }

        if (element.IsEmpty)
        {
            text.Append(" />");
            return true;
        }

        text.Append('>');
        for (XNode? node = element.FirstNode; node is not null; node = node.NextNode) if (!TryWrite(text, node)) return false;
        text.Append("</").Append(element.Name.LocalName).Append('>');
        return true;
    }

    private static bool TryWrite(StringBuilder text, XNode node) => node switch
    {
        XElement child => TryWrite(text, child),
        XText { NodeType: XmlNodeType.Text } words => TryWrite(text, words.Value, isAttribute: false),
        _ => false,
    };

    private static bool TryWrite(StringBuilder text, ReadOnlySpan<char> value, bool isAttribute)
    {
        // Surrogates must be pairs; few texts have any.
        if (value.ContainsAnyInRange('\uD800', '\uDFFF')) return false;
        while (value.IndexOfAny(Special) is >= 0 and var at)
        {
            text.Append(value[..at]);
            if (value[at] == '\r' && !isAttribute)
            {
                // Every line end becomes the system's.
                if (at + 1 == value.Length || value[at + 1] != '\n') text.Append(Environment.NewLine);
            }
            else if (Written(value[at], isAttribute) is { } written)
            {
                text.Append(written);
            }
            else
            {
                return false;
            }

            value = value[(at + 1)..];
        }

        text.Append(value);
        return true;
    }

    /// <summary>A special character as it is written; null when XML can't hold it.</summary>
    private static string? Written(char c, bool isAttribute) => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => isAttribute ? "&quot;" : "\"",
        '\t' => isAttribute ? "&#x9;" : "\t",
        '\n' => isAttribute ? "&#xA;" : Environment.NewLine,
        '\r' when isAttribute => "&#xD;",
        _ => null,
    };
}
