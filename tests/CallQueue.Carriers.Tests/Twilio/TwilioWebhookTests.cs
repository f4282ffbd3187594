using CallQueue.Calls;

namespace CallQueue.Carriers.Twilio;

public sealed class TwilioWebhookTests
{
    private const string CallSid = "CA0123456789abcdef0123456789abcdef";

    private static readonly TwilioWebhooks Webhooks = new(TwilioWire.Options());

    [Theory]
    [InlineData("queued", CarrierStatus.Queued)]
    [InlineData("initiated", CarrierStatus.Queued)]
    [InlineData("ringing", CarrierStatus.Ringing)]
    [InlineData("in-progress", CarrierStatus.InProgress)]
    public void A_call_under_way_is_read(string status, CarrierStatus expected) =>
        Read(("CallStatus", status)).ShouldBe(new CarrierReport(new CarrierCallId(CallSid), expected));

    [Theory]
    [InlineData("completed", null, Outcome.Completed, false)]
    [InlineData("busy", null, Outcome.Busy, true)]
    [InlineData("no-answer", null, Outcome.NoAnswer, true)]
    [InlineData("no-answer", "487", Outcome.NoAnswer, true)]
    [InlineData("no-answer", "603", Outcome.Rejected, true)]
    [InlineData("canceled", null, Outcome.Canceled, false)]
    [InlineData("failed", null, Outcome.Failed, true)]
    [InlineData("failed", "404", Outcome.Failed, false)]
    [InlineData("failed", "410", Outcome.Failed, false)]
    [InlineData("failed", "484", Outcome.Failed, false)]
    [InlineData("failed", "604", Outcome.Failed, false)]
    [InlineData("failed", "486", Outcome.Busy, true)]
    [InlineData("failed", "600", Outcome.Busy, true)]
    [InlineData("failed", "408", Outcome.NoAnswer, true)]
    [InlineData("failed", "480", Outcome.NoAnswer, true)]
    [InlineData("failed", "487", Outcome.NoAnswer, true)]
    [InlineData("failed", "403", Outcome.Rejected, true)]
    [InlineData("failed", "603", Outcome.Rejected, true)]
    [InlineData("failed", "607", Outcome.Rejected, true)]
    [InlineData("failed", "608", Outcome.Rejected, true)]
    [InlineData("failed", "488", Outcome.Failed, true)]
    [InlineData("failed", "500", Outcome.Failed, true)]
    [InlineData("failed", "503", Outcome.Failed, true)]
    [InlineData("failed", "nonsense", Outcome.Failed, true)]
    public void An_end_is_read_with_its_sip_code(string status, string? sip, Outcome outcome, bool retryable)
    {
        CarrierReport report = Read(("CallStatus", status), ("SipResponseCode", sip ?? ""))!;
        (report.Status, report.Outcome, report.Retryable).ShouldBe((CarrierStatus.Ended, outcome, retryable));
    }

    [Fact]
    public void The_talk_time_is_the_field_in_seconds_and_the_recording_comes_along()
    {
        CarrierReport report = Read(("CallStatus", "completed"), ("CallDuration", "49"), ("Duration", "1"), ("RecordingUrl", "https://r.example.com/1"))!;
        (report.Duration, report.RecordingUrl).ShouldBe((TimeSpan.FromSeconds(49), "https://r.example.com/1"));
    }

    [Fact]
    public void A_machine_detection_verdict_is_read_without_a_status() =>
        Read(("AnsweredBy", "machine_start"))!.AnsweredBy.ShouldBe("machine");

    [Fact]
    public void The_fields_of_a_get_are_read_from_its_query() =>
        Webhooks.Read(Messages.Get($"https://d.example.com/s?attempt=1&CallSid={CallSid}&CallStatus=busy"))!.Outcome.ShouldBe(Outcome.Busy);

    [Fact]
    public void Another_accounts_message_an_unknown_status_and_no_call_say_nothing()
    {
        Read(("CallStatus", "completed"), ("AccountSid", "AC99999999999999999999999999999999")).ShouldBeNull();
        Read(("CallStatus", "teleported")).ShouldBeNull();
        Read().ShouldBeNull();
        Webhooks.Read(Messages.Post("https://d.example.com/s", Messages.Form(("CallStatus", "busy")))).ShouldBeNull();
    }

    [Fact]
    public void Printing_the_options_shows_no_token_and_no_whole_number()
    {
        string text = TwilioWire.Options().ToString();
        text.ShouldContain(TwilioWire.Sid);
        text.ShouldNotContain(TwilioWire.Options().AuthToken);
        text.ShouldNotContain(Some.Us.Digits);
    }

    private static CarrierReport? Read(params (string Name, string Value)[] fields) =>
        Webhooks.Read(Messages.Post("https://d.example.com/s", Messages.Form([("CallSid", CallSid), .. fields])));
}
