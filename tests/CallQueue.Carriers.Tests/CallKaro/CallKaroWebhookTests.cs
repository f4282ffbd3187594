using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace CallQueue.Carriers.CallKaro;

public sealed class CallKaroWebhookTests
{
    private const string Url = "https://dialer.example.com/api/webhooks/call";
    private const string Body = """{"call_id":"a1","status":"ringing","metadata":{"call":"acme~r1-0","attempt":1,"token":"t0k"}}""";

    private readonly FakeTimeProvider _time = new(Some.Now);

    [Theory]
    [InlineData("ringing", CarrierStatus.Ringing, null)]
    [InlineData("in_progress", CarrierStatus.InProgress, null)]
    [InlineData("in-progress", CarrierStatus.InProgress, null)]
    [InlineData("queued", CarrierStatus.Queued, null)]
    [InlineData("initiated", CarrierStatus.Queued, null)]
    [InlineData("completed", CarrierStatus.Ended, Outcome.Completed)]
    [InlineData("failed", CarrierStatus.Ended, Outcome.Failed)]
    [InlineData("no_answer", CarrierStatus.Ended, Outcome.NoAnswer)]
    [InlineData("no-answer", CarrierStatus.Ended, Outcome.NoAnswer)]
    [InlineData("No-Answer", CarrierStatus.Ended, Outcome.NoAnswer)]
    [InlineData("busy", CarrierStatus.Ended, Outcome.Busy)]
    [InlineData("cancelled", CarrierStatus.Ended, Outcome.Canceled)]
    [InlineData("canceled", CarrierStatus.Ended, Outcome.Canceled)]
    public void Every_status_is_read_in_both_spellings(string word, CarrierStatus status, Outcome? outcome)
    {
        CarrierReport report = Read($$"""{"call_id":"a1","status":"{{word}}","duration":12,"recording_url":"https://r"}""").ShouldNotBeNull();
        (report.Call.Value, report.Status, report.Outcome).ShouldBe(("a1", status, outcome));
        (report.Duration, report.RecordingUrl).ShouldBe((TimeSpan.FromSeconds(12), "https://r"));
    }

    [Theory]
    [InlineData("CLIENT_INITIATED", 0, Outcome.Completed, true)]
    [InlineData("PARTICIPANT_REMOVED", 5, Outcome.Completed, true)]
    [InlineData("SESSION_TIMEOUT", 5, Outcome.Completed, true)]
    [InlineData("VOICEMAIL_DETECTED", 5, Outcome.Completed, true)]
    [InlineData("USER_REJECTED", 0, Outcome.Rejected, true)]
    [InlineData("USER_UNAVAILABLE", 0, Outcome.NoAnswer, true)]
    [InlineData("USER_UNRESPONSIVE", 0, Outcome.NoAnswer, true)]
    [InlineData("INVALID_PHONE_NUMBER", 0, Outcome.Failed, false)]
    [InlineData("OUTSIDE_TRIGGER_WINDOW", 0, Outcome.Failed, true)]
    [InlineData("PRE_CALL_FN_FAILED", 0, Outcome.Failed, true)]
    [InlineData("DELETED_SCH_CALL_ALL", 0, Outcome.Canceled, false)]
    [InlineData("DELETED_SCH_CALL_ONE", 0, Outcome.Canceled, false)]
    [InlineData("UNKNOWN", 0, Outcome.Failed, true)]
    [InlineData("UNKNOWN", 5, Outcome.Completed, true)]
    [InlineData("SOMETHING_NEW", 0, Outcome.Failed, true)]
    public void Every_documented_hangup_reason_is_an_outcome(string reason, int seconds, Outcome outcome, bool retryable)
    {
        CarrierReport report = Read(
            $$"""{"event":"call_ended","data":{"callSid":"a1","call_duration":{{seconds}},"hangup_reason":"{{reason}}"} }""").ShouldNotBeNull();
        (report.Status, report.Outcome, report.Retryable, report.Reason).ShouldBe((CarrierStatus.Ended, outcome, retryable, reason));
        report.AnsweredBy.ShouldBe(reason == "VOICEMAIL_DETECTED" ? "machine" : null);
    }

    [Theory]
    [InlineData("""{"event":"message_sent","data":{"id":"m1","status":"sent"}}""")]
    [InlineData("""{"call_id":"a1","status":"thinking"}""")]
    [InlineData("""{"call_id":"a1","status":7}""")]
    [InlineData("""{"call_id":{"a":1},"status":"ringing"}""")]
    [InlineData("""{"status":"ringing"}""")]
    [InlineData("""{"call_id":"\ud800","status":"ringing"}""")]
    [InlineData("""{"\ud800":1,"call_id":"a1","status":["ringing"]}""")]
    [InlineData("[]")]
    [InlineData("ringing")]
    [InlineData("")]
    public void What_says_nothing_of_a_calls_life_is_nothing(string body) => Read(body).ShouldBeNull();

    [Theory]
    [InlineData("""{"metadata":{"call":"acme~r1-0","attempt":1,"token":"t0k"}}""")]
    [InlineData("""{"metadata":{"call":"acme~r1-0","attempt":"1","token":"t0k","name":"Ann"}}""")]
    [InlineData("""{"metadata":"{\"call\":\"acme~r1-0\",\"attempt\":1,\"token\":\"t0k\"}"}""")]
    [InlineData("""{"event":"call_ended","data":{"call_metadata":{"call":"acme~r1-0","attempt":1,"token":"t0k"}}}""")]
    [InlineData("""{"call":"acme~r1-0","attempt":1,"token":"t0k"}""")]
    public void The_attempt_is_read_from_wherever_the_provider_carried_it(string body) => AttemptIn(body).ShouldBe(Some.Attempt());

    [Theory]
    [InlineData("""{"metadata":{"call":"acme~r1-0","attempt":1}}""")]
    [InlineData("""{"metadata":{"call":"acme","attempt":1,"token":"t0k"}}""")]
    [InlineData("""{"metadata":{"call":"acme~r1-0","attempt":0,"token":"t0k"}}""")]
    [InlineData("""{"metadata":{"call":"acme~r1-0","attempt":1.5,"token":"t0k"}}""")]
    [InlineData("""{"metadata":[1],"call_id":"a1"}""")]
    public void Without_call_attempt_and_token_no_attempt_is_named(string body) => AttemptIn(body).ShouldBeNull();

    [Fact]
    public void The_query_names_the_attempt_where_the_body_does_not() => Webhooks().AttemptIn(
        Messages.Json(Url + "?call=acme~r1-0&attempt=1&token=t0k", "{}")).ShouldBe(Some.Attempt());

    [Fact]
    public void A_form_is_read_as_json_is()
    {
        CarrierMessage message = Messages.Post(Url, Messages.Form(
            ("call_id", "a1"), ("status", "no-answer"), ("metadata", """{"call":"acme~r1-0","attempt":1,"token":"t0k"}""")));
        Webhooks().AttemptIn(message).ShouldBe(Some.Attempt());
        Webhooks().Read(message).ShouldNotBeNull().Outcome.ShouldBe(Outcome.NoAnswer);
    }

    [Fact]
    public void A_signature_over_the_body_or_over_time_and_body_is_genuine()
    {
        byte[] plain = Sign(CallKaroWire.Secret, Body);
        Genuine(Body, ("X-CallKaro-Signature", Convert.ToHexString(plain))).ShouldBeTrue();
        Genuine(Body, ("X-CallKaro-Signature", "sha256=" + Convert.ToHexStringLower(plain))).ShouldBeTrue();
        Genuine(Body, ("X-CallKaro-Signature", Convert.ToBase64String(plain))).ShouldBeTrue();
        Genuine(Body, Timed(Some.Now)).ShouldBeTrue();
    }

    [Fact]
    public void Forged_signatures_are_not_genuine()
    {
        string good = Convert.ToHexStringLower(Sign(CallKaroWire.Secret, Body));
        Genuine(Body).ShouldBeFalse("no signature");
        Genuine(Body, ("X-CallKaro-Signature", "")).ShouldBeFalse();
        Genuine(Body, ("X-CallKaro-Signature", "sha256=")).ShouldBeFalse();
        Genuine(Body, ("X-CallKaro-Signature", good[..^1] + (good[^1] == '0' ? '1' : '0'))).ShouldBeFalse("one digit is wrong");
        Genuine(Body, ("X-CallKaro-Signature", new string('z', 64))).ShouldBeFalse();
        Genuine(Body + " ", ("X-CallKaro-Signature", good)).ShouldBeFalse("another body");
        Genuine(Body, ("X-CallKaro-Signature", Convert.ToHexStringLower(Sign("another", Body)))).ShouldBeFalse("another secret");
        Genuine(Body, ("X-Webhook-Signature", good)).ShouldBeFalse("another header");
    }

    [Fact]
    public void A_stale_signature_is_not_genuine_and_leaving_its_time_out_does_not_help()
    {
        Genuine(Body, Timed(Some.Now.AddMinutes(-5))).ShouldBeTrue();
        Genuine(Body, Timed(Some.Now.AddMinutes(-5).AddSeconds(-1))).ShouldBeFalse();
        Genuine(Body, Timed(Some.Now.AddMinutes(5).AddSeconds(1))).ShouldBeFalse();
        (string Name, string Value)[] old = Timed(Some.Now.AddHours(-1));
        Genuine(Body, old[1]).ShouldBeFalse();
        Genuine(Body, ("X-CallKaro-Timestamp", Unix(Some.Now)), old[1]).ShouldBeFalse("another time");
        Genuine(Body, ("X-CallKaro-Timestamp", "soon"), old[1]).ShouldBeFalse();
    }

    [Fact]
    public void While_secrets_are_changed_either_is_good_and_header_names_are_as_configured()
    {
        CallKaroOptions options = CallKaroWire.Options() with { WebhookSecret = "old", OtherWebhookSecret = "new", SignatureHeader = "X-Signed" };
        foreach (string secret in (string[])["old", "new"])
        {
            CarrierMessage message = Messages.Json(Url, Body, ("X-Signed", Convert.ToHexString(Sign(secret, Body))));
            new CallKaroWebhooks(options, _time).IsGenuine(message).ShouldBeTrue(secret);
        }
    }

    [Fact]
    public void Without_a_secret_only_a_message_that_names_an_attempt_with_its_token_counts()
    {
        var open = new CallKaroWebhooks(CallKaroWire.Options() with { WebhookSecret = null }, _time);
        open.IsGenuine(Messages.Json(Url, Body)).ShouldBeTrue();
        open.IsGenuine(Messages.Json(Url, """{"call_id":"a1","status":"completed"}""")).ShouldBeFalse();
    }

    private CallKaroWebhooks Webhooks() => new(CallKaroWire.Options(), _time);

    private CarrierReport? Read(string body) => Webhooks().Read(Messages.Json(Url, body));

    private AttemptRef? AttemptIn(string body) => Webhooks().AttemptIn(Messages.Json(Url, body));

    private bool Genuine(string body, params (string Name, string Value)[] headers) => Webhooks().IsGenuine(Messages.Json(Url, body, headers));

    private static (string Name, string Value)[] Timed(DateTimeOffset at) =>
        [("X-CallKaro-Timestamp", Unix(at)), ("X-CallKaro-Signature", Convert.ToHexString(Sign(CallKaroWire.Secret, $"{Unix(at)}.{Body}")))];

    private static string Unix(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static byte[] Sign(string secret, string text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
}
