using CallQueue.Carriers.Twilio;
using CallQueue.Speech;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Carriers.SignalWire;

/// <summary>What is sent to SignalWire, byte for byte, and what its answers mean.</summary>
public sealed class SignalWireWireTests
{
    private const string Call = "b3877c40-da60-4998-90ad-b792e98472ca";
    private const string Created = "{\"sid\":\"" + Call + "\",\"status\":\"queued\",\"duration\":0,\"price\":0.003,\"date_created\":\"Wed, 19 Sep 2018 20:00:00 +0000\",\"subresource_uris\":{\"notifications\":null,\"recordings\":\"/x\"}}";
    private const string Root = "/api/laml/2010-04-01/Accounts/" + SignalWireWire.Project;

    private readonly FakeTimeProvider _time = new(Some.Now);

    [Fact]
    public async Task The_bytes_of_a_create_are_exactly_these()
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", Created);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        DialRequest dial = Some.Dial(script: new() { Message = "Hello.", Record = true }) with { Machine = new MachineDetection(MachineMode.Detect, Waits: false) };
        (await Carrier(server, http).DialAsync(dial, default)).ShouldBe(new DialAnswer.Accepted(new CarrierCallId(Call)));

        string[] request = server.Requests.ShouldHaveSingleItem().Split("\r\n");
        request[0].ShouldBe($"POST {Root}/Calls.json HTTP/1.1");
        request.ShouldContain("Content-Type: application/x-www-form-urlencoded");
        request.ShouldContain($"Authorization: Basic {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{SignalWireWire.Project}:PT0123456789abcdef0123456789abcdef"))}");
        const string Status = "https%3A%2F%2Fdialer.example.com%2Fwebhooks%2Fsignalwire%2Fstatus%3Fcall%3Dacme~r1-0%26attempt%3D1%26token%3Dt0k";
        request[^1].ShouldBe(
            "To=%2B442071838750&From=%2B15005550006"
            + $"&StatusCallback={Status}&StatusCallbackEvent=ringing&StatusCallbackEvent=answered&StatusCallbackEvent=completed&StatusCallbackMethod=POST"
            + $"&Timeout=30&Record=true&RecordingStatusCallback={Status}&RecordingStatusCallbackMethod=POST&MachineDetection=Enable&RecordingStatusCallbackEvent=completed%20absent"
            + $"&AsyncAmd=true&AsyncAmdStatusCallback={Status}&AsyncAmdStatusCallbackMethod=POST"
            + "&Url=https%3A%2F%2Fdialer.example.com%2Fwebhooks%2Fsignalwire%2Fanswer%3Fcall%3Dacme~r1-0%26attempt%3D1%26token%3Dt0k");
    }

    [Fact]
    public async Task What_is_assumed_is_sent_on_request_only()
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", Created);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        await SignalWireAccount.Carrier(SignalWireWire.Options() with { BaseUrl = server.Url, InlineDocuments = true, TimeLimits = true }, http, _time).DialAsync(Some.Dial(), default);
        server.Requests[0].ShouldContain("&TimeLimit=1800&Twiml=%3C%3Fxml");
        server.Requests[0].ShouldNotContain("&Url=");
    }

    [Fact]
    public async Task A_create_on_a_kept_connection_that_the_server_closes_is_sent_once_and_its_fate_is_open()
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", Created).ThenClose().ThenAnswer("201 Created", Created);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        TwilioCarrier carrier = Carrier(server, http);
        (await carrier.DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.Accepted>();
        (await carrier.DialAsync(Some.Dial(Some.Attempt(2)), default)).ShouldBeOfType<DialAnswer.Unknown>();
        server.Requests.Count(r => r.Contains("attempt%3D2", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("307 Temporary Redirect")]
    [InlineData("302 Found")]
    public async Task A_redirect_is_not_followed(string status)
    {
        await using var server = new RawServer();
        server.ThenAnswer(status, "", $"Location: {server.Url}/elsewhere\r\n").ThenAnswer("201 Created", Created);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        (await Carrier(server, http).DialAsync(Some.Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_that_is_over_is_fetched_when_its_hang_up_is_refused()
    {
        await using RawServer server = new RawServer().ThenAnswer("422 Unprocessable Entity", "{\"code\":10000,\"status\":422}")
            .ThenAnswer("200 OK", "{\"sid\":\"" + Call + "\",\"status\":\"completed\",\"direction\":\"outbound\",\"start_time\":\"Wed, 19 Sep 2018 20:00:01 +0000\",\"duration\":20,\"answered_by\":\"machine\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        CarrierReport report = (await Carrier(server, http).HangUpAsync(new CarrierCallId(Call), default)).ShouldBeOfType<HangUpAnswer.Ended>().Report;
        (report.Outcome, report.Duration, report.AnsweredBy).ShouldBe((Outcome.Completed, TimeSpan.FromSeconds(20), "machine"));
        server.Requests[0].ShouldStartWith($"POST {Root}/Calls/{Call}.json ");
        server.Requests[0].ShouldEndWith("Status=completed");
        server.Requests[1].ShouldStartWith($"GET {Root}/Calls/{Call}.json ");
    }

    [Fact]
    public async Task The_next_page_is_a_path_of_the_space_and_credentials_are_checked_at_the_account()
    {
        await using RawServer server = new RawServer().ThenAnswer("200 OK", "{\"calls\":[],\"next_page_uri\":\"" + Root + "/Calls?Page=1&PageToken=PA7\"}").ThenAnswer("200 OK", "{\"calls\":[]}").ThenAnswer("200 OK", "{\"status\":\"active\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        TwilioCarrier carrier = Carrier(server, http);
        await carrier.LookUpAsync(Some.LookUp(), default);
        (await carrier.CheckAccountAsync(default)).Standing.ShouldBe(AccountStanding.Accepted);
        server.Requests[0].ShouldStartWith($"GET {Root}/Calls.json?To=%2B442071838750&From=%2B15005550006&PageSize=100 ");
        server.Requests[1].ShouldStartWith($"GET {Root}/Calls?Page=1&PageToken=PA7 ");
        server.Requests[2].ShouldStartWith($"GET {Root}.json ");
    }

    [Fact]
    public void A_text_may_be_as_long_as_documented_and_every_voice_speaks_SSML()
    {
        SpeechRules rules = SignalWireSpeech.For(null);
        rules.FindProblem(new CallScript { Message = new string('é', 4_096), Ssml = true }).ShouldBeNull();
        rules.FindProblem(new CallScript { Message = new string('a', 4_097) }).ShouldNotBeNull().ShouldContain("at most 4,096 characters");
    }

    [Theory]
    [InlineData("b3877c40", "ProjectId must be a UUID")]
    [InlineData("b3877c40-da60-4998-90ad-b792e98472af/..", "ProjectId must be a UUID")]
    public void A_project_that_is_not_a_uuid_is_refused(string project, string problem) =>
        (SignalWireWire.Options() with { ProjectId = project }).FindProblem().ShouldNotBeNull().ShouldStartWith(problem);

    [Fact]
    public void Printing_shows_no_secret() => SignalWireWire.Options().ToString().ShouldNotContain("0123456789abcdef");

    private TwilioCarrier Carrier(RawServer server, HttpMessageInvoker http) => SignalWireAccount.Carrier(SignalWireWire.Options() with { BaseUrl = server.Url }, http, _time);
}
