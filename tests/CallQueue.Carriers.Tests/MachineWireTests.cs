using System.Text.Json.Nodes;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Twilio;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Carriers;

/// <summary>Answering machines on the wire: the exact fields of requests, and what the documents and messages mean.</summary>
public sealed class MachineWireTests
{
    private const string Status = "https://dialer.example.com/webhooks/{0}/status?call=acme~r1-0&attempt=1&token=t0k";
    private const string Answer = "https://dialer.example.com/webhooks/{0}/answer?call=acme~r1-0&attempt=1&token=t0k";
    private const string MessageUrl = "https://dialer.example.com/webhooks/plivo/message?call=acme~r1-0&attempt=1&token=t0k#rc=2&rp=all&ct=2000&rt=5000&tt=15000";
    private static readonly CallScript Left = new() { Message = "Hi {{name}}, call us back.", Voice = "Polly.Amy", Variables = new Dictionary<string, string> { ["name"] = "Ann" } };

    [Theory]
    [InlineData(MachineMode.Detect, "Enable")]
    [InlineData(MachineMode.HangUp, "Enable")]
    [InlineData(MachineMode.Message, "DetectMessageEnd")]
    public async Task Twilio_begins_the_call_at_once_and_sends_the_verdict_to_our_status_url(MachineMode mode, string detection)
    {
        IReadOnlyList<KeyValuePair<string, string>> form = await TwilioFormAsync(new MachineDetection(mode, Waits: false));
        Of(form, "MachineDetection").ShouldBe(detection);
        Of(form, "AsyncAmd").ShouldBe("true");
        Of(form, "AsyncAmdStatusCallbackMethod").ShouldBe("POST");
        Of(form, "AsyncAmdStatusCallback")!.Split('#')[0].ShouldBe(Status.Replace("{0}", "twilio", StringComparison.Ordinal));
        Of(form, "AsyncAmdStatusCallback")!.Split('#')[1].ShouldBe("rc=5&rp=all&ct=2000&rt=3000&tt=15000");
        Of(form, "Twiml").ShouldNotBeNull();
        Of(form, "Url").ShouldBeNull();
    }

    [Fact]
    public async Task Twilio_that_waits_for_the_verdict_asks_us_for_the_document_even_of_an_answer_url()
    {
        foreach (CallScript script in new[] { new CallScript { Message = "Hello." }, new CallScript { AnswerUrl = "https://app.example.com/a" } })
        {
            IReadOnlyList<KeyValuePair<string, string>> form = await TwilioFormAsync(new MachineDetection(MachineMode.HangUp, Waits: true), script);
            Of(form, "MachineDetection").ShouldBe("Enable");
            form.ShouldNotContain(pair => pair.Key.StartsWith("AsyncAmd", StringComparison.Ordinal));
            Of(form, "Url")!.Split('#')[0].ShouldBe(Answer.Replace("{0}", "twilio", StringComparison.Ordinal));
            Of(form, "Twiml").ShouldBeNull();
        }
    }

    [Fact]
    public async Task Without_detection_no_carrier_is_asked_for_it()
    {
        (await TwilioFormAsync(null)).ShouldNotContain(pair => pair.Key.Contains("Machine", StringComparison.Ordinal) || pair.Key.Contains("Amd", StringComparison.Ordinal));
        (await PlivoBodyAsync(null)).Select(member => member.Key).ShouldNotContain(name => name.StartsWith("machine", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MachineMode.Detect, "true")]
    [InlineData(MachineMode.HangUp, "hangup")]
    [InlineData(MachineMode.Message, "true")]
    public async Task Plivo_begins_the_call_at_once_and_sends_the_verdict_to_our_status_url(MachineMode mode, string detection)
    {
        JsonObject body = await PlivoBodyAsync(new MachineDetection(mode, Waits: false));
        ((string?)body["machine_detection"], (string?)body["machine_detection_method"]).ShouldBe((detection, "POST"));
        ((string)body["machine_detection_url"]!).Split('#')[0].ShouldBe(Status.Replace("{0}", "plivo", StringComparison.Ordinal));
        ((string?)(await PlivoBodyAsync(new MachineDetection(mode, Waits: true)))["machine_detection_url"]).ShouldBeNull();
    }

    [Fact]
    public async Task Plivo_that_waits_for_the_verdict_asks_us_for_the_document_even_of_an_answer_url()
    {
        JsonObject body = await PlivoBodyAsync(new MachineDetection(MachineMode.Message, Waits: true), new CallScript { AnswerUrl = "https://app.example.com/a" });
        ((string)body["answer_url"]!).Split('#')[0].ShouldBe(Answer.Replace("{0}", "plivo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Twilio_gets_the_message_inline_in_an_update_of_the_live_call()
    {
        await using RawServer server = new RawServer().ThenAnswer("200 OK", "{}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        TwilioCarrier carrier = new(TwilioWire.Options() with { BaseUrl = server.Url }, http, new FakeTimeProvider(Some.Now));
        (await carrier.LeaveMessageAsync(Call, Some.Attempt(), Left, default)).ShouldBeOfType<MessageAnswer.Speaking>();
        string request = server.Requests.ShouldHaveSingleItem();
        request.ShouldStartWith($"POST /2010-04-01/Accounts/{TwilioWire.Sid}/Calls/{Call.Value}.json HTTP/1.1\r\n");
        request.ShouldContain("Content-Type: application/x-www-form-urlencoded\r\n");
        KeyValuePair<string, string> only = FormPairs.Parse(request.Split("\r\n")[^1]).ShouldHaveSingleItem();
        only.ShouldBe(new("Twiml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Say voice=\"Polly.Amy\">Hi Ann, call us back.</Say><Hangup></Hangup></Response>"));
    }

    [Fact]
    public async Task Plivo_gets_a_transfer_to_our_message_url_which_waits_for_the_beep()
    {
        await using RawServer server = new RawServer().ThenAnswer("202 Accepted", "{}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        PlivoCarrier carrier = new(PlivoWire.Options() with { BaseUrl = server.Url }, http, new FakeTimeProvider(Some.Now));
        var call = new CarrierCallId("3f1c2a54-0000-4b1e-9d2a-5f0c1e2d3a4b");
        (await carrier.LeaveMessageAsync(call, Some.Attempt(), Left, default)).ShouldBeOfType<MessageAnswer.Speaking>();
        string request = server.Requests.ShouldHaveSingleItem();
        request.ShouldContain($"/Call/{call.Value}/ HTTP/1.1\r\n");
        JsonNode.Parse(request.Split("\r\n")[^1])!.ToJsonString().ShouldBe(new JsonObject { ["legs"] = "aleg", ["aleg_url"] = MessageUrl, ["aleg_method"] = "POST" }.ToJsonString());
        new PlivoWebhooks(PlivoWire.Options()).LeaveMessage(Left).Text.ShouldBe(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Wait length=\"30\" beep=\"true\" /><Speak voice=\"Polly.Amy\">Hi Ann, call us back.</Speak><Hangup /></Response>");
    }

    [Theory]
    [InlineData("400 Bad Request", typeof(MessageAnswer.Refused))]
    [InlineData("404 Not Found", typeof(MessageAnswer.Refused))]
    [InlineData("429 Too Many Requests", typeof(MessageAnswer.Unknown))]
    [InlineData("500 Internal Server Error", typeof(MessageAnswer.Unknown))]
    [InlineData(null, typeof(MessageAnswer.Unknown))]
    public async Task What_the_carrier_answers_to_a_message_is_refused_or_open(string? status, Type expected)
    {
        await using RawServer server = status is null ? new RawServer().ThenClose() : new RawServer().ThenAnswer(status, "{\"code\":21220}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        TwilioCarrier carrier = new(TwilioWire.Options() with { BaseUrl = server.Url }, http, new FakeTimeProvider(Some.Now));
        (await carrier.LeaveMessageAsync(Call, Some.Attempt(), Left, default)).ShouldBeOfType(expected);
    }

    [Fact]
    public async Task An_id_that_would_change_the_path_is_never_sent()
    {
        await using var server = new RawServer();
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        ICarrier[] carriers =
        [
            new TwilioCarrier(TwilioWire.Options() with { BaseUrl = server.Url }, http, new FakeTimeProvider(Some.Now)),
            new PlivoCarrier(PlivoWire.Options() with { BaseUrl = server.Url }, http, new FakeTimeProvider(Some.Now)),
        ];
        foreach (ICarrier carrier in carriers)
            (await carrier.LeaveMessageAsync(new CarrierCallId("../x"), Some.Attempt(), Left, default)).ShouldBeOfType<MessageAnswer.Refused>();
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("human", AnsweredBy.Human)]
    [InlineData("machine_start", AnsweredBy.Machine)]
    [InlineData("machine_end_beep", AnsweredBy.Machine)]
    [InlineData("machine_end_silence", AnsweredBy.Machine)]
    [InlineData("machine_end_other", AnsweredBy.Machine)]
    [InlineData("fax", AnsweredBy.Machine)]
    [InlineData("unknown", AnsweredBy.Unknown)]
    [InlineData("robot", null)]
    public void Twilios_words_are_ours(string word, string? verdict) => TwilioMachines.VerdictOf(word).ShouldBe(verdict);

    private static CarrierCallId Call { get; } = new("CA0123456789abcdef0123456789abcdef");

    private static string? Of(IReadOnlyList<KeyValuePair<string, string>> form, string name) => form.SingleOrDefault(pair => pair.Key == name).Value;

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> TwilioFormAsync(MachineDetection? machine, CallScript? script = null)
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", "{\"sid\":\"CA0123456789abcdef0123456789abcdef\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        var carrier = new TwilioCarrier(TwilioWire.Options() with { BaseUrl = server.Url }, http, new FakeTimeProvider(Some.Now));
        await carrier.DialAsync(Some.Dial(script: script) with { Machine = machine }, default);
        return FormPairs.Parse(server.Requests.ShouldHaveSingleItem().Split("\r\n")[^1]);
    }

    private static async Task<JsonObject> PlivoBodyAsync(MachineDetection? machine, CallScript? script = null)
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", "{\"request_uuid\":\"3f1c2a54-0000-4b1e-9d2a-5f0c1e2d3a4b\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        var carrier = new PlivoCarrier(PlivoWire.Options() with { BaseUrl = server.Url }, http, new FakeTimeProvider(Some.Now));
        await carrier.DialAsync(Some.Dial(script: script) with { Machine = machine }, default);
        return JsonNode.Parse(server.Requests.ShouldHaveSingleItem().Split("\r\n")[^1])!.AsObject();
    }
}
