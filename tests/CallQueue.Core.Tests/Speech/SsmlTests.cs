namespace CallQueue.Speech;

public sealed class SsmlTests
{
    [Theory]
    [InlineData("Hello <break time=\"500ms\"/> you &amp; me", "Hello  you & me")]
    [InlineData("<speak>Hello <emphasis level=\"strong\">you</emphasis></speak>", "Hello you")]
    [InlineData("<?xml version=\"1.0\"?>\n<speak><p><s>One.</s> <s>Two.</s></p></speak>", "One. Two.")]
    [InlineData("<say-as interpret-as=\"telephone\" format=\"1\">2122241555</say-as>", "2122241555")]
    [InlineData("<lang xml:lang=\"fr-FR\">Bonjour</lang> <sub alias=\"mercury\">Hg</sub>", "Bonjour Hg")]
    [InlineData("<phoneme alphabet=\"ipa\" ph=\"x\">y</phoneme><w role=\"amazon:VB\">read</w><prosody rate=\"85%\" pitch=\"+1st\" volume=\"loud\">z</prosody>", "yreadz")]
    [InlineData("plain text", "plain text")]
    [InlineData("a<!-- not spoken -->b", "ab")]
    public void What_the_carriers_document_passes(string markup, string text)
    {
        (var nodes, string? problem) = Ssml.Parse(markup);
        problem.ShouldBeNull();
        Ssml.TextOf(nodes!).ShouldBe(text);
    }

    [Theory]
    [InlineData("a & b", "is not well-formed SSML")]
    [InlineData("<break>", "is not well-formed SSML")]
    [InlineData("</Say><Dial>1</Dial>", "is not well-formed SSML")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><speak>&e;</speak>", "is not well-formed SSML")]
    [InlineData("&e;", "is not well-formed SSML")]
    [InlineData("<Dial>+1</Dial>", "the element <Dial>")]
    [InlineData("<audio src=\"https://x\"/>", "the element <audio>")]
    [InlineData("<p><amazon:effect xmlns:amazon=\"a\" name=\"whispered\">x</amazon:effect></p>", "the element <amazon:effect>")]
    [InlineData("<mark name=\"x\"/>", "the element <mark>")]
    [InlineData("<speak><speak>x</speak></speak>", "the element <speak>")]
    [InlineData("<break length=\"1s\"/>", "the attribute length in <break>")]
    [InlineData("<p id=\"1\">x</p>", "the attribute id in <p>")]
    [InlineData("<p xmlns=\"urn:x\">x</p>", "the element <")]
    [InlineData("<say-as>1</say-as>", "lacks the attribute interpret-as in <say-as>")]
    [InlineData("<lang lang=\"fr\">x</lang>", "the attribute lang in <lang>")]
    [InlineData("<?php x ?>", "processing instruction")]
    public void Anything_else_is_named(string markup, string problem) => Ssml.Parse(markup).Problem.ShouldNotBeNull().ShouldContain(problem);

    [Theory]
    [InlineData("<break time=\"{{x}}\"/>{{x}}", "1s\" onload=\"y")]
    [InlineData("Hi {{x}}", "<Dial>+1900</Dial>")]
    [InlineData("Hi {{x}}", "A & B")]
    [InlineData("Hi {{x}}", "{{y}} ]]>\u0001")]
    public void Values_are_text_and_never_markup(string message, string value)
    {
        var script = new CallScript { Message = message, Ssml = true, Variables = new Dictionary<string, string> { ["x"] = value, ["y"] = "injected" } };
        (var nodes, string? problem) = Ssml.Parse(SpokenText.Markup(script));
        problem.ShouldBeNull();
        Ssml.TextOf(nodes!).ShouldEndWith(value.Replace("\u0001", "", StringComparison.Ordinal));
        Ssml.TextOf(nodes!).ShouldNotContain("injected");
    }
}
