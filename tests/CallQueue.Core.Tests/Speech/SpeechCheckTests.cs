using CallQueue.Validation;

namespace CallQueue.Speech;

public sealed class SpeechCheckTests
{
    private static readonly SpeechRules Rules = new()
    {
        Carrier = "Bell", NeedsMessage = true, MostUrlEncoded = 60,
        Voices =
        [
            new VoiceRules("fine voices", "Fine.") { Most = 10, Ssml = true, Barred = ["emphasis"] },
            new VoiceRules("tag voices", "Tag.") { Most = 20, CountsTags = true, Ssml = true },
            new VoiceRules("basic voices", "") { Most = 40, CountsBytes = true, SsmlHint = "a fine voice" },
        ],
    };

    [Theory]
    [InlineData("Hello", null, false, null)]
    [InlineData("0123456789", "Fine.Joe", false, null)]
    [InlineData("01234567890", "fine.joe", false, "is too long for fine voices of Bell: at most 10 characters once its places are filled in; got 11")]
    [InlineData("0123456789😀", "Fine.Joe", false, "got 11")]
    [InlineData("<p>0123456789</p>", "Fine.Joe", true, null)]
    [InlineData("<p>0123456789</p>x", "Tag.Joe", true, null)]
    [InlineData("<p>0123456789</p>xyzz", "Tag.Joe", true, "got 21")]
    [InlineData("ääääääääääääääääääää", null, false, "at most 60 characters once it is URL-encoded; got 120")]
    [InlineData("äääääääääääääääääääää", null, false, "at most 40 bytes in UTF-8 once its places are filled in; got 42")]
    [InlineData("a b c d e f g h i j k l m n o p q r s t", null, false, null)]
    [InlineData("<p>x</p>", null, true, "is SSML, which Bell speaks only with a fine voice; got no voice")]
    [InlineData("<p>x</p>", "alice", true, "got the voice 'alice'")]
    [InlineData("<p>x", "Fine.Joe", true, "is not well-formed SSML")]
    [InlineData("<emphasis>x</emphasis>", "Fine.Joe", true, "the element <emphasis>, which the voice 'Fine.Joe' does not support")]
    [InlineData("{{x", null, false, "without its closing")]
    [InlineData("{{x}}{{x}}", "Fine.Joe", false, "got 12")]
    [InlineData("", null, false, "is missing")]
    [InlineData("  ", null, false, "is missing")]
    [InlineData(null, null, false, "is missing")]
    public void A_message_is_checked_as_it_is_spoken(string? message, string? voice, bool ssml, string? expected)
    {
        var script = new CallScript { Message = message, Voice = voice, Ssml = ssml ? true : null, Variables = new Dictionary<string, string> { ["x"] = "abcdef" } };
        FieldProblem? alone = new SpeechCheck(Rules).Find(script, Some.Number(), null, null);
        FieldProblem? inTemplate = new SpeechCheck(Rules, script).Find(null, Some.Number(), null, 7);
        if (expected is null) (alone, inTemplate).ShouldBe((null, null));
        else
        {
            alone!.Field.ShouldBe("message");
            alone.Problem.ShouldContain(expected);
            inTemplate!.Problem.ShouldContain(expected);
        }
    }

    [Fact]
    public void A_call_with_something_else_to_say_needs_no_message()
    {
        CallScript[] others =
        [
            new() { AnswerUrl = "https://app.example.com/a" }, new() { AgentUrl = "wss://a.example.com" }, new() { FlowName = "sales" },
        ];
        foreach (CallScript script in others) new SpeechCheck(Rules).Find(script, Some.Number(), null, null).ShouldBeNull();
        new SpeechCheck(SpeechRules.Unlimited).Find(new CallScript(), Some.Number(), null, null).ShouldBeNull();
        new SpeechCheck(Rules with { NeedsMessage = false }).Find(new CallScript(), Some.Number(), null, null).ShouldBeNull();
    }

    [Fact]
    public void The_row_whose_values_make_the_message_too_long_is_the_one_that_is_named()
    {
        var check = new SpeechCheck(Rules, new CallScript { Message = "Hi {{name}}", Voice = "Fine.Joe" });
        check.Find(Named("Ann"), Some.Number(), null, 0).ShouldBeNull();
        check.Find(Named("Wilhelmina"), Some.Number(), null, 1)!.Index.ShouldBe(1);

        static CallScript Named(string name) => new() { Variables = new Dictionary<string, string> { ["Name"] = name } };
    }
}
