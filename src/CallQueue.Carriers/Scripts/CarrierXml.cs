using System.Xml.Linq;
using CallQueue.Carriers;

namespace CallQueue.Scripts;

/// <summary>Either a carrier document, or why a script can't be one.</summary>
internal readonly record struct CarrierXml(string? Text, string? Problem)
{
    /// <summary>A content type that both carriers take.</summary>
    private const string ContentType = "application/xml";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    public static CarrierXml Response(params XElement[] verbs) => Of(new XElement("Response", verbs));

    public static CarrierXml Of(XElement root) => new(XmlText.Of(Declaration, root), null);

    public static CarrierXml Wrong(string problem) => new(null, problem);

    /// <summary>The document to answer with; a script that can't be played hangs up.</summary>
    public AnswerDocument ToDocument() => new(ContentType, Text ?? Response(new XElement("Hangup")).Text!);
}
