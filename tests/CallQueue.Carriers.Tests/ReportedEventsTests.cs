using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Twilio;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Carriers;

/// <summary>What the create requests ask the carriers to report.</summary>
public class ReportedEventsTests
{
    [Theory]
    [InlineData(ReportedEvents.All, "ringing answered completed")]
    [InlineData(ReportedEvents.Answered, "answered completed")]
    [InlineData(ReportedEvents.Ended, "completed")]
    [InlineData(ReportedEvents.AsNeeded, "ringing answered completed")]
    [InlineData(ReportedEvents.AsNeeded, "completed", true)]
    [InlineData(ReportedEvents.All, "ringing answered completed", true)]
    public async Task Twilio_is_asked_for_these(ReportedEvents events, string expected, bool isUnwatched = false)
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", "{\"sid\":\"CA0123456789abcdef0123456789abcdef\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        TwilioOptions options = TwilioWire.Options() with { BaseUrl = server.Url, Events = events };
        await new TwilioCarrier(options, http, new FakeTimeProvider(Some.Now)).DialAsync(Some.Dial() with { NoProgress = isUnwatched }, default);

        string body = server.Requests.ShouldHaveSingleItem().Split("\r\n")[^1];
        string.Join(' ', FormPairs.Parse(body).Where(pair => pair.Key == "StatusCallbackEvent").Select(pair => pair.Value)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(ReportedEvents.All, true)]
    [InlineData(ReportedEvents.Answered, false)]
    [InlineData(ReportedEvents.Ended, false)]
    [InlineData(ReportedEvents.AsNeeded, true)]
    [InlineData(ReportedEvents.AsNeeded, false, true)]
    [InlineData(ReportedEvents.All, true, true)]
    public async Task Plivo_is_asked_for_the_ringing_or_not_and_always_for_the_end(ReportedEvents events, bool isRinging, bool isUnwatched = false)
    {
        await using RawServer server = new RawServer().ThenAnswer("201 Created", "{\"request_uuid\":\"3f1c2a54-0000-4b1e-9d2a-5f0c1e2d3a4b\"}");
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        PlivoOptions options = PlivoWire.Options() with { BaseUrl = server.Url, Events = events };
        await new PlivoCarrier(options, http, new FakeTimeProvider(Some.Now)).DialAsync(Some.Dial() with { NoProgress = isUnwatched }, default);

        string body = server.Requests.ShouldHaveSingleItem();
        body.Contains("\"ring_url\"", StringComparison.Ordinal).ShouldBe(isRinging);
        body.ShouldContain("\"hangup_url\"");
    }
}
