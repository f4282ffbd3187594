using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Simulated;
using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers;

public sealed class CarrierEnvironmentTests
{
    private static readonly Dictionary<string, string> Twilio = new()
    {
        ["TWILIO_ACCOUNT_SID"] = TwilioWire.Sid, ["TWILIO_AUTH_TOKEN"] = "s3cret-token", ["TWILIO_NUMBER"] = "+1 500 555 0006", ["PUBLIC_URL"] = "https://d.example.com",
    };

    private static readonly Dictionary<string, string> Plivo = new()
    {
        ["PLIVO_AUTH_ID"] = PlivoWire.AuthId, ["PLIVO_AUTH_TOKEN"] = "s3cret-token", ["PLIVO_NUMBER"] = "+15005550006", ["PUBLIC_URL"] = "https://d.example.com",
    };

    private static readonly Dictionary<string, string> CallKaro = new()
    {
        ["CALLKARO_API_KEY"] = "s3cret-key", ["CALLKARO_AGENT_ID"] = "6803fa770b666a64ab1694c1", ["CALLKARO_WEBHOOK_SECRET"] = "s3cret-too",
    };

    [Fact]
    public void Without_credentials_calls_are_simulated_and_the_sentence_says_so()
    {
        CarrierChoice.Chosen chosen = Read([]).ShouldBeOfType<CarrierChoice.Chosen>();
        chosen.Simulated.ShouldNotBeNull();
        chosen.Webhooks.ShouldBeNull();
        chosen.Sentence.ShouldContain("SIMULATED");
    }

    [Fact]
    public void Credentials_choose_their_carrier_and_the_sentence_holds_no_secret()
    {
        CarrierChoice.Chosen twilio = Read(Twilio).ShouldBeOfType<CarrierChoice.Chosen>();
        (twilio.Carrier.Name, twilio.Webhooks!.Name, twilio.Carrier.Trunk.Value).ShouldBe(("twilio", "twilio", $"twilio:{TwilioWire.Sid}"));
        CarrierChoice.Chosen plivo = Read(Plivo).ShouldBeOfType<CarrierChoice.Chosen>();
        (plivo.Carrier.Name, plivo.Webhooks!.Name, plivo.Carrier.Trunk.Value).ShouldBe(("plivo", "plivo", $"plivo:{PlivoWire.AuthId}"));
        foreach (string sentence in (string[])[twilio.Sentence, plivo.Sentence, twilio.ToString(), plivo.ToString()])
        {
            sentence.ShouldNotContain("s3cret");
            sentence.ShouldNotContain("5005550006");
        }
        twilio.Sentence.ShouldContain("REAL");
    }

    [Fact]
    public void Credentials_for_both_need_a_choice()
    {
        Dictionary<string, string> both = Merged(Twilio, Plivo);
        Read(both).ShouldBeOfType<CarrierChoice.Refused>().Variable.ShouldBe("CALL_CARRIER");
        both["CALL_CARRIER"] = "Plivo";
        Read(both).ShouldBeOfType<CarrierChoice.Chosen>().Carrier.Name.ShouldBe("plivo");
        both["CALL_CARRIER"] = "simulated";
        Read(both).ShouldBeOfType<CarrierChoice.Chosen>().Carrier.Name.ShouldBe("simulated");
        both["CALL_CARRIER"] = "vonage";
        Read(both).ShouldBeOfType<CarrierChoice.Refused>().Problem.ShouldBe("CALL_CARRIER must be twilio, plivo, callkaro or simulated");
    }

    [Theory]
    [InlineData("TWILIO_AUTH_TOKEN", null)]
    [InlineData("TWILIO_NUMBER", null)]
    [InlineData("TWILIO_NUMBER", "5005550006")]
    [InlineData("PUBLIC_URL", null)]
    [InlineData("PUBLIC_URL", "d.example.com")]
    [InlineData("PUBLIC_URL", "https://my_host.example.com")]
    [InlineData("PUBLIC_URL", "https://d.example.com?x=1")]
    [InlineData("TWILIO_ACCOUNT_SID", "AC1")]
    [InlineData("TWILIO_BASE_URL", "api.twilio.com")]
    [InlineData("AGENT_SERVER_URL", "http://agent.example.com")]
    [InlineData("CALLQUEUE_ABSENCE_SECONDS", "soon")]
    [InlineData("CALLQUEUE_ABSENCE_SECONDS", "0")]
    public void A_missing_or_wrong_piece_is_refused_by_its_name(string variable, string? value)
    {
        var variables = new Dictionary<string, string>(Twilio);
        if (value is null) variables.Remove(variable);
        else variables[variable] = value;
        CarrierChoice.Refused refused = Read(variables).ShouldBeOfType<CarrierChoice.Refused>();
        refused.Variable.ShouldBe(variable);
        refused.Problem.ShouldStartWith(variable);
        refused.Problem.ShouldNotContain("s3cret");
    }

    [Fact]
    public void A_callkaro_agent_needs_its_key_and_its_id_and_nothing_else()
    {
        CarrierChoice.Chosen chosen = Read(CallKaro).ShouldBeOfType<CarrierChoice.Chosen>();
        (chosen.Carrier.Name, chosen.Webhooks!.Name, chosen.Carrier.Trunk.Value).ShouldBe(("callkaro", "callkaro", "callkaro:6803fa770b666a64ab1694c1"));
        chosen.Sentence.ShouldBe(
            "Calls are REAL, through CallKaro's agent 6803fa770b666a64ab1694c1 at https://api.callkaro.ai. Point its webhooks to /api/webhooks/call.");
        (chosen.ToString() + (CallKaroWire.Options() with { ApiKey = "s3cret", WebhookSecret = "s3cret" })).ShouldNotContain("s3cret");
        CarrierEnvironment.NameByCredentials(CallKaro.GetValueOrDefault).ShouldBe("callkaro");
        Read(Merged(CallKaro, Twilio)).ShouldBeOfType<CarrierChoice.Refused>().Problem.ShouldBe("CALL_CARRIER is missing; set it to twilio or callkaro, since credentials are set for each");
    }

    [Theory]
    [InlineData("CALLKARO_AGENT_ID", null)]
    [InlineData("CALLKARO_AGENT_ID", "a b")]
    [InlineData("CALLKARO_API_KEY", "two words")]
    [InlineData("CALLKARO_BASE_URL", "api.callkaro.ai")]
    [InlineData("CALLKARO_CALL_PATH", "call/outbound")]
    [InlineData("CALLKARO_CALL_PATH", "//elsewhere.example.com")]
    [InlineData("CALLKARO_STATUS_PATH", "/call")]
    [InlineData("CALLKARO_KEY_HEADER", "X API")]
    [InlineData("CALLKARO_SIGNATURE_HEADER", "a:b")]
    [InlineData("CALLKARO_TIMESTAMP_HEADER", "a:b")]
    [InlineData("CALLKARO_GIVE_UP_SECONDS", "15")]
    [InlineData("CALLKARO_GIVE_UP_SECONDS", "never")]
    public void What_is_wrong_about_a_callkaro_agent_is_refused_by_its_name(string variable, string? value)
    {
        var variables = new Dictionary<string, string>(CallKaro);
        if (value is null) variables.Remove(variable);
        else variables[variable] = value;
        CarrierChoice.Refused refused = Read(variables).ShouldBeOfType<CarrierChoice.Refused>();
        refused.Variable.ShouldBe(variable);
        refused.Problem.ShouldStartWith(variable);
        refused.Problem.ShouldNotContain("s3cret");
    }

    [Fact]
    public void A_missing_public_url_says_why_it_is_needed() =>
        Read(Plivo.Where(v => v.Key != "PUBLIC_URL").ToDictionary()).ShouldBeOfType<CarrierChoice.Refused>().Problem.ShouldContain("reach this server");

    [Fact]
    public void Loopback_carriers_can_be_believed_sooner()
    {
        Read(Merged(Twilio, new() { ["CALLQUEUE_ABSENCE_SECONDS"] = "3" })).ShouldBeOfType<CarrierChoice.Chosen>().Carrier.AbsenceBelievedAfter.ShouldBe(TimeSpan.FromSeconds(3));
        Read(Twilio).ShouldBeOfType<CarrierChoice.Chosen>().Carrier.AbsenceBelievedAfter.ShouldBe(TimeSpan.FromSeconds(120));
        Read(Plivo).ShouldBeOfType<CarrierChoice.Chosen>().Carrier.AbsenceBelievedAfter.ShouldBe(TimeSpan.FromSeconds(600));
    }

    [Fact]
    public void Absence_is_never_believed_while_a_request_may_be_under_way()
    {
        (TwilioWire.Options() with { AbsenceBelievedAfter = TimeSpan.FromSeconds(15) }).FindProblem().ShouldBe("AbsenceBelievedAfter must be longer than RequestTimeout");
        (PlivoWire.Options() with { AbsenceBelievedAfter = TimeSpan.FromSeconds(15) }).FindProblem().ShouldBe("AbsenceBelievedAfter must be longer than RequestTimeout");
    }

    private static CarrierChoice Read(Dictionary<string, string> variables) =>
        CarrierEnvironment.Read(variables.GetValueOrDefault, new SimulatedOptions(), TimeProvider.System);

    private static Dictionary<string, string> Merged(Dictionary<string, string> a, Dictionary<string, string> b) => a.Concat(b.Where(v => !a.ContainsKey(v.Key))).ToDictionary();
}
