using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers.SignalWire;

/// <summary>SignalWire's signatures, with the vectors of its own JavaScript SDK (spec/validation.spec.js of signalwire/compatibility-api-js), and its callbacks.</summary>
public sealed class SignalWireWebhookTests
{
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private const string Call = "b3877c40-da60-4998-90ad-b792e98472ca";

    private static readonly TwilioWebhooks Webhooks = SignalWireAccount.Webhooks(SignalWireWire.Options() with { SigningKey = "12345" });

    private static readonly KeyValuePair<string, string>[] Form = Messages.Form(("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675309"), ("Digits", "1234"), ("From", "+14158675309"), ("To", "+18005551212"));

    [Theory]
    [InlineData(Url, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    [InlineData(Url, "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData(Url + "&Body=It's+amazing", "dsq4Ehbj6cs+KdTkpF5sSSplOWw=")]
    public void The_vectors_of_its_SDK_are_accepted_under_either_header(string url, string signature)
    {
        Webhooks.IsGenuine(Messages.Post(url, Form, ("X-SignalWire-Signature", signature))).ShouldBeTrue();
        Webhooks.IsGenuine(Messages.Post(url, Form, ("X-Twilio-Signature", signature))).ShouldBeTrue();
        Webhooks.IsGenuine(Messages.Post(url, Form, ("X-SignalWire-Signature", "5b4a7f3c"), ("X-Twilio-Signature", signature))).ShouldBeTrue();
        Webhooks.IsGenuine(Messages.Post(url + "&x=1", Form, ("X-SignalWire-Signature", signature))).ShouldBeFalse();
        Webhooks.IsGenuine(Messages.Post(url, [.. Form, new("x", "1")], ("X-SignalWire-Signature", signature))).ShouldBeFalse();
        Webhooks.IsGenuine(Messages.Post(url, Form)).ShouldBeFalse();
        SignalWireAccount.Webhooks(SignalWireWire.Options()).IsGenuine(Messages.Post(url, Form, ("X-SignalWire-Signature", signature))).ShouldBeFalse();
        SignalWireAccount.Webhooks(SignalWireWire.Options() with { OtherSigningKey = "12345" }).IsGenuine(Messages.Post(url, Form, ("X-SignalWire-Signature", signature))).ShouldBeTrue();
    }

    [Fact]
    public void A_body_is_covered_by_its_hash_in_the_query()
    {
        const string Body = "{\"property\": \"value\", \"boolean\": true}";
        const string Signed = Url + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
        Webhooks.IsGenuine(Messages.Json(Signed, Body, ("X-SignalWire-Signature", "a9nBmqA0ju/hNViExpshrM61xv4="))).ShouldBeTrue();
        Webhooks.IsGenuine(Messages.Json(Signed, Body + " ", ("X-SignalWire-Signature", "a9nBmqA0ju/hNViExpshrM61xv4="))).ShouldBeFalse();
        Webhooks.IsGenuine(Messages.Json(Url, Body, ("X-SignalWire-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8="))).ShouldBeFalse();
    }

    [Fact]
    public void A_repeated_field_is_covered() => Webhooks.IsGenuine(Messages.Post(
        Url, Messages.Form(("MessagingBinding.Address", "+1325xxxxxxx"), ("MessagingBinding.Address", "+1415xxxxxxx")), ("X-SignalWire-Signature", "83O6e2vORAoJHUNzJjDWN1jz+BA="))).ShouldBeTrue();

    [Theory]
    [InlineData("completed", "200", Outcome.Completed)]
    [InlineData("busy", "486", Outcome.Busy)]
    [InlineData("no-answer", "603", Outcome.Rejected)]
    [InlineData("no-answer", null, Outcome.NoAnswer)]
    [InlineData("failed", "404", Outcome.Failed)]
    [InlineData("canceled", null, Outcome.Canceled)]
    public void An_end_is_read_with_its_SIP_code(string status, string? sip, Outcome outcome)
    {
        CarrierReport report = Read(("CallStatus", status), ("SipResultCode", sip ?? ""), ("CallDuration", "94"))!;
        (report.Call.Value, report.Status, report.Outcome, report.Duration).ShouldBe((Call, CarrierStatus.Ended, outcome, TimeSpan.FromSeconds(94)));
    }

    [Fact]
    public void A_recording_is_read_by_its_UUID_and_no_other_id()
    {
        const string Id = "b3877c40-da60-4998-90ad-b792e9847200";
        Read(("RecordingStatus", "completed"), ("RecordingSid", Id), ("RecordingDuration", "94"))!.Recording.ShouldBe(new CarrierRecording(RecordingState.Ready, Id, TimeSpan.FromSeconds(94)));
        Read(("RecordingStatus", "completed"), ("RecordingSid", "../x")).ShouldBeNull();
        Read(("RecordingStatus", "absent"), ("RecordingSid", Id))!.Recording!.State.ShouldBe(RecordingState.Absent);
    }

    [Fact]
    public void Another_projects_message_is_not_read() => Webhooks.Read(Messages.Post("https://d.example.com/webhooks/signalwire/status", Messages.Form(
        ("CallSid", Call), ("AccountSid", "b3877c40-da60-4998-90ad-b792e9847299"), ("CallStatus", "completed")))).ShouldBeNull();

    private static CarrierReport? Read(params (string Name, string Value)[] fields) => Webhooks.Read(Messages.Post(
        "https://d.example.com/webhooks/signalwire/status", Messages.Form([("CallSid", Call), ("AccountSid", SignalWireWire.Project.ToUpperInvariant()), .. fields])));
}
