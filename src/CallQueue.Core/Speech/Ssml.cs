using System.Collections.Frozen;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CallQueue.Speech;

/// <summary>
/// SSML inside a carrier's speaking element. Twilio and Plivo document the same elements, those of Amazon Polly without its own
/// extensions [docs/carrier-facts.md#spoken-text]. An outer <c>speak</c> is accepted and left out, since the carrier's element
/// takes its place.
/// </summary>
public static class Ssml
{
    /// <summary>The elements and their attributes; an attribute that must be there begins with <c>!</c>.</summary>
    private static readonly FrozenDictionary<string, string[]> Elements = new Dictionary<string, string[]>
    {
        ["break"] = ["strength", "time"],
        ["emphasis"] = ["level"],
        ["lang"] = ["!xml:lang"],
        ["p"] = [],
        ["phoneme"] = ["alphabet", "!ph"],
        ["prosody"] = ["volume", "rate", "pitch"],
        ["s"] = [],
        ["say-as"] = ["!interpret-as", "format"],
        ["sub"] = ["!alias"],
        ["w"] = ["!role"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1024,
    };

    /// <summary>The nodes of a filled message; null with the problem, as the end of a sentence that begins with the field.</summary>
    public static (IReadOnlyList<XNode>? Nodes, string? Problem) Parse(string markup)
    {
        ArgumentNullException.ThrowIfNull(markup);
        var root = new XElement("all");
        try
        {
            using var reader = XmlReader.Create(new StringReader(markup.Trim()), Settings);
            for (reader.Read(); !reader.EOF;)
            {
                if (reader.NodeType is XmlNodeType.Comment or XmlNodeType.XmlDeclaration) reader.Read();
                else root.Add(XNode.ReadFrom(reader));
            }
        }
        catch (XmlException e)
        {
            return (null, $"is not well-formed SSML: {e.Message}");
        }

        if (root.Nodes().Where(node => node is not XText text || !string.IsNullOrWhiteSpace(text.Value)).ToList() is [XElement { Name.LocalName: "speak" } speak]) root.ReplaceNodes(speak.Nodes().ToList());
        string? problem = root.Nodes().Select(FindProblem).FirstOrDefault(found => found is not null);
        return problem is null ? (Plain(root), null) : (null, problem);
    }

    /// <summary>The text that is spoken, without markup.</summary>
    public static string TextOf(IReadOnlyList<XNode> nodes)
    {
        var text = new StringBuilder();
        foreach (XNode node in nodes ?? throw new ArgumentNullException(nameof(nodes))) text.Append((node as XElement)?.Value ?? (node as XText)?.Value);
        return text.ToString();
    }

    /// <summary>Whether an element is used anywhere.</summary>
    public static bool Uses(IReadOnlyList<XNode> nodes, string element) =>
        (nodes ?? throw new ArgumentNullException(nameof(nodes))).OfType<XElement>().SelectMany(node => node.DescendantsAndSelf()).Any(node => node.Name.LocalName == element);

    private static string? FindProblem(XNode node) => node switch
    {
        XElement element => FindProblem(element) ?? element.Nodes().Select(FindProblem).FirstOrDefault(found => found is not null),
        XText or XComment => null,
        _ => "must hold only text and SSML elements; remove the processing instruction",
    };

    private static string? FindProblem(XElement element)
    {
        string name = element.Name.NamespaceName.Length == 0 ? element.Name.LocalName : $"{element.GetPrefixOfNamespace(element.Name.Namespace)}:{element.Name.LocalName}";
        if (!Elements.TryGetValue(name, out string[]? attributes))
            return $"has the element <{name}>, which the carrier does not document; use {string.Join(", ", Elements.Keys.Order(StringComparer.Ordinal))}";
        foreach (XAttribute attribute in element.Attributes())
        {
            if (!attributes.Any(known => known.TrimStart('!') == NameOf(attribute)))
                return $"has the attribute {NameOf(attribute)} in <{name}>, which the carrier does not document{(attributes.Length == 0 ? "; remove it" : $"; use {string.Join(", ", attributes.Select(known => known.TrimStart('!')))}")}";
        }

        string? missing = attributes.FirstOrDefault(known => known[0] == '!' && !element.Attributes().Any(attribute => NameOf(attribute) == known[1..]));
        return missing is null ? null : $"lacks the attribute {missing[1..]} in <{name}>";
    }

    private static string NameOf(XAttribute attribute) =>
        attribute.Name.Namespace == XNamespace.Xml ? $"xml:{attribute.Name.LocalName}"
        : attribute.IsNamespaceDeclaration ? "xmlns"
        : attribute.Name.NamespaceName.Length == 0 ? attribute.Name.LocalName
        : attribute.Name.ToString();

    /// <summary>Without comments.</summary>
    private static List<XNode> Plain(XElement root)
    {
        root.DescendantNodes().OfType<XComment>().Remove();
        List<XNode> nodes = [.. root.Nodes()];
        foreach (XNode node in nodes) node.Remove();
        return nodes;
    }
}
