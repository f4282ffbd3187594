using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Twilio;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Carriers;

/// <summary>Recordings on the wire: what is asked for, what is read, and where credentials go.</summary>
public sealed class RecordingWireTests
{
    private const string Id = "RE0123456789abcdef0123456789abcdef";
    private const string Uuid = "8d5cd396-4f88-11e1-829f-5b9cbd2c7acd";

    [Theory]
    [InlineData(null, null)]
    [InlineData(true, "dual")]
    public async Task Twilio_reports_the_state_of_a_recording_to_our_status_url(bool? dual, string? channels)
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", "{\"sid\":\"CA0123456789abcdef0123456789abcdef\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        await Twilio(server.Url, http).DialAsync(Some.Dial(script: new CallScript { Message = "Hi", Record = true, RecordDual = dual }), default);
        IReadOnlyList<KeyValuePair<string, string>> form = FormPairs.Parse(server.Requests.ShouldHaveSingleItem().Split("\r\n")[^1]);
        form.First("Record").ShouldBe("true");
        form.First("RecordingChannels").ShouldBe(channels);
        form.First("RecordingStatusCallback").ShouldBe(form.First("StatusCallback"));
        form.Where(pair => pair.Key == "RecordingStatusCallbackEvent").Select(pair => pair.Value).ShouldBe(["completed", "absent"]);
    }

    [Theory]
    [InlineData("completed", RecordingState.Ready)]
    [InlineData("absent", RecordingState.Absent)]
    [InlineData("failed", RecordingState.Failed)]
    [InlineData("in-progress", null)]
    public void Twilios_states_are_ours(string word, RecordingState? state)
    {
        CarrierRecording? read = TwilioRecordings.Read([new("RecordingStatus", word), new("RecordingSid", Id), new("RecordingDuration", "31")], TwilioRecordings.IsId);
        (read?.State, read?.Id, read?.Duration).ShouldBe(state is null ? (null, null, null) : (state, Id, TimeSpan.FromSeconds(31)));
    }

    [Theory]
    [InlineData("RE../../Calls")]
    [InlineData("")]
    [InlineData("CA0123456789abcdef0123456789abcdef")]
    public async Task An_id_that_would_change_the_path_is_neither_read_nor_sent(string id)
    {
        TwilioRecordings.Read([new("RecordingStatus", "completed"), new("RecordingSid", id)], TwilioRecordings.IsId).ShouldBeNull();
        await using var server = new RawServer();
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        (await Twilio(server.Url, http).OpenRecordingAsync(id, default)).ShouldBeOfType<RecordingAnswer.Absent>();
        (await Plivo(server.Url, http).OpenRecordingAsync("../x", default)).ShouldBeOfType<RecordingAnswer.Absent>();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Plivo_records_behind_an_answer_url_too()
    {
        var script = new CallScript { AnswerUrl = "https://app.example.com/a", Record = true };
        string document = new PlivoWebhooks(PlivoWire.Options()).Answer(script, Some.Attempt()).Text;
        document.ShouldContain("<Record recordSession=\"true\" redirect=\"false\"");
        document.ShouldContain("callbackUrl=\"https://dialer.example.com/webhooks/plivo/status?");
        document.ShouldEndWith("<Redirect>https://app.example.com/a</Redirect></Response>");
        PlivoRecordings.Read([new("RecordUrl", "https://media.plivo.com/x.mp3"), new("RecordingID", Uuid), new("RecordingDuration", "31")]).ShouldBe(new CarrierRecording(RecordingState.Ready, Uuid, TimeSpan.FromSeconds(31)));
        PlivoRecordings.Read([new("RecordUrl", "https://media.plivo.com/x.mp3"), new("RecordingID", Uuid), new("RecordingDuration", "-1")]).ShouldBeNull();
    }

    [Fact]
    public async Task The_sound_is_fetched_with_the_accounts_credentials_as_it_arrives()
    {
        await using RawServer server = new RawServer().ThenAnswer("200 OK", "ID3 sound", "Content-Type: audio/mpeg\r\n");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        await using RecordingAnswer.Found found = (await Twilio(server.Url, http).OpenRecordingAsync(Id, default)).ShouldBeOfType<RecordingAnswer.Found>();
        using var reader = new StreamReader(found.Content);
        (await reader.ReadToEndAsync(), found.ContentType, found.Length).ShouldBe(("ID3 sound", "audio/mpeg", 9L));
        server.Requests[0].ShouldStartWith($"GET /2010-04-01/Accounts/{TwilioWire.Sid}/Recordings/{Id}.mp3 ");
        server.Requests[0].ShouldContain("Authorization: Basic ");
    }

    [Theory]
    [InlineData("302 Found", "Location: https://elsewhere.example.com/\r\nContent-Type: audio/mpeg\r\n", typeof(RecordingAnswer.Unknown))]
    [InlineData("200 OK", "Content-Type: text/html\r\n", typeof(RecordingAnswer.Unknown))]
    [InlineData("404 Not Found", "", typeof(RecordingAnswer.Absent))]
    [InlineData("401 Unauthorized", "", typeof(RecordingAnswer.Unknown))]
    [InlineData("500 Internal Server Error", "", typeof(RecordingAnswer.Unknown))]
    public async Task No_redirect_is_followed_and_nothing_but_sound_is_passed_on(string status, string headers, Type expected)
    {
        await using RawServer server = new RawServer().ThenAnswer(status, "x", headers);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        (await Twilio(server.Url, http).OpenRecordingAsync(Id, default)).ShouldBeOfType(expected);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("https://media.plivo.com/v1/a.mp3", true)]
    [InlineData("https://api.plivo.com/v1/a.mp3", true)]
    [InlineData("http://media.plivo.com/v1/a.mp3", false)]
    [InlineData("https://media.plivo.com:8443/a.mp3", false)]
    [InlineData("https://media.plivo.com.example.com/a.mp3", false)]
    [InlineData("https://user@example.com/media.plivo.com", false)]
    [InlineData("http://127.0.0.1/a.mp3", false)]
    public void Plivos_credentials_go_to_plivos_own_hosts_alone(string url, bool isOurs) => PlivoRecordings.IsOurs(new Uri(url), "https://api.plivo.com").ShouldBe(isOurs);

    [Fact]
    public async Task Plivo_names_where_the_sound_is_and_another_host_gets_no_request()
    {
        await using RawServer server = new RawServer();
        server.ThenAnswer("200 OK", $$"""{"recording_url":"{{server.Url}}/sound.mp3"}""").ThenAnswer("200 OK", "ID3", "Content-Type: audio/mpeg\r\n");
        server.ThenAnswer("200 OK", """{"recording_url":"http://127.0.0.1:1/sound.mp3"}""");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        await using RecordingAnswer.Found found = (await Plivo(server.Url, http).OpenRecordingAsync(Uuid, default)).ShouldBeOfType<RecordingAnswer.Found>();
        server.Requests[0].ShouldContain($"/Recording/{Uuid}/ ");
        (await Plivo(server.Url, http).OpenRecordingAsync(Uuid, default)).ShouldBeOfType<RecordingAnswer.Unknown>().Reason.ShouldBe("plivo names an address of the recording that is not its own");
    }

    private static TwilioCarrier Twilio(string url, HttpMessageInvoker http) => new(TwilioWire.Options() with { BaseUrl = url }, http, new FakeTimeProvider(Some.Now));

    private static PlivoCarrier Plivo(string url, HttpMessageInvoker http) => new(PlivoWire.Options() with { BaseUrl = url }, http, new FakeTimeProvider(Some.Now));
}
