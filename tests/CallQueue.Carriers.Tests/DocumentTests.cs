using System.Xml.Linq;
using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Twilio;
using CallQueue.Speech;

namespace CallQueue.Carriers;

public sealed class DocumentTests
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    [Fact]
    public void A_message_is_spoken_with_its_places_filled_and_its_markup_escaped()
    {
        var script = new CallScript { Message = "Hi {{name}}{{ gone }}, <5 & more\u0001.", Voice = "Polly.Amy", Variables = Variables(("name", "Ann \"A\" <Lee>")) };
        Twilio(script).ShouldBe(Head + "<Response><Say voice=\"Polly.Amy\">Hi Ann \"A\" &lt;Lee&gt;, &lt;5 &amp; more.</Say></Response>");
        Plivo(script).ShouldBe(Head + "<Response><Speak voice=\"Polly.Amy\">Hi Ann \"A\" &lt;Lee&gt;, &lt;5 &amp; more.</Speak></Response>");
    }

    [Fact]
    public void Whether_an_agent_takes_the_call_is_looked_at_where_there_is_something_to_say_if_none_does()
    {
        var script = new CallScript { FlowName = "sales" };
        AttemptRef attempt = Some.Attempt();
        string query = CallbackQuery.Of(attempt).Replace("&", "&amp;", StringComparison.Ordinal), host = "https://d.example.com/webhooks";
        string twilio = TwilioDocuments.Write(script, attempt, "wss://agent.example.com/ws", Callbacks.ForTwilio("https://d.example.com")).Text!;
        twilio.ShouldContain($"statusCallback=\"{host}/twilio/status?{query}\"");
        twilio.ShouldEndWith($"</Connect><Redirect method=\"POST\">{host}/twilio/agent?{query}</Redirect></Response>");
        string plivo = PlivoDocuments.Write(script, attempt, "wss://agent.example.com/ws", Callbacks.ForPlivo("https://d.example.com"), looksAfterAgent: true).Text!;
        plivo.ShouldContain($"statusCallbackUrl=\"{host}/plivo/status?{query}\" statusCallbackMethod=\"POST\"");
        plivo.ShouldEndWith($"</Stream><Redirect method=\"POST\">{host}/plivo/agent?{query}</Redirect></Response>");
        foreach (string? off in (string?[])[TwilioDocuments.Write(script, attempt, "wss://agent.example.com/ws").Text, PlivoDocuments.Write(script, attempt, "wss://agent.example.com/ws", Callbacks.ForPlivo("https://d.example.com")).Text])
            off.ShouldNotBeNull().ShouldNotContain("d.example.com/webhooks");
    }

    [Fact]
    public void SSML_is_passed_through_and_values_in_it_stay_text()
    {
        var script = new CallScript
        {
            Message = "<speak>Hi {{First name|there}} <break time=\"1s\"/> <sub alias=\"{{nick}}\">x</sub></speak>", Ssml = true, Voice = "Polly.Amy",
            Variables = Variables(("first_name", "<Dial>1</Dial> {{nick}}"), ("nick", "\"A\" & B")),
        };
        const string Start = "Hi &lt;Dial&gt;1&lt;/Dial&gt; {{nick}} <break time=\"1s\"", End = "> <sub alias=\"&quot;A&quot; &amp; B\">x</sub>";
        Twilio(script).ShouldBe($"{Head}<Response><Say voice=\"Polly.Amy\">{Start}></break{End}</Say></Response>");
        Plivo(script).ShouldBe($"{Head}<Response><Speak voice=\"Polly.Amy\">{Start} /{End}</Speak></Response>");
        TwilioDocuments.Write(script with { Message = "<Dial>1</Dial>" }, Some.Attempt(), null).Problem.ShouldNotBeNull().ShouldStartWith("the message has the element <Dial>");
    }

    [Theory]
    [InlineData("twilio", null, 4_096, false, null)]
    [InlineData("twilio", null, 4_097, false, "at most 4,096 bytes")]
    [InlineData("twilio", "alice", 4_097, false, "at most 4,096 bytes")]
    [InlineData("twilio", "Polly.Joanna", 3_001, false, "at most 3,000 bytes")]
    [InlineData("twilio", "Google.en-US-Wavenet-A", 4_500, false, null)]
    [InlineData("twilio", "Google.en-US-Wavenet-A", 4_501, false, "at most 4,500 characters once it is URL-encoded")]
    [InlineData("twilio", "Polly.Joanna", 3_000, true, null)]
    [InlineData("twilio", null, 10, true, "SSML, which Twilio speaks only with a Polly or Google voice")]
    [InlineData("twilio", "woman", 10, true, "got the voice 'woman'")]
    [InlineData("plivo", null, 3_000, false, null)]
    [InlineData("plivo", "WOMAN", 3_001, false, "at most 3,000 characters")]
    [InlineData("plivo", "Polly.Joanna", 3_000, true, null)]
    [InlineData("plivo", "WOMAN", 10, true, "SSML, which Plivo speaks only with a Polly voice")]
    [InlineData("callkaro", null, 10, true, "SSML, which CallKaro does not speak")]
    [InlineData("callkaro", null, 4_000, false, null)]
    public void The_carriers_limits_of_a_spoken_text_are_kept(string carrier, string? voice, int length, bool ssml, string? problem)
    {
        SpeechRules rules = carrier switch { "twilio" => TwilioSpeech.For(null), "plivo" => PlivoSpeech.For(null), _ => CallKaroSpeech.Rules };
        var script = new CallScript { Message = "{{x}}", Ssml = ssml ? true : null, Voice = voice, Variables = Variables(("x", new string('a', length))) };
        string? found = rules.FindProblem(script);
        if (problem is null) found.ShouldBeNull();
        else found.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public void Who_has_an_agent_needs_no_message()
    {
        (TwilioSpeech.For(null).NeedsMessage, TwilioSpeech.For("wss://a.example.com").NeedsMessage).ShouldBe((true, false));
        (PlivoSpeech.For("").NeedsMessage, PlivoSpeech.For("wss://a.example.com").NeedsMessage, CallKaroSpeech.Rules.NeedsMessage).ShouldBe((true, false, false));
    }

    [Fact]
    public void An_emoji_is_spoken_whole_and_half_of_one_is_dropped() =>
        Twilio(new CallScript { Message = "a\ud83d\ude00b\ud83dc" }).ShouldBe(Head + "<Response><Say>a\ud83d\ude00bc</Say></Response>");

    [Fact]
    public void A_script_without_anything_hangs_up()
    {
        Twilio(new CallScript()).ShouldBe(Head + "<Response><Hangup></Hangup></Response>");
        Plivo(new CallScript()).ShouldBe(Head + "<Response><Hangup /></Response>");
    }

    [Fact]
    public void An_agent_hears_call_attempt_flow_and_variables_as_twilio_parameters()
    {
        Twilio(new CallScript { AgentUrl = "https://bot.example.com/ws?room=7", FlowName = "intro", Variables = Variables(("lead", "a&b"), ("call", "forged")) }).ShouldBe(
            Head + "<Response><Connect><Stream url=\"wss://bot.example.com/ws\"><Parameter name=\"call\" value=\"r1-0\"></Parameter><Parameter name=\"attempt\" value=\"1\"></Parameter>"
            + "<Parameter name=\"flow_name\" value=\"intro\"></Parameter><Parameter name=\"callqueue_metadata\" value=\"{&quot;call&quot;:&quot;acme~r1-0&quot;,&quot;attempt&quot;:1,&quot;token&quot;:&quot;t0k&quot;}\"></Parameter><Parameter name=\"room\" value=\"7\"></Parameter><Parameter name=\"lead\" value=\"a&amp;b\"></Parameter></Stream></Connect></Response>");
    }

    [Fact]
    public void An_agent_hears_the_same_from_plivo_in_query_and_headers()
    {
        XElement stream = XElement.Parse(Plivo(new CallScript { AgentUrl = "wss://bot.example.com/ws", FlowName = "intro", Variables = Variables(("lead", "7 8")) })[Head.Length..]).Element("Stream")!;
        stream.Value.ShouldBe("wss://bot.example.com/ws?call=r1-0&attempt=1&flow_name=intro&callqueue_metadata=%7B%22call%22%3A%22acme~r1-0%22%2C%22attempt%22%3A1%2C%22token%22%3A%22t0k%22%7D&lead=7%208");
        stream.Attribute("extraHeaders")!.Value.ShouldBe("call=r1-0,attempt=1,flow_name=intro,lead=7 8");
        stream.Attribute("keepCallAlive")!.Value.ShouldBe("true");
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a=b")]
    [InlineData("olá")]
    public void Values_that_plivo_headers_can_not_hold_travel_in_the_query_alone(string value)
    {
        XElement stream = XElement.Parse(Plivo(new CallScript { AgentUrl = "wss://bot.example.com/ws", Variables = Variables(("v", value)) })[Head.Length..]).Element("Stream")!;
        stream.Value.ShouldEndWith("&v=" + Uri.EscapeDataString(value));
        stream.Attribute("extraHeaders")!.Value.ShouldBe("call=r1-0,attempt=1");
    }

    [Fact]
    public void Variables_that_would_not_reach_the_agent_whole_are_a_problem_and_never_cut()
    {
        var script = new CallScript { AgentUrl = "wss://bot.example.com/ws", Variables = Variables(("v", new string('x', 499))) };
        TwilioDocuments.Write(script, Some.Attempt(), null).Problem!.ShouldContain("'v'");
        TwilioDocuments.Write(script with { Variables = Variables(("v", new string('x', 498))) }, Some.Attempt(), null).Problem.ShouldBeNull();
        PlivoDocuments.Write(script with { Variables = Variables(("v", new string('x', 2048))) }, Some.Attempt(), null, Callbacks.ForPlivo("https://d.example.com")).Problem.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("ws://bot.example.com/ws")]
    [InlineData("http://bot.example.com/ws")]
    [InlineData("ftp://bot.example.com")]
    [InlineData("bot")]
    public void An_agent_that_carriers_can_not_stream_to_is_a_problem(string url) =>
        TwilioDocuments.Write(new CallScript { AgentUrl = url }, Some.Attempt(), null).Problem.ShouldNotBeNull();

    [Fact]
    public void The_process_agent_serves_scripts_that_name_none() =>
        TwilioDocuments.Write(new CallScript(), Some.Attempt(), "http://localhost:8765").Text!.ShouldContain("url=\"ws://localhost:8765\"");

    [Fact]
    public void Plivo_records_the_session_in_the_background_before_anything_else()
    {
        XElement[] verbs = [.. XElement.Parse(Plivo(new CallScript { Message = "Hi", Record = true })[Head.Length..]).Elements()];
        verbs[0].Name.LocalName.ShouldBe("Record");
        verbs[0].Attribute("recordSession")!.Value.ShouldBe("true");
        verbs[0].Attribute("redirect")!.Value.ShouldBe("false");
        verbs[1].Name.LocalName.ShouldBe("Speak");
    }

    private static string Twilio(CallScript script) => new TwilioWebhooks(TwilioWire.Options()).Answer(script, Some.Attempt()).Text;

    private static string Plivo(CallScript script) => new PlivoWebhooks(PlivoWire.Options()).Answer(script, Some.Attempt()).Text;

    private static Dictionary<string, string> Variables(params (string Name, string Value)[] pairs) => pairs.ToDictionary(p => p.Name, p => p.Value);
}
