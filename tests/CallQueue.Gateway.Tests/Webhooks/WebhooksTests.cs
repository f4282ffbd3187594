using System.Net;
using CallQueue.Carriers;
using CallQueue.Gateway.Tests.Fakes;
using CallQueue.Hosting;

namespace CallQueue.Gateway.Tests.Webhooks;

public sealed class WebhooksTests
{
    private const string Status = "/webhooks/twilio/status?call=default~c1&attempt=1&token=t1";
    private const string Answer = "/webhooks/twilio/answer?call=default~c1&attempt=1&token=t1";

    [Fact]
    public async Task A_genuine_status_reaches_its_call()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();

        using HttpResponseMessage response = await app.CallBackAsync(Status, "CallSid=CA7&CallStatus=ringing");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        CarrierEvent told = app.Actors.Call("c1").Events.ShouldHaveSingleItem();
        told.Attempt.ShouldBe(new AttemptRef(new CallId(BusinessId.Default, "c1"), 1, "t1"));
        told.Report.Status.ShouldBe(CarrierStatus.Ringing);
        told.Report.Call.Value.ShouldBe("CA7");
    }

    [Theory]
    [InlineData(Status)]
    [InlineData(Answer)]
    public async Task A_forged_message_is_refused_and_changes_nothing(string path)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("c1").Snapshot = Some.Call(attempts: Some.Attempt());

        using HttpResponseMessage response = await app.CallBackAsync(path, "CallStatus=completed", "forged");

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        app.Actors.Told.ShouldBe(0);
        app.Log.Text.ShouldContain("Webhook rejected");
    }

    [Fact]
    public async Task A_repeated_status_is_passed_on_for_the_call_to_ignore()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        for (int i = 0; i < 5; i++)
        {
            using HttpResponseMessage response = await app.CallBackAsync(Status, "CallStatus=completed");
            response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        app.Actors.Call("c1").Events.Count.ShouldBe(5);
        app.Log.Text.Split("applied=True").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("/webhooks/twilio/status?call=default~c1&attempt=1", "CallStatus=ringing")]
    [InlineData("/webhooks/twilio/status?call=default&attempt=1&token=t", "CallStatus=ringing")]
    [InlineData("/webhooks/twilio/status?call=~c&attempt=1&token=t", "CallStatus=ringing")]
    [InlineData("/webhooks/twilio/status?call=a~&attempt=1&token=t", "CallStatus=ringing")]
    [InlineData("/webhooks/twilio/status?call=default~c1&attempt=x&token=t", "CallStatus=ringing")]
    [InlineData("/webhooks/twilio/status?call=default~c1&attempt=0&token=t", "CallStatus=ringing")]
    [InlineData("/webhooks/twilio/status", "CallStatus=ringing")]
    [InlineData(Status, "CallStatus=initiated")]
    [InlineData(Status, "")]
    public async Task What_is_not_about_an_attempt_of_ours_is_taken_and_ignored(string path, string form)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using HttpResponseMessage response = await app.CallBackAsync(path, form);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        app.Actors.Told.ShouldBe(0);
    }

    [Theory]
    [InlineData(CallQueue.Calls.EventIgnored.UnknownCall, "the call is unknown, or its record was deleted after its retention")]
    [InlineData(CallQueue.Calls.EventIgnored.UnknownToken, "no attempt of the call has its token")]
    [InlineData(CallQueue.Calls.EventIgnored.OtherCarrier, "the call is made through another carrier account")]
    [InlineData(CallQueue.Calls.EventIgnored.Repeated, null)]
    [InlineData(CallQueue.Calls.EventIgnored.EarlierAttempt, null)]
    public async Task A_genuine_status_that_matches_nothing_is_a_warning_with_the_reason(CallQueue.Calls.EventIgnored why, string? reason)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("c1").Ignores = why;
        using HttpResponseMessage response = await app.CallBackAsync(Status, "CallSid=CA7&CallStatus=ringing");
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        if (reason is null) app.Log.Text.ShouldNotContain("ignored:");
        else app.Log.Text.ShouldContain($"Webhook of twilio ignored: {reason} business_id=default call_id=c1 attempt=1");
    }

    [Fact]
    public async Task An_unknown_carrier_is_not_found()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using HttpResponseMessage response = await app.CallBackAsync("/webhooks/acme/status", "a=b");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task When_the_store_fails_the_carrier_is_asked_to_send_it_again()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Failure = new StorageException("gone");
        using HttpResponseMessage response = await app.CallBackAsync(Status, "CallStatus=ringing");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_body_over_64_KB_is_refused_before_it_is_looked_at()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        using HttpResponseMessage response = await app.CallBackAsync(Status, new string('a', (64 * 1024) + 1));
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        app.Twilio.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_picks_up_hears_the_script_of_the_attempt()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("c1").Snapshot = Some.Call(attempts: [Some.Attempt(1, "t0"), Some.Attempt(1, "t1")]);

        using HttpResponseMessage response = await app.CallBackAsync(Answer, "CallStatus=in-progress");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml");
        (await response.Content.ReadAsStringAsync()).ShouldBe("<Response><Say>Hello</Say></Response>");
    }

    [Theory]
    [InlineData("/webhooks/twilio/answer?call=default~c1&attempt=1&token=wrong")]
    [InlineData("/webhooks/twilio/answer?call=default~c1&attempt=2&token=t1")]
    [InlineData("/webhooks/twilio/answer?call=default~nobody&attempt=1&token=t1")]
    [InlineData("/webhooks/twilio/answer")]
    public async Task A_call_that_is_not_ours_is_hung_up_rather_than_answered_with_an_error(string path)
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        app.Actors.Call("c1").Snapshot = Some.Call(attempts: Some.Attempt());

        using HttpResponseMessage response = await app.CallBackAsync(path, "");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldEndWith("<Response><Hangup/></Response>");
    }

    [Fact]
    public async Task The_target_reaches_the_signature_check_byte_for_byte()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync();
        const string Target = "/webhooks/Twilio/%73tatus?call=default%7Ec1&attempt=1&token=a%2fB+c&lead=ann%20lee&&x=&n=%E2%82%AC#f";

        string answer = await app.SendRawAsync(
            $"POST {Target[..^2]} HTTP/1.1\r\nHost: DIALER.example.com:443\r\nX-Fake-Signature: genuine\r\n"
            + "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nContent-Length: 45\r\nConnection: close\r\n\r\n"
            + "b=1&a=x+y%2B&b=&CallStatus=ringing&e&b=%C3%A9");

        answer.ShouldStartWith("HTTP/1.1 204");
        CarrierMessage seen = app.Twilio.Seen.ShouldHaveSingleItem();
        seen.Url.ShouldBe("https://dialer.example.com" + Target[..^2]);
        seen.Method.ShouldBe("POST");
        seen.Form.Select(p => $"{p.Key}={p.Value}").ShouldBe(["b=1", "a=x y+", "b=", "CallStatus=ringing", "e=", "b=é"]);
        seen.Body.Length.ShouldBe(45);
        app.Actors.Call("c1").Events.ShouldHaveSingleItem().Attempt.Token.ShouldBe("a/B c");
    }

    [Fact]
    public async Task A_get_has_no_form_and_an_absolute_target_is_cut_to_its_path()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions { PublicUrl = "https://x.example.com/queue/" });

        string answer = await app.SendRawAsync(
            "GET http://proxy:80/webhooks/twilio/status?CallStatus=ringing HTTP/1.1\r\nHost: proxy:80\r\nX-Fake-Signature: genuine\r\nConnection: close\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 204");
        CarrierMessage seen = app.Twilio.Seen.ShouldHaveSingleItem();
        seen.Url.ShouldBe("https://x.example.com/queue/webhooks/twilio/status?CallStatus=ringing");
        seen.Form.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_public_url_the_request_names_it()
    {
        await using GatewayApplication app = await GatewayApplication.StartAsync(new GatewayOptions());
        using HttpResponseMessage response = await app.CallBackAsync(Status, "");
        app.Twilio.Seen[0].Url.ShouldBe(app.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + Status);
    }
}
