namespace CallQueue.Speech;

public sealed class SpokenTemplateTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["First Name"] = "Ann", ["city"] = " Boston ", ["blank"] = "  ", ["code"] = "{{city}}", ["Straße"] = "Elm",
    };

    private static readonly SpokenFields Fields = new(
        Variables, Some.Number(), """{"lead_id":2502,"campaign_id":"spring","custom_call_id":"c-1","metadata":{"plan":"gold"},"tags":["a"]}""");

    [Theory]
    [InlineData("Hi {{First Name}}", "Hi Ann")]
    [InlineData("Hi {{first_name}}", "Hi Ann")]
    [InlineData("Hi {{FIRST-NAME}}", "Hi Ann")]
    [InlineData("Hi {{ firstName }}", "Hi Ann")]
    [InlineData("Hi {{first\u00a0name}}", "Hi Ann")]
    [InlineData("{{STRASSE}}{{straße}}", "Elm")]
    [InlineData("{{first_name}}{{city}}.", "AnnBoston.")]
    [InlineData("Hi {{nobody}}!", "Hi !")]
    [InlineData("Hi {{nobody|there}}!", "Hi there!")]
    [InlineData("Hi {{nobody | dear friend }}!", "Hi dear friend!")]
    [InlineData("Hi {{blank|there}}", "Hi there")]
    [InlineData("Hi {{first_name|there}}", "Hi Ann")]
    [InlineData("Hi {{nobody|}}", "Hi ")]
    [InlineData("{{phone}} {{Phone Number}} {{to}}", "+442000000001 +442000000001 +442000000001")]
    [InlineData("{{lead_id}} {{Lead ID}} {{campaignId}} {{custom-call-id}} {{plan}}", "2502 2502 spring c-1 gold")]
    [InlineData("{{tags|none}}", "none")]
    [InlineData("{{code}}", "{{city}}")]
    [InlineData("{single} 100 % [x] <y>", "{single} 100 % [x] <y>")]
    [InlineData("", "")]
    public void Places_take_the_fields_value(string message, string expected)
    {
        var template = SpokenTemplate.Parse(message);
        template.Problem.ShouldBeNull();
        template.Fill(Fields).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Hi {{name", "Hi {{name", "without its closing }}: '{{name'")]
    [InlineData("Hi {{name}", "Hi {{name}", "without its closing }}: '{{name}'")]
    [InlineData("Hi {name}}", "Hi {name}}", "without its opening {{: '")]
    [InlineData("Hi name}} you", "Hi name}} you", "without its opening {{")]
    [InlineData("Hi {{}}", "Hi {{}}", "names no field: '{{}}'")]
    [InlineData("Hi {{ }}", "Hi {{ }}", "names no field")]
    [InlineData("Hi {{|there}}", "Hi {{|there}}", "names no field")]
    [InlineData("Hi {{{city}}}", "Hi {{{city}}}", "a brace")]
    [InlineData("Hi {{city}}}", "Hi {{city}}}", "three braces")]
    [InlineData("Hi {{a {{city}}", "Hi {{a Boston", "without its closing }}: '{{a '")]
    [InlineData("Hi {{first\nname}}", "Hi {{first\nname}}", "a line end")]
    public void What_is_no_place_is_named_and_kept_as_text(string message, string spoken, string problem)
    {
        var template = SpokenTemplate.Parse(message);
        template.Problem.ShouldNotBeNull().ShouldContain(problem);
        template.Fill(Fields).ShouldBe(spoken);
    }

    [Fact]
    public void A_script_carries_the_fields_that_its_message_names_and_nothing_more()
    {
        var script = new CallScript { Message = "{{First_name}} {{lead_id}} {{phone|?}} {{gone}}", Variables = Variables };
        CallScript complete = SpokenFields.Complete(script, Some.Number(), """{"lead_id":7,"x":1}""");
        complete.Variables!.Keys.Except(Variables.Keys).ShouldBe(["lead_id", "phone"], ignoreOrder: true);
        SpokenText.Plain(complete).ShouldBe($"Ann 7 {Some.Number().Value} ");
        SpokenFields.Complete(script with { Message = "Hi" }, Some.Number(), null).Variables.ShouldBeSameAs(Variables);
    }

    [Fact]
    public void A_place_that_nobody_fills_is_a_mistake_and_blanks_are_counted()
    {
        var tally = new PlaceTally();
        var template = new CallScript { Message = "Hi {{first_name}}, {{city|your town}}, {{order_nr}}" };
        tally.Add(new CallScript { Variables = new Dictionary<string, string> { ["First Name"] = "Ann" } }, template, Some.Number(1), null);
        tally.Add(new CallScript { Variables = new Dictionary<string, string> { ["First Name"] = " " } }, template, Some.Number(2), null);
        tally.Add(null, template, Some.Number(3), null);
        tally.Unfillable(["First Name"]).ShouldHaveSingleItem().ShouldBe(
            "has the place {{order_nr}}, which nobody's data can fill (the fields are First Name); correct its name, or write {{order_nr|default}}");
        tally.Notes().ShouldBe(["2 people have no first_name: their message leaves {{first_name}} out.", "3 people have no city: their message says 'your town' instead."]);
    }

    /// <summary>The messages that cost the square of their length, or worse, where marks are searched for again at every place.</summary>
    public static TheoryData<string, string, string> Hostile => new()
    {
        { "{{", " ", "" }, { "", "{{", "" }, { "", "{{", "}}" }, { "", "{{a ", "}}" }, { "", "}}", "" }, { "{{", "{", "}}" }, { "", "{{a}}", "" }, { "", "{{a|b", "}}" }, { "{{a|", "|", "}}" },
        { "", "{{{", "}}}" }, { "", "{{\n", "}}" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Reading_a_message_takes_steps_in_proportion_to_its_length(string before, string repeated, string after)
    {
        const int Times = 2_000;
        const int Larger = 16;
        long small = StepsOf(Times), large = StepsOf(Times * Larger);
        ((double)large / small).ShouldBeLessThan(Larger * 1.5);

        long StepsOf(int times)
        {
            string text = before + string.Concat(Enumerable.Repeat(repeated, times)) + after;
            SpokenTemplate.Parse(text, out long steps);
            steps.ShouldBeLessThan(6L * text.Length);
            return steps;
        }
    }

    [Fact]
    public void A_message_that_repeats_a_long_value_is_refused_before_it_is_built()
    {
        var script = new CallScript { Message = string.Concat(Enumerable.Repeat("{{a}}", 800)), Variables = new Dictionary<string, string> { ["a"] = new('x', 32_000) } };
        SpeechRules.Unlimited.FindProblem(script).ShouldBe("is too long: at most 40,000 characters once its places are filled in; got 25,600,000");
        SpeechRules.Unlimited.FindProblem(script with { Variables = new Dictionary<string, string> { ["a"] = "xx" } }).ShouldBeNull();
    }
}
