namespace CallQueue.Carriers.Plivo;

/// <summary>The vectors were accepted by Plivo's own node and python libraries.</summary>
public sealed class PlivoSignatureTests
{
    private const string Host = "https://dialer.example.com";
    private static readonly PlivoWebhooks Webhooks = new(PlivoWire.Options());

    private static readonly KeyValuePair<string, string>[] F = Messages.Form(
        ("CallUUID", "3f1c2a54-0000-4b1e-9d2a-5f0c1e2d3a4b"), ("From", "15005550006"), ("To", "442071838750"), ("CallStatus", "completed"),
        ("HangupCauseName", "Normal Hangup"), ("Duration", "17"));

    public static TheoryData<string> Names => [.. Vectors.Keys];

    private static readonly Dictionary<string, (CarrierMessage Message, string Nonce, string Signature)> Vectors = new()
    {
        ["P3P1"] = (Messages.Post($"{Host}/pl/hangup", F), "10000000000000000001", "oqg18qvGu3iT+tnfjyJwcicaxrCCPQtqPJxZTt62HbA="),
        ["P3P2"] = (Messages.Post($"{Host}/pl/hangup?lead=77&camp=a", F), "10000000000000000002", "FdShw+qfrx8cbL4AWx/Ljhbo4CV6hSgmEKIUnJkPGkM="),
        ["P3P3"] = (Messages.Post($"{Host}:8443/pl/dup?n=ann%20lee", Messages.Form(("z", "b"), ("z", "a"), ("B", "1"), ("a", ""))), "10000000000000000005", "JNk50yAIlGm4gpT8q41lTQRZKgExZ0tbwprxXy+v0BI="),
        ["P3G1"] = (Messages.Get($"{Host}/pl/answer?To=442071838750&CallUUID=3f1c2a54-0000-4b1e-9d2a-5f0c1e2d3a4b&From=15005550006"), "10000000000000000003", "UIPISw1Pf31AorlKwhRkxkxy1BPszXAms5X7pW0mSE0="),
        ["P3G2"] = (Messages.Get($"{Host}/pl/ring?From=%2B15005550006&Name=Ann%20Lee"), "10000000000000000004", "3LDm4zAfDkrZOgpyBV3/KBvaGYyr4uYVKOcX7kIF1is="),
        ["P3G3"] = (Messages.Get($"{Host}:8443/pl/ring"), "10000000000000000006", "pH/3QgRgkq492/h/1DI5h7FmjEzzT+VY5qG93p1jcA4="),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_genuine_message_is_accepted(string name)
    {
        Webhooks.IsGenuine(Signed(name)).ShouldBeTrue();
        Webhooks.IsGenuine(Signed(name, "X-Plivo-Signature-Ma-V3")).ShouldBeTrue("main account");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_tampering_is_refused(string name)
    {
        CarrierMessage genuine = Signed(name);
        Webhooks.IsGenuine(genuine with { Url = genuine.Url.Replace("/pl/", "/px/", StringComparison.Ordinal) }).ShouldBeFalse("path");
        Webhooks.IsGenuine(genuine with { Url = genuine.Url + (genuine.Url.Contains('?', StringComparison.Ordinal) ? "&x=1" : "?x=1") }).ShouldBeFalse("query");
        Webhooks.IsGenuine(genuine with { Header = _ => null }).ShouldBeFalse("no signature");
        Webhooks.IsGenuine(genuine with { Header = header => header.EndsWith("Nonce", StringComparison.Ordinal) ? "1" : Vectors[name].Signature }).ShouldBeFalse("nonce");
        Webhooks.IsGenuine(genuine with { Header = header => header.EndsWith("Nonce", StringComparison.Ordinal) ? null : Vectors[name].Signature }).ShouldBeFalse("no nonce");
        Webhooks.IsGenuine(Signed(name, "X-Plivo-Signature-V2")).ShouldBeFalse("another header");
        for (int i = 0; i < genuine.Form.Count; i++)
        {
            KeyValuePair<string, string>[] form = [.. genuine.Form];
            form[i] = new(form[i].Key, form[i].Value + "x");
            Webhooks.IsGenuine(genuine with { Form = form }).ShouldBeFalse("field");
        }
        Webhooks.IsGenuine(genuine with { Form = [], Body = "{}"u8.ToArray(), Method = "POST" }).ShouldBeFalse("a body that is not covered");
        new PlivoWebhooks(PlivoWire.Options() with { AuthToken = "another" }).IsGenuine(genuine).ShouldBeFalse("token");
    }

    [Fact]
    public void Any_of_several_signatures_in_one_header_passes()
    {
        (CarrierMessage message, string nonce, string signature) = Vectors["P3P2"];
        CarrierMessage listed = message with { Header = h => h == "X-Plivo-Signature-V3" ? $"AAAA, {signature} ,BBBB" : h == "X-Plivo-Signature-V3-Nonce" ? nonce : null };
        Webhooks.IsGenuine(listed).ShouldBeTrue();
    }

    [Fact]
    public void Each_header_is_checked_with_its_own_token()
    {
        var subaccount = new PlivoWebhooks(PlivoWire.Options() with { AuthToken = "sub", MainAuthToken = PlivoWire.Options().AuthToken });
        subaccount.IsGenuine(Signed("P3P1", "X-Plivo-Signature-Ma-V3")).ShouldBeTrue();
        subaccount.IsGenuine(Signed("P3P1")).ShouldBeFalse();
    }

    [Fact]
    public void While_tokens_are_rotated_both_sign() =>
        new PlivoWebhooks(PlivoWire.Options() with { AuthToken = "new", OtherAuthToken = PlivoWire.Options().AuthToken }).IsGenuine(Signed("P3P1")).ShouldBeTrue();

    [Theory]
    [InlineData("https://dialer.example.com/pl/hangup", "20000000000000000001", "eytBB9sC1T3omVaLzjFW2kmYv8MB5xbF6Uk3taC4dlw=")]
    [InlineData("https://dialer.example.com/pl/hangup?lead=77&camp=a", "20000000000000000002", "u6hN7xsc5a0NPVb/U5HFjvOd1ebafyzCeCHw7rxIzkc=")]
    [InlineData("https://dialer.example.com:8443/pl/answer/", "20000000000000000003", "4NJonTdHlq5E4gf6bIAmaMhRmyeWlzn7ibrUqEMm0Xs=")]
    public void The_old_signature_is_computed_but_never_accepted(string url, string nonce, string expected)
    {
        PlivoSignature.ComputeV2(PlivoWire.Options().AuthToken, url, nonce).ShouldBe(expected);
        Webhooks.IsGenuine(Messages.Post(url, F, ("X-Plivo-Signature-V2", expected), ("X-Plivo-Signature-V2-Nonce", nonce))).ShouldBeFalse();
    }

    private static CarrierMessage Signed(string name, string header = "X-Plivo-Signature-V3") => Vectors[name].Message with
    {
        Header = asked => asked == header ? Vectors[name].Signature : asked == "X-Plivo-Signature-V3-Nonce" ? Vectors[name].Nonce : null,
    };
}
