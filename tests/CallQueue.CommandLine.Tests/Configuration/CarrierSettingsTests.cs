using CallQueue.Carriers;
using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Simulated;
using CallQueue.Trunks;

namespace CallQueue.Configuration;

public sealed class CarrierSettingsTests
{
    private const string TwilioSid = "AC00000000000000000000000000000001";
    private const string PlivoId = "MA000000000000000001";

    private static readonly Dictionary<string, string> Twilio = new()
    {
        ["TWILIO_ACCOUNT_SID"] = TwilioSid, ["TWILIO_AUTH_TOKEN"] = "s3cret-token", ["TWILIO_NUMBER"] = "+1 500 555 0006", ["PUBLIC_URL"] = "https://d.example.com",
    };

    private static readonly Dictionary<string, string> Plivo = new()
    {
        ["PLIVO_AUTH_ID"] = PlivoId, ["PLIVO_AUTH_TOKEN"] = "s3cret-token", ["PLIVO_NUMBER"] = "+15005550006", ["PUBLIC_URL"] = "https://d.example.com",
    };

    private static readonly Dictionary<string, string> SignalWire = new()
    {
        ["SIGNALWIRE_SPACE_URL"] = "https://example.signalwire.com", ["SIGNALWIRE_PROJECT_ID"] = "b3877c40-da60-4998-90ad-b792e98472af", ["SIGNALWIRE_API_TOKEN"] = "s3cret-token", ["SIGNALWIRE_SIGNING_KEY"] = "s3cret-key",
        ["SIGNALWIRE_NUMBER"] = "+15005550006", ["PUBLIC_URL"] = "https://d.example.com",
    };

    private static readonly Dictionary<string, string> CallKaro = new()
    {
        ["CALLKARO_API_KEY"] = "s3cret-key", ["CALLKARO_AGENT_ID"] = "6803fa770b666a64ab1694c1", ["CALLKARO_WEBHOOK_SECRET"] = "s3cret-too",
    };

    [Fact]
    public void Without_credentials_calls_are_simulated_and_the_sentence_says_so()
    {
        ChosenCarrier chosen = Open([]);
        chosen.Simulated.ShouldNotBeNull();
        chosen.Webhooks.ShouldBeNull();
        chosen.Sentence.ShouldContain("SIMULATED");
    }

    [Fact]
    public void Credentials_choose_their_carrier_and_the_sentence_holds_no_secret()
    {
        ChosenCarrier twilio = Open(Twilio);
        (twilio.Carrier.Name, twilio.Webhooks!.Name, twilio.Carrier.Trunk.Value).ShouldBe(("twilio", "twilio", $"twilio:{TwilioSid}"));
        ChosenCarrier plivo = Open(Plivo);
        (plivo.Carrier.Name, plivo.Webhooks!.Name, plivo.Carrier.Trunk.Value).ShouldBe(("plivo", "plivo", $"plivo:{PlivoId}"));
        foreach (string sentence in (string[])[twilio.Sentence, plivo.Sentence, twilio.ToString(), plivo.ToString()])
        {
            sentence.ShouldNotContain("s3cret");
            sentence.ShouldNotContain("5005550006");
        }
        twilio.Sentence.ShouldContain("REAL");
    }

    [Fact]
    public void SignalWire_is_chosen_by_its_project_or_by_name_and_can_be_a_fallback()
    {
        ChosenCarrier chosen = Open(SignalWire);
        (chosen.Carrier.Name, chosen.Webhooks!.Name, chosen.Carrier.Trunk.Value).ShouldBe(("signalwire", "signalwire", $"signalwire:{SignalWire["SIGNALWIRE_PROJECT_ID"]}"));
        chosen.Sentence.ShouldStartWith($"Calls are REAL, through SignalWire account {SignalWire["SIGNALWIRE_PROJECT_ID"]} at https://example.signalwire.com");
        $"{chosen.Sentence}{chosen}{CarrierReader.Read(SomeSettings.Of(SignalWire), new SimulatedOptions())}".ShouldNotContain("s3cret");
        SettingValues settings = SomeSettings.Of(Merged(Merged(Twilio, SignalWire), new() { ["CALL_CARRIER"] = "twilio", ["FALLBACK_CARRIERS"] = "signalwire" }));
        CarrierReader.Fallbacks(settings, CarrierReader.Read(settings, new SimulatedOptions())).Single().ShouldBeOfType<CarrierOptions.SignalWire>();
        settings.Check();
        UnusedSettings.Find(settings, SettingReaders.OneProcess).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SIGNALWIRE_SPACE_URL", null)]
    [InlineData("SIGNALWIRE_SPACE_URL", "example.signalwire.com")]
    [InlineData("SIGNALWIRE_PROJECT_ID", "b3877c40")]
    [InlineData("SIGNALWIRE_API_TOKEN", null)]
    [InlineData("SIGNALWIRE_SIGNING_KEY", null)]
    [InlineData("SIGNALWIRE_NUMBER", null)]
    [InlineData("PUBLIC_URL", null)]
    [InlineData("SIGNALWIRE_TIME_LIMIT", "perhaps")]
    public void A_missing_or_wrong_piece_of_SignalWire_is_refused_by_its_name(string variable, string? value)
    {
        var variables = new Dictionary<string, string>(SignalWire);
        if (value is null) variables.Remove(variable);
        else variables[variable] = value;
        Refuse(variables).Sentence.ShouldStartWith(variable);
    }

    [Fact]
    public void Credentials_for_both_need_a_choice()
    {
        Dictionary<string, string> both = Merged(Twilio, Plivo);
        Refuse(both).Setting!.Name.ShouldBe("CALL_CARRIER");
        both["CALL_CARRIER"] = "Plivo";
        Open(both).Carrier.Name.ShouldBe("plivo");
        both["CALL_CARRIER"] = "simulated";
        Open(both).Carrier.Name.ShouldBe("simulated");
        both["CALL_CARRIER"] = "vonage";
        Refuse(both).Sentence.ShouldBe("CALL_CARRIER must be twilio, plivo, signalwire, callkaro or simulated; got 'vonage' (environment variable CALL_CARRIER).");
    }

    [Fact]
    public void Fallback_carriers_come_in_their_order_with_limits_of_their_own()
    {
        Dictionary<string, string> both = Merged(Merged(Twilio, Plivo), new() { ["CALL_CARRIER"] = "plivo", ["FALLBACK_CARRIERS"] = " Twilio ", ["FALLBACK_CHANNELS"] = "7", ["MAX_CONCURRENT_CALLS"] = "40", ["CALL_WORKER_CONCURRENCY"] = "40" });
        SettingValues settings = SomeSettings.Of(both);
        CarrierOptions first = CarrierReader.Read(settings, new SimulatedOptions());
        IReadOnlyList<CarrierOptions> others = CarrierReader.Fallbacks(settings, first);
        settings.Check();
        (first.Name, others.Single().Name).ShouldBe(("plivo", "twilio"));
        QueueReader.Fallbacks(settings, others)["twilio"].ShouldBe(new TrunkLimits(7, 1));
        QueueReader.Trunk(settings, first).ShouldBe(new TrunkLimits(40, 2));
        UnusedSettings.Find(settings, SettingReaders.OneProcess).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("vonage", "FALLBACK_CARRIERS must name twilio, plivo, signalwire, callkaro; got 'vonage'")]
    [InlineData("twilio", "FALLBACK_CARRIERS names twilio, which is the first carrier already")]
    [InlineData("plivo,plivo", "FALLBACK_CARRIERS names plivo twice")]
    public void Fallback_carriers_that_cannot_be_used_are_named(string names, string sentence)
    {
        SettingValues settings = SomeSettings.Of(Merged(Merged(Twilio, Plivo), new() { ["CALL_CARRIER"] = "twilio", ["FALLBACK_CARRIERS"] = names }));
        CarrierReader.Fallbacks(settings, CarrierReader.Read(settings, new SimulatedOptions()));
        settings.Problems.Single().Sentence.ShouldStartWith(sentence);
    }

    [Fact]
    public void A_fallback_without_credentials_and_one_that_would_phone_people_in_a_rehearsal_are_refused()
    {
        SettingValues settings = SomeSettings.Of(Merged(Twilio, new() { ["FALLBACK_CARRIERS"] = "plivo" }));
        CarrierReader.Fallbacks(settings, CarrierReader.Read(settings, new SimulatedOptions()));
        settings.Problems.Select(problem => problem.Setting!.Name).ShouldBe(["PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN", "PLIVO_NUMBER"], ignoreOrder: true);

        settings = SomeSettings.Of(Merged(Merged(Twilio, Plivo), new() { ["CALL_CARRIER"] = "twilio", ["FALLBACK_CARRIERS"] = "plivo", ["TWILIO_BASE_URL"] = "http://127.0.0.1:9" }));
        CarrierReader.Fallbacks(settings, CarrierReader.Read(settings, new SimulatedOptions()));
        settings.Problems.Single().Sentence.ShouldContain("must not mix real calls and rehearsals");
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
        SettingProblem problem = Refuse(variables);
        problem.Setting!.Name.ShouldBe(variable);
        problem.Sentence.ShouldStartWith(variable);
        problem.Sentence.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("TWILIO_REGION", "ie1", "https://api.dublin.ie1.twilio.com")]
    [InlineData("TWILIO_REGION", "au1", "https://api.sydney.au1.twilio.com")]
    [InlineData("TWILIO_EDGE", "umatilla", "https://api.umatilla.us1.twilio.com")]
    [InlineData("TWILIO_REGION=xx9;TWILIO_EDGE", "tokyo", "https://api.tokyo.xx9.twilio.com")]
    [InlineData("TWILIO_BASE_URL", "https://proxy.example.com", "https://proxy.example.com")]
    public void A_region_and_an_edge_choose_the_host(string variable, string value, string url) => CarrierReader.Read(SomeSettings.Of(With(variable, value)), new SimulatedOptions()).BaseUrl.ShouldBe(url);

    [Theory]
    [InlineData("TWILIO_REGION", "ie1.evil.example.com/", "TWILIO_REGION must have lower-case letters")]
    [InlineData("TWILIO_REGION", "xx9", "TWILIO_EDGE is missing; set it to the edge of the region xx9")]
    [InlineData("TWILIO_BASE_URL=https://p.example.com;TWILIO_REGION", "ie1", "TWILIO_BASE_URL conflicts with TWILIO_REGION")]
    [InlineData("TWILIO_API_KEY", "SK00000000000000000000000000000001", "TWILIO_API_SECRET is missing: it is needed beside TWILIO_API_KEY")]
    [InlineData("TWILIO_API_SECRET", "s3cret", "TWILIO_API_KEY is missing: it is needed beside TWILIO_API_SECRET")]
    [InlineData("TWILIO_API_SECRET=s3cret;TWILIO_API_KEY", "SK1", "TWILIO_API_KEY must be SK and 32 hex digits")]
    [InlineData("TWILIO_MAIN_AUTH_TOKEN", "s3cret", "TWILIO_MAIN_ACCOUNT_SID is missing: it is needed beside TWILIO_MAIN_AUTH_TOKEN")]
    [InlineData("TWILIO_MAIN_AUTH_TOKEN=s3cret;TWILIO_MAIN_ACCOUNT_SID", "AC1", "TWILIO_MAIN_ACCOUNT_SID must be AC and 32 hex digits")]
    [InlineData("TWILIO_API_KEY=SK00000000000000000000000000000001;TWILIO_API_SECRET=s3cret;TWILIO_MAIN_AUTH_TOKEN=s3cret;TWILIO_MAIN_ACCOUNT_SID", TwilioSid, "TWILIO_MAIN_ACCOUNT_SID must not be set beside an API key")]
    public void Credentials_and_regions_that_contradict_are_refused(string variable, string value, string sentence)
    {
        string found = Refuse(With(variable, value)).Sentence;
        found.ShouldStartWith(sentence);
        found.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Requests_can_be_sent_with_an_API_key_or_the_main_accounts_token()
    {
        const string Key = "SK00000000000000000000000000000001", Main = "AC00000000000000000000000000000009";
        CarrierOptions.Twilio key = (CarrierOptions.Twilio)CarrierReader.Read(SomeSettings.Of(With($"TWILIO_API_KEY={Key};TWILIO_API_SECRET", "s3cret-key")), new SimulatedOptions());
        (key.Account.ApiKeySid, key.Account.ApiKeySecret, key.Account.AccountSid).ShouldBe((Key, "s3cret-key", TwilioSid));
        CarrierOptions.Twilio main = (CarrierOptions.Twilio)CarrierReader.Read(SomeSettings.Of(With($"TWILIO_MAIN_ACCOUNT_SID={Main};TWILIO_MAIN_AUTH_TOKEN", "s3cret-main")), new SimulatedOptions());
        (main.Account.MainAccountSid, main.Account.MainAuthToken, main.Account.AuthToken).ShouldBe((Main, "s3cret-main", "s3cret-token"));
        $"{key}{main}{key.Account}{main.Account}".ShouldNotContain("s3cret");
    }

    private static Dictionary<string, string> With(string variables, string value)
    {
        Dictionary<string, string> all = Merged(Twilio, []);
        string[] pairs = $"{variables}={value}".Split(';');
        foreach (string[] pair in pairs.Select(pair => pair.Split('=', 2))) all[pair[0]] = pair[1];
        return all;
    }

    [Theory]
    [InlineData("PLIVO_AUTH_ID", "MA1")]
    [InlineData("PLIVO_AUTH_TOKEN", null)]
    [InlineData("PLIVO_NUMBER", null)]
    [InlineData("PLIVO_NUMBER", "5005550006")]
    [InlineData("PLIVO_BASE_URL", "api.plivo.com")]
    [InlineData("PUBLIC_URL", null)]
    public void A_missing_or_wrong_variable_of_plivo_is_refused_by_its_name(string variable, string? value) // [S3.12]
    {
        var variables = new Dictionary<string, string>(Plivo);
        if (value is null) variables.Remove(variable);
        else variables[variable] = value;
        SettingProblem problem = Refuse(variables);
        problem.Setting!.Name.ShouldBe(variable);
        problem.Sentence.ShouldStartWith(variable);
        problem.Sentence.ShouldNotContain("s3cret");
    }

    [Fact]
    public void A_callkaro_agent_needs_its_key_and_its_id_and_nothing_else()
    {
        ChosenCarrier chosen = Open(CallKaro);
        (chosen.Carrier.Name, chosen.Webhooks!.Name, chosen.Carrier.Trunk.Value).ShouldBe(("callkaro", "callkaro", "callkaro:6803fa770b666a64ab1694c1"));
        chosen.Sentence.ShouldBe(
            "Calls are REAL, through CallKaro's agent 6803fa770b666a64ab1694c1 at https://api.callkaro.ai. Point its webhooks to /api/webhooks/call.");
        (chosen.ToString() + new CallKaroOptions { ApiKey = "s3cret", AgentId = "agent", WebhookSecret = "s3cret" }).ShouldNotContain("s3cret");
        CarrierReader.Name(SomeSettings.Of(CallKaro)).ShouldBe("callkaro");
        Refuse(Merged(CallKaro, Twilio)).Sentence.ShouldBe("CALL_CARRIER is missing; set it to twilio or callkaro, since credentials are set for each, and FALLBACK_CARRIERS to the rest if calls may go there too.");
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
        SettingProblem problem = Refuse(variables);
        problem.Setting!.Name.ShouldBe(variable);
        problem.Sentence.ShouldStartWith(variable);
        problem.Sentence.ShouldNotContain("s3cret");
    }

    [Fact]
    public void A_missing_public_url_says_why_it_is_needed() =>
        Refuse(Plivo.Where(v => v.Key != "PUBLIC_URL").ToDictionary()).Sentence.ShouldContain("reach this server");

    [Fact]
    public void Loopback_carriers_can_be_believed_sooner()
    {
        Open(Merged(Twilio, new() { ["CALLQUEUE_ABSENCE_SECONDS"] = "3" })).Carrier.AbsenceBelievedAfter.ShouldBe(TimeSpan.FromSeconds(3));
        Open(Twilio).Carrier.AbsenceBelievedAfter.ShouldBe(TimeSpan.FromSeconds(120));
        Open(Plivo).Carrier.AbsenceBelievedAfter.ShouldBe(TimeSpan.FromSeconds(600));
    }

    [Theory]
    [InlineData(null, "true", "TWILIO_BASE_URL, which is not set")]
    [InlineData("http://127.0.0.1:7601", "perhaps", "must be true or false")]
    public void A_rehearsal_needs_a_lab(string? baseUrl, string rehearsal, string rule)
    {
        var variables = new Dictionary<string, string>(Twilio) { ["CALLQUEUE_REHEARSAL"] = rehearsal };
        if (baseUrl is not null) variables["TWILIO_BASE_URL"] = baseUrl;
        SettingProblem problem = Refuse(variables);
        problem.Setting!.Name.ShouldBe("CALLQUEUE_REHEARSAL");
        problem.Sentence.ShouldContain(rule);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7601", null, CarrierKind.Rehearsal)]
    [InlineData("http://127.0.0.1:7601", "false", CarrierKind.Real)]
    [InlineData("https://lab.example.com", "True", CarrierKind.Rehearsal)]
    [InlineData("https://api.twilio.com", null, CarrierKind.Real)]
    public void A_lab_is_known_by_plain_http_or_by_a_setting(string baseUrl, string? rehearsal, CarrierKind kind)
    {
        var variables = new Dictionary<string, string>(Twilio) { ["TWILIO_BASE_URL"] = baseUrl };
        if (rehearsal is not null) variables["CALLQUEUE_REHEARSAL"] = rehearsal;
        Open(variables).Kind.ShouldBe(kind);
    }

    private static ChosenCarrier Open(Dictionary<string, string> variables)
    {
        SettingValues settings = SomeSettings.Of(variables);
        CarrierOptions options = CarrierReader.Read(settings, new SimulatedOptions());
        settings.Problems.ShouldBeEmpty();
        return ChosenCarrier.Open(options, TimeProvider.System);
    }

    private static SettingProblem Refuse(Dictionary<string, string> variables)
    {
        SettingValues settings = SomeSettings.Of(variables);
        CarrierReader.Read(settings, new SimulatedOptions());
        return settings.Problems.ShouldHaveSingleItem();
    }

    private static Dictionary<string, string> Merged(Dictionary<string, string> a, Dictionary<string, string> b) => a.Concat(b.Where(v => !a.ContainsKey(v.Key))).ToDictionary();
}
