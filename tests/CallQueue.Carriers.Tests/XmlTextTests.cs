using System.Xml.Linq;
using CallQueue.Scripts;

namespace CallQueue.Carriers;

public sealed class XmlTextTests
{
    private const string Signs = "aZ 09<>&\"'\t\n\r]-;\u007f\u0085\u00a0\u00e9\u2028\ud7ff\ue000\ufffd";

    [Fact]
    public void A_document_is_written_as_the_framework_writes_it()
    {
        var random = new Random(14);
        for (int i = 0; i < 5_000; i++)
        {
            XElement element = Element(random, depth: 3);
            XmlText.Of("<?xml?>", element).ShouldBe("<?xml?>" + element.ToString(SaveOptions.DisableFormatting));
        }
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\u001b")]
    [InlineData("\ufffe")]
    [InlineData("\uffff")]
    public void A_character_that_XML_cannot_hold_is_refused(string text)
    {
        Should.Throw<ArgumentException>(() => XmlText.Of("", new XElement("Say", text)));
        Should.Throw<ArgumentException>(() => XmlText.Of("", new XElement("Say", new XAttribute("voice", text))));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        string half = "\ud83d\ude00"[..1];
        Should.Throw<ArgumentException>(() => XmlText.Of("", new XElement("Say", $"a{half}b")));
    }

    [Fact]
    public void What_is_rare_is_written_too()
    {
        XNamespace other = "urn:other";
        XElement[] rare =
        [
            new("Say", "a pair \ud83d\ude00"),
            new(other + "Say", "text"),
            new("Say", new XAttribute(XNamespace.Xml + "lang", "en"), "text"),
            new("Say", new XComment("none"), new XCData("a < b")),
        ];
        foreach (XElement element in rare) XmlText.Of("", new XElement("Response", element)).ShouldBe(new XElement("Response", element).ToString(SaveOptions.DisableFormatting));
    }

    private static XElement Element(Random random, int depth)
    {
        var element = new XElement(random.Next(2) == 0 ? "Say" : "break");
        for (int i = random.Next(3); i > 0; i--) element.Add(new XAttribute($"a{i}", Text(random)));
        for (int i = random.Next(4); i > 0; i--)
        {
            if (depth > 0 && random.Next(2) == 0) element.Add(Element(random, depth - 1));
            else element.Add(new XText(Text(random)));
        }

        return element;
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Signs[random.Next(Signs.Length)]));
}
