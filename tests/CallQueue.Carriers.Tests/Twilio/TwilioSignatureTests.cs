using System.Collections.Specialized;
using Twilio.Security;

namespace CallQueue.Carriers.Twilio;

/// <summary>The vectors were computed and accepted by Twilio's own node library: docs/carrier-facts.md#signature-test-vectors.</summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Host = "https://dialer.example.com";

    private static readonly TwilioWebhooks Webhooks = new(TwilioWire.Options());

    public static TheoryData<string> Names => [.. Vectors.Keys];

    private static readonly Dictionary<string, (CarrierMessage Message, string Signature)> Vectors = new()
    {
        ["TF1"] = (Messages.Post($"{Host}/tw/status", Messages.Form(
            ("CallSid", "CA11111111111111111111111111111111"), ("CallStatus", "completed"), ("From", "+15005550006"),
            ("To", "+442071838750"), ("CallDuration", "17"), ("SequenceNumber", "3"))), "rxk9YDIAiqdOCRRwKd9vI6FEh3Y="),
        ["TF2"] = (Messages.Post($"{Host}/tw/answer?c=42&lead=ann%20lee", Messages.Form(
            ("Called", "+442071838750"), ("CallSid", "CA22222222222222222222222222222222"), ("Digits", "1#"), ("SpeechResult", ""))), "VWiqxJaOONNUZBRffD9DULGGxZo="),
        ["TF3"] = (Messages.Post($"{Host}/tw/dup", Messages.Form(
            ("A", "b"), ("A", "a"), ("A", "b"), ("Z", "1"), ("a", "2"), ("B", "3"))), "SCNlCFaTbJWf39p0u2ld5mL5U2g="),
        ["TF4"] = (Messages.Post($"{Host}/tw/utf8", Messages.Form(
            ("SpeechResult", "olá çà"), ("CallSid", "CA44444444444444444444444444444444"))), "r+I6MyKS6ZvD0NssczqbCIr9IUw="),
        ["TG1"] = (Messages.Get($"{Host}/tw/answer?CallSid=CA33333333333333333333333333333333&To=%2B442071838750&From=%2B15005550006"), "fPzYWGNcZfr/0u+NzYu/YRFF3aY="),
        ["TG2"] = (Messages.Get($"{Host}/tw/status?b=2&a=1&CallStatus=no-answer"), "Uqvqft5Wb0dZFxLxtPk3PG5RUpA="),
        ["TG3"] = (Messages.Get("http://127.0.0.1:8080/tw/status?CallStatus=busy"), "IweDjowp3o+CUH0BngP67ex5JGk="),
        ["TJ1"] = (Messages.Json($"{Host}/tw/json?bodySHA256=27ebfe91a318dc07829eec267640f3751e9a3cdc12079c47803ad76b3404b82e", "{\"event\":\"x\",\"n\":1}"), "hDR7QVaAe0zOxJKbe394MA3oT+Q="),
        ["TJ2"] = (Messages.Json($"{Host}/tw/json?bodySHA256=b50e06e936de9390eaaad9a65fc8c92c1a6f88b09e3a75added2dc916e104e6c", "{\"text\":\"olá\"}"), "XoEXEaMv28o5SYRctu15HGarYiI="),
        ["TJ3"] = (Messages.Json($"{Host}/tw/json?k=v&bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", "{}"), "8g45OasczfW362avhABHMf66JWQ="),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_genuine_message_is_accepted(string name) => Webhooks.IsGenuine(Signed(name)).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_tampering_is_refused(string name)
    {
        CarrierMessage genuine = Signed(name);
        Webhooks.IsGenuine(genuine with { Url = genuine.Url.Replace("/tw/", "/tx/", StringComparison.Ordinal) }).ShouldBeFalse("path");
        Webhooks.IsGenuine(genuine with { Url = genuine.Url + (genuine.Url.Contains('?', StringComparison.Ordinal) ? "&x=1" : "?x=1") }).ShouldBeFalse("query");
        Webhooks.IsGenuine(genuine with { Url = genuine.Url.Replace("://", "s://", StringComparison.Ordinal) }).ShouldBeFalse("scheme");
        Webhooks.IsGenuine(genuine with { Header = _ => null }).ShouldBeFalse("no signature");
        Webhooks.IsGenuine(genuine with { Header = _ => "AAAA" }).ShouldBeFalse("another signature");
        Webhooks.IsGenuine(genuine with { Header = _ => Vectors[name].Signature.ToUpperInvariant() }).ShouldBeFalse("another case");
        for (int i = 0; i < genuine.Form.Count; i++)
        {
            KeyValuePair<string, string>[] form = [.. genuine.Form];
            form[i] = new(form[i].Key, form[i].Value + "x");
            Webhooks.IsGenuine(genuine with { Form = form }).ShouldBeFalse("field");
        }
        if (!genuine.Body.IsEmpty) Webhooks.IsGenuine(genuine with { Body = "[]"u8.ToArray() }).ShouldBeFalse("body");
        new TwilioWebhooks(TwilioWire.Options() with { AuthToken = "another" }).IsGenuine(genuine).ShouldBeFalse("token");
    }

    [Fact]
    public void A_json_body_without_its_hash_is_refused()
    {
        string url = $"{Host}/tw/json";
        Webhooks.IsGenuine(Messages.Json(url, "{}", ("X-Twilio-Signature", TwilioSignature.Compute(Token, url, [])))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://dialer.example.com/tw/status")]
    [InlineData("https://dialer.example.com:443/tw/status")]
    public void The_port_may_be_there_or_not(string url) =>
        Webhooks.IsGenuine(Signed("TF1") with { Url = url }).ShouldBeTrue();

    [Theory]
    [InlineData("https://h.example.com:8443/x?a=1", "https://h.example.com/x?a=1")]
    [InlineData("https://h.example.com/x?a=b:c", "https://h.example.com:443/x?a=b:c")]
    [InlineData("http://h.example.com", "http://h.example.com:80")]
    [InlineData("http://[::1]:8080/x", "http://[::1]/x")]
    [InlineData("http://[::1]/x", "http://[::1]:80/x")]
    public void What_was_signed_with_the_other_spelling_of_the_port_passes(string seen, string spelling) =>
        Webhooks.IsGenuine(Messages.Get(seen, ("X-Twilio-Signature", TwilioSignature.Compute(Token, spelling, [])))).ShouldBeTrue();

    [Fact]
    public void While_tokens_are_rotated_both_sign() =>
        new TwilioWebhooks(TwilioWire.Options() with { AuthToken = "new", OtherAuthToken = Token }).IsGenuine(Signed("TF1")).ShouldBeTrue();

    /// <summary>Twilio's own check of a signature agrees, but for the kinds it refuses though Twilio sends them.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_packages_validator_accepts_what_we_accept_but_repeated_names(string name)
    {
        (CarrierMessage message, string signature) = Vectors[name];
        var validator = new RequestValidator(Token);
        string body = System.Text.Encoding.UTF8.GetString(message.Body.Span);
        if (name == "TF3")
        {
            var repeated = new NameValueCollection();
            foreach ((string field, string value) in message.Form) repeated.Add(field, value);
            validator.Validate(message.Url, repeated, signature).ShouldBeFalse("this is why we check ourselves");
            return;
        }

        bool accepted = body.Length > 0 && message.Form.Count == 0 ? validator.Validate(message.Url, body, signature) : validator.Validate(message.Url, message.Form.ToDictionary(pair => pair.Key, pair => pair.Value), signature);
        accepted.ShouldBeTrue();
    }

    [Fact]
    public void Our_signatures_and_the_packages_agree_on_any_form()
    {
        var random = new Random(17);
        string[] hosts = ["https://d.example.com", "http://d.example.com", "https://d.example.com:8443", "http://127.0.0.1:8080"];
        for (int i = 0; i < 500; i++)
        {
            string url = $"{hosts[random.Next(hosts.Length)]}/a?call={random.Next()}&x=%7E~%20";
            Dictionary<string, string> form = [];
            for (int field = random.Next(1, 12); field > 0; field--) form[Word(random)] = Word(random);
            string signature = TwilioSignature.Compute(Token, url, [.. form]);
            new RequestValidator(Token).Validate(url, form, signature).ShouldBeTrue();
            string other = Word(random) + "!";
            new RequestValidator(Token).Validate(url + other, form, signature).ShouldBeFalse();
            Webhooks.IsGenuine(Messages.Post(url + other, [.. form]) with { Header = _ => signature }).ShouldBeFalse();
        }
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => (string[])["a", "B", "z", "9", "_", "é", "🙂", " ", "&", "="]).Select(signs => signs[random.Next(signs.Length)]));

    private static CarrierMessage Signed(string name) =>
        Vectors[name].Message with { Header = header => header == "X-Twilio-Signature" ? Vectors[name].Signature : null };
}
