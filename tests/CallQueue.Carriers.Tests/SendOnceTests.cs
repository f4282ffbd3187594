using System.Net;
using System.Net.Sockets;
using CallQueue.Carriers.CallKaro;
using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Twilio;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Carriers;

/// <summary>A create request leaves once or not at all, whatever the HTTP stack would like to do.</summary>
public sealed class SendOnceTests
{
    private const string Created = "{\"sid\":\"CA0123456789abcdef0123456789abcdef\",\"status\":\"queued\"}";

    private readonly FakeTimeProvider _time = new(Some.Now);

    [Fact]
    public async Task A_create_on_a_kept_connection_that_the_server_closes_after_reading_it_is_sent_once_and_its_fate_is_open()
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", Created).ThenClose().ThenAnswer("201 Created", Created);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        TwilioCarrier carrier = Twilio(server.Url, http);

        (await carrier.DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.Accepted>();
        (await carrier.DialAsync(Some.Dial(Some.Attempt(2)), default)).ShouldBeOfType<DialAnswer.Unknown>();
        server.Requests.Count(r => r.Contains("attempt%3D2", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    [InlineData("302 Found")]
    public async Task A_redirect_is_not_followed(string status)
    {
        await using var server = new RawServer();
        server.ThenAnswer(status, "", $"Location: {server.Url}/elsewhere\r\n").ThenAnswer("201 Created", Created);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        (await Twilio(server.Url, http).DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Even_a_client_that_follows_redirects_does_not_send_it_again()
    {
        await using var server = new RawServer();
        server.ThenAnswer("307 Temporary Redirect", "", $"Location: {server.Url}/elsewhere\r\n").ThenAnswer("201 Created", Created);
        using var http = new HttpClient();
        (await Twilio(server.Url, http).DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();
        server.Requests.Count(r => r.Contains("attempt%3D1", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"sid\":")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n<html>ok<")]
    [InlineData("nonsense")]
    public async Task An_answer_that_can_not_be_read_leaves_its_fate_open(string bytes)
    {
        await using RawServer server = new RawServer().ThenSayAndClose(bytes).ThenSayAndClose(bytes);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        (await Twilio(server.Url, http).DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();
        (await Plivo(server.Url, http).DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();
    }

    [Fact]
    public async Task A_carrier_that_is_not_reached_has_certainly_not_placed_the_call()
    {
        string nobody;
        await using (var server = new RawServer()) nobody = server.Url;
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        DialAnswer.TryLater later = (await Twilio(nobody, http).DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.TryLater>();
        later.Throttled.ShouldBeFalse();
        (await Plivo(nobody, http).DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.TryLater>();
        (await Twilio("https://" + nobody[7..], http).DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.TryLater>();
        (await Twilio("http://no-such-host.invalid", http).DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.TryLater>();
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_has_certainly_not_placed_the_call()
    {
        await using var server = new RawServer();
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        Task<DialAnswer> dialing = Twilio("https://" + server.Url[7..], http).DialAsync(Some.Dial(), default);
        _time.Advance(TimeSpan.FromSeconds(15));
        (await Signals.Within(dialing)).ShouldBeOfType<DialAnswer.TryLater>();
    }

    [Fact]
    public async Task Nothing_leaves_when_its_time_has_passed()
    {
        await using var server = new RawServer();
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        (await Twilio(server.Url, http).DialAsync(Some.Dial(sendBefore: Some.Now), default)).ShouldBeOfType<DialAnswer.TryLater>();
        (await Plivo(server.Url, http).DialAsync(Some.Dial(sendBefore: Some.Now), default)).ShouldBeOfType<DialAnswer.TryLater>();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_leaves_when_its_time_passes_while_the_connection_is_made()
    {
        await using var server = new RawServer();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                _time.Advance(TimeSpan.FromSeconds(10));
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        (await Twilio(server.Url, http).DialAsync(Some.Dial(sendBefore: Some.Now.AddSeconds(10)), default)).ShouldBeOfType<DialAnswer.TryLater>();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancellation_before_sending_is_certain()
    {
        await using var server = new RawServer();
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        (await Twilio(server.Url, http).DialAsync(Some.Dial(), new CancellationToken(canceled: true))).ShouldBeOfType<DialAnswer.TryLater>();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_bytes_of_a_twilio_create_are_exactly_these()
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", Created);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        await Twilio(server.Url, http).DialAsync(Some.Dial(script: new() { Message = "Hello.", Record = true }), default);

        string[] request = server.Requests.ShouldHaveSingleItem().Split("\r\n");
        request[0].ShouldBe($"POST /2010-04-01/Accounts/{TwilioWire.Sid}/Calls.json HTTP/1.1");
        request.ShouldContain("Content-Type: application/x-www-form-urlencoded");
        request.ShouldContain("Authorization: Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==");
        request[^1].ShouldBe(
            "To=%2B442071838750&From=%2B15005550006"
            + "&StatusCallback=https%3A%2F%2Fdialer.example.com%2Fwebhooks%2Ftwilio%2Fstatus%3Fcall%3Dacme~r1-0%26attempt%3D1%26token%3Dt0k%23rc%3D5%26rp%3Dall%26ct%3D2000%26rt%3D3000%26tt%3D15000"
            + "&StatusCallbackEvent=ringing&StatusCallbackEvent=answered&StatusCallbackEvent=completed&StatusCallbackMethod=POST"
            + "&Timeout=30&Record=true"
            + "&RecordingStatusCallback=https%3A%2F%2Fdialer.example.com%2Fwebhooks%2Ftwilio%2Fstatus%3Fcall%3Dacme~r1-0%26attempt%3D1%26token%3Dt0k%23rc%3D5%26rp%3Dall%26ct%3D2000%26rt%3D3000%26tt%3D15000"
            + "&RecordingStatusCallbackMethod=POST&RecordingStatusCallbackEvent=completed&RecordingStatusCallbackEvent=absent&TimeLimit=1800"
            + "&Twiml=%3C%3Fxml%20version%3D%221.0%22%20encoding%3D%22UTF-8%22%3F%3E%3CResponse%3E%3CSay%3EHello.%3C%2FSay%3E%3C%2FResponse%3E");
    }

    [Theory]
    [InlineData(true, false, "SK00000000000000000000000000000002:key-secret")]
    [InlineData(false, true, "AC00000000000000000000000000000009:main-token")]
    [InlineData(false, false, TwilioWire.Sid + ":0123456789abcdef0123456789abcdef")]
    public async Task Requests_are_sent_with_an_API_key_the_main_accounts_token_or_the_accounts_own(bool key, bool main, string credentials)
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", Created).ThenAnswer("200 OK", "{\"calls\":[],\"status\":\"active\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        TwilioOptions options = TwilioWire.Options() with { BaseUrl = server.Url };
        if (key) options = options with { ApiKeySid = "SK00000000000000000000000000000002", ApiKeySecret = "key-secret" };
        if (main) options = options with { MainAccountSid = "AC00000000000000000000000000000009", MainAuthToken = "main-token" };
        var carrier = new TwilioCarrier(options, http, _time);
        await carrier.DialAsync(Some.Dial(), default);
        (await carrier.CheckAccountAsync(default)).Standing.ShouldBe(AccountStanding.Accepted);

        foreach (string request in server.Requests) request.ShouldContain($"Authorization: Basic {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(credentials))}\r\n");
        server.Requests[0].ShouldStartWith($"POST /2010-04-01/Accounts/{TwilioWire.Sid}/Calls.json ");
        server.Requests[1].ShouldStartWith(key ? $"GET /2010-04-01/Accounts/{TwilioWire.Sid}/Calls.json?PageSize=1 " : $"GET /2010-04-01/Accounts/{TwilioWire.Sid}.json ");
    }

    [Theory] // What the package's class can't read costs no call: the id is taken from what there is.
    [InlineData("{\"sid\":\"CA0123456789abcdef0123456789abcdef\",\"date_created\":\"yesterday\"}", true)]
    [InlineData("{\"sid\":\"CA0123456789abcdef0123456789abcdef\",\"subresource_uris\":7}", true)]
    [InlineData("{\"sid\":{\"a\":1}}", false)]
    [InlineData("null", false)]
    [InlineData("\"CA1\"", false)]
    [InlineData("{\"sid\":\"\"}", false)]
    public async Task An_accepted_create_is_known_by_its_sid_alone(string body, bool accepted)
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", body);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        DialAnswer answer = await Twilio(server.Url, http).DialAsync(Some.Dial(), default);
        if (accepted) answer.ShouldBe(new DialAnswer.Accepted(new CarrierCallId("CA0123456789abcdef0123456789abcdef")));
        else answer.ShouldBeOfType<DialAnswer.Unknown>();
    }

    [Fact]
    public async Task The_bytes_of_a_plivo_create_are_exactly_these()
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", "{\"request_uuid\":\"3f1c2a54-0000-4b1e-9d2a-5f0c1e2d3a4b\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        await Plivo(server.Url, http).DialAsync(Some.Dial(), default);

        string[] request = server.Requests.ShouldHaveSingleItem().Split("\r\n");
        request[0].ShouldBe($"POST /v1/Account/{PlivoWire.AuthId}/Call/ HTTP/1.1");
        request.ShouldContain("Content-Type: application/json");
        const string Status = "https://dialer.example.com/webhooks/plivo/status?call=acme~r1-0\\u0026attempt=1\\u0026token=t0k#rc=5\\u0026rp=all\\u0026ct=2000\\u0026rt=5000\\u0026tt=55000";
        const string Answer = "https://dialer.example.com/webhooks/plivo/answer?call=acme~r1-0\\u0026attempt=1\\u0026token=t0k#rc=2\\u0026rp=all\\u0026ct=2000\\u0026rt=5000\\u0026tt=15000";
        request[^1].ShouldBe(
            "{\"from\":\"15005550006\",\"to\":\"442071838750\",\"answer_url\":\"" + Answer + "\",\"answer_method\":\"POST\",\"ring_url\":\"" + Status
            + "\",\"ring_method\":\"POST\",\"hangup_url\":\"" + Status + "\",\"hangup_method\":\"POST\",\"fallback_url\":\"" + Answer
            + "\",\"fallback_method\":\"POST\",\"ring_timeout\":30,\"time_limit\":1800}");
    }

    [Fact]
    public async Task The_bytes_of_a_callkaro_create_are_exactly_these_and_leave_once()
    {
        await using RawServer server = new RawServer().ThenAnswer("200 OK", "{\"call_sid\":\"a1\"}").ThenClose().ThenAnswer("200 OK", "{\"call_sid\":\"a2\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        var carrier = new CallKaroCarrier(CallKaroWire.Options() with { BaseUrl = server.Url }, http, _time);
        var variables = new Dictionary<string, string> { ["name"] = "Añn 🙂", ["token"] = "forged", ["call"] = "x", ["message"] = "y" };
        DialRequest request = Some.Dial(script: new() { Message = "Hi {{name}}", FlowName = "renewal", Variables = variables });

        (await carrier.DialAsync(request, default)).ShouldBeOfType<DialAnswer.Accepted>();
        (await carrier.DialAsync(request with { Attempt = Some.Attempt(2) }, default)).ShouldBeOfType<DialAnswer.Unknown>();
        server.Requests.Count(r => r.Contains("\"attempt\":2", StringComparison.Ordinal)).ShouldBe(1);

        string[] first = server.Requests[0].Split("\r\n");
        first[0].ShouldBe("POST /call/outbound HTTP/1.1");
        first.ShouldContain("X-API-KEY: ck-0123456789abcdef");
        first.ShouldContain("Content-Type: application/json");
        first[^1].ShouldBe(
            "{\"to_number\":\"+442071838750\",\"agent_id\":\"6803fa770b666a64ab1694c1\",\"number_of_retries\":0,\"metadata\":{"
            + "\"call\":\"acme~r1-0\",\"attempt\":1,\"token\":\"t0k\",\"name\":\"Añn \\uD83D\\uDE42\",\"message\":\"Hi Añn \\uD83D\\uDE42\",\"flow_name\":\"renewal\"}}");
    }

    [Fact]
    public async Task A_document_that_is_too_long_is_asked_of_us_and_an_apps_url_stays_as_it_is()
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", Created).ThenAnswer("201 Created", Created);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        TwilioCarrier carrier = Twilio(server.Url, http);
        await carrier.DialAsync(Some.Dial(script: new() { Message = new string('a', 4000) }), default);
        await carrier.DialAsync(Some.Dial(script: new() { Message = "x", AnswerUrl = "https://app.example.com/x?y=1&z=%20" }), default);
        server.Requests[0].ShouldContain("&Url=https%3A%2F%2Fdialer.example.com%2Fwebhooks%2Ftwilio%2Fanswer%3Fcall%3D");
        server.Requests[0].ShouldNotContain("Twiml=");
        server.Requests[1].ShouldEndWith("&Url=https%3A%2F%2Fapp.example.com%2Fx%3Fy%3D1%26z%3D%2520");
        server.Requests[1].ShouldNotContain("Twiml=");
    }

    private TwilioCarrier Twilio(string url, HttpMessageInvoker http) => new(TwilioWire.Options() with { BaseUrl = url }, http, _time);

    private PlivoCarrier Plivo(string url, HttpMessageInvoker http) => new(PlivoWire.Options() with { BaseUrl = url }, http, _time);
}
