namespace CallQueue.Carriers.Twilio;

/// <summary>Calls as the resource class of Twilio's package reads them.</summary>
public sealed class TwilioCallTests
{
    private const string Ended =
        """{"sid":"CA0123456789abcdef0123456789abcdef","date_created":"Tue, 31 Aug 2010 22:36:28 +0200","to":"+442071838750","from":"+15005550006","status":"no-answer","start_time":"Tue, 31 Aug 2010 20:36:29 +0000","end_time":"Tue, 31 Aug 2010 20:36:59 +0000","duration":"0","price":null,"direction":"outbound-api","answered_by":null,"queue_time":"0","subresource_uris":{"events":"/x"},"a_new_field":{"b":[1]}}""";

    [Fact]
    public void Every_field_that_we_use_is_read_and_times_are_instants()
    {
        TwilioCall call = TwilioCall.Parse(Ended).ShouldNotBeNull();
        (call.Sid, call.Status, call.Direction, call.To, call.From).ShouldBe(("CA0123456789abcdef0123456789abcdef", "no-answer", "outbound-api", "+442071838750", "+15005550006"));
        var second = new DateTimeOffset(2010, 8, 31, 20, 36, 28, TimeSpan.Zero);
        (call.CreatedAt, call.StartedAt, call.EndedAt).ShouldBe((second, second.AddSeconds(1), second.AddSeconds(31)));
        call.ToReport().ShouldBe(new CarrierReport(new CarrierCallId(call.Sid), CarrierStatus.Ended, Outcome.NoAnswer, "no-answer", Retryable: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"sid\":\"CA1\"}")]
    [InlineData("{\"sid\":\"CA1\",\"status\":null}")]
    [InlineData("{\"sid\":\"CA1\",\"status\":{}}")]
    [InlineData("{\"sid\":\"CA1\",\"status\":\"queued\",\"end_time\":\"99999999-01-01\"}")]
    [InlineData("<html>busy</html>")]
    public void What_is_no_call_is_none(string body) => TwilioCall.Parse(body).ShouldBeNull();

    [Fact]
    public void No_answer_is_so_broken_that_reading_it_throws()
    {
        var random = new Random(23);
        const string Signs = "{}[]\":,0aZ-+.\\\u0000é";
        for (int i = 0; i < 20_000; i++)
        {
            char[] body = Ended.ToCharArray();
            for (int changes = random.Next(1, 6); changes > 0; changes--) body[random.Next(body.Length)] = Signs[random.Next(Signs.Length)];
            TwilioCall.Parse(new string(body, 0, random.Next(body.Length + 1)));
            TwilioCall.Parse(new string(body))?.ToReport();
        }
    }
}
