using CallQueue.CarrierLab;

namespace CallQueue.Carriers.Twilio;

public sealed class TwilioLabTests : LookupLabTests
{
    protected override ICarrierWebhooks AnotherAccount => new TwilioWebhooks(TwilioWire.Options() with { AuthToken = "another" });

    [Theory]
    [InlineData(400, 21211, typeof(DialAnswer.Rejected))]
    [InlineData(400, 21217, typeof(DialAnswer.Rejected))]
    [InlineData(400, 21214, typeof(DialAnswer.Rejected))]
    [InlineData(400, 21401, typeof(DialAnswer.Rejected))]
    [InlineData(400, 21201, typeof(DialAnswer.Rejected))]
    [InlineData(400, 21205, typeof(DialAnswer.Rejected))]
    [InlineData(400, 21215, typeof(DialAnswer.Rejected))]
    [InlineData(400, 21216, typeof(DialAnswer.Rejected))]
    [InlineData(400, 21219, typeof(DialAnswer.Rejected))]
    [InlineData(400, 32018, typeof(DialAnswer.Rejected))]
    [InlineData(400, 29999, typeof(DialAnswer.Rejected))]
    [InlineData(400, 21210, typeof(DialAnswer.TrunkStopped))]
    [InlineData(400, 21212, typeof(DialAnswer.TrunkStopped))]
    [InlineData(401, 20003, typeof(DialAnswer.TrunkStopped))]
    [InlineData(403, 10001, typeof(DialAnswer.TrunkStopped))]
    [InlineData(401, 20005, typeof(DialAnswer.TrunkStopped))]
    [InlineData(403, 20403, typeof(DialAnswer.TrunkStopped))]
    [InlineData(401, 70051, typeof(DialAnswer.TrunkStopped))]
    [InlineData(403, 90010, typeof(DialAnswer.TrunkStopped))]
    [InlineData(401, 29999, typeof(DialAnswer.TrunkStopped))]
    [InlineData(402, 0, typeof(DialAnswer.TrunkStopped))]
    [InlineData(403, 29999, typeof(DialAnswer.Rejected))]
    [InlineData(403, 0, typeof(DialAnswer.Rejected))]
    [InlineData(403, 20006, typeof(DialAnswer.Rejected))]
    [InlineData(404, 20404, typeof(DialAnswer.Rejected))]
    [InlineData(404, 0, typeof(DialAnswer.Rejected))]
    [InlineData(429, 20429, typeof(DialAnswer.TryLater))]
    [InlineData(400, 10004, typeof(DialAnswer.TryLater))]
    [InlineData(500, 20500, typeof(DialAnswer.Unknown))]
    [InlineData(500, 21211, typeof(DialAnswer.Unknown))]
    [InlineData(408, 0, typeof(DialAnswer.Unknown))]
    public async Task Each_error_is_answered_by_its_class_and_never_shows_the_number(int status, int code, Type expected)
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Answer(status, $$"""{"code":{{code}},"message":"The 'To' number +442071838750 is bad.","status":{{status}}}"""));
        DialAnswer answer = await Carrier.DialAsync(Dial(), default);
        answer.ShouldBeOfType(expected);
        answer.ToString().ShouldNotContain("442071838750");
        if (answer is DialAnswer.TrunkStopped stopped) stopped.OnlyThisBusiness.ShouldBe(code is 21210 or 21212);
    }

    [Fact]
    public async Task An_unknown_refusal_fails_its_call_with_the_carriers_code_and_words()
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Answer(403, """{"code":29999,"message":"Calls to +44 (20) 7183-8750 are not\nallowed at 12:30.","status":403}"""));
        (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.Rejected>().Reason
            .ShouldBe("twilio 29999 (HTTP 403): Calls to +[number] are not allowed at 12:30.");
    }

    [Theory]
    [InlineData("30", 30.0)]
    [InlineData("1.5", 1.5)]
    [InlineData("2147483647", 600.0)]
    [InlineData("99999999999999999999", 600.0)]
    [InlineData("Mon, 30 Nov 2026 09:00:20 GMT", 20.0)]
    [InlineData("Wed, 30 Nov 2095 09:00:20 GMT", 600.0)]
    [InlineData("Mon, 30 Nov 2026 08:59:00 GMT", null)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("NaN", null)]
    public void Retry_after_is_read_in_every_form_against_the_carriers_own_clock_and_within_reason(string sent, double? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.Date = new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
        response.Headers.TryAddWithoutValidation("Retry-After", sent);
        CallQueue.Http.RetryAfterHeader.Read(response.Headers, now: new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero))
            .ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : (TimeSpan?)null);
    }

    [Fact]
    public async Task A_refused_caller_id_that_only_this_call_asked_for_does_not_stop_the_trunk()
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Answer(400, "{\"code\":21210}"));
        (await Carrier.DialAsync(Dial() with { From = PhoneNumber.Parse("+15005550009") }, default)).ShouldBeOfType<DialAnswer.Rejected>();
    }

    [Fact]
    public async Task An_unauthorized_answer_that_is_no_json_stops_the_trunk()
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Answer(401, "go away"));
        (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.TrunkStopped>();
    }

    [Fact]
    public async Task A_live_call_is_ended_by_completed()
    {
        await StartAsync(frozen: true);
        CarrierCallId id = await AcceptedAsync();
        await SeenAsync("ringing");
        LabTime.Advance(TimeSpan.FromMilliseconds(3));
        await SeenAsync("answered");

        HangUpAnswer.Ended ended = (await Carrier.HangUpAsync(id, default)).ShouldBeOfType<HangUpAnswer.Ended>();
        ended.Report.Outcome.ShouldBe(Outcome.Completed);
        (await SeenAsync("ended")).Said.ShouldBe("completed");
    }

    [Fact]
    public async Task All_pages_of_the_list_are_read()
    {
        await StartAsync(frozen: true);
        for (int i = 0; i < 120; i++) await AcceptedAsync(Dial(i + 1));
        LabTime.Advance(TimeSpan.FromMinutes(10));
        Time.Advance(TimeSpan.FromMinutes(10));
        CarrierCallId newest = await AcceptedAsync(Dial(121));
        (await Carrier.LookUpAsync(LookUp(), default)).ShouldBeOfType<LookupAnswer.Found>().Report.Call.ShouldBe(newest);
        (await Carrier.LookUpAsync(LookUp() with { SentAt = Some.Now, CarrierSentAt = Some.Now }, default)).ShouldBeOfType<LookupAnswer.Unknown>().Reason.ShouldContain("several");
    }

    [Fact]
    public async Task An_accepted_call_that_twilio_does_not_show_is_never_absent()
    {
        await StartAsync();
        LookupRequest request = LookUp(new CarrierCallId("CA0123456789abcdef0123456789abcdef"));
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        AdvanceUntilAbsenceIsBelieved();
        CarrierReport report = (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Found>().Report;
        (report.Status, report.Outcome, report.Retryable).ShouldBe((CarrierStatus.Ended, Outcome.Failed, false));
    }

    [Fact]
    public async Task A_long_message_is_fetched_from_us_when_the_person_answers()
    {
        await StartAsync();
        string message = new('a', 4000);
        Receiver.Script = new() { Message = message };
        await AcceptedAsync(Dial(message: message));
        await EndAsync();
        Lab.Calls.All.Single().Document!.ShouldContain(message);
    }

    [Theory]
    [InlineData("{\"calls\":[],\"next_page_uri\":\"https://evil.example.com/x\"}")]
    [InlineData("{\"calls\":[],\"next_page_uri\":\"//evil.example.com/x\"}")]
    [InlineData("{\"objects\":[]}")]
    [InlineData("{\"calls\":[{\"sid\":\"CA1\",\"status\":\"queued\",\"date_created\":\"yesterday\"}]}")]
    [InlineData("{\"calls\":[{\"status\":\"queued\"}]}")]
    [InlineData("{\"calls\":[7]}")]
    [InlineData("[]")]
    public async Task A_list_that_can_not_be_trusted_is_no_proof_of_absence(string body)
    {
        await using RawServer server = new RawServer().ThenAnswer("200 OK", body);
        using HttpMessageInvoker http = CarrierHttpClients.Create();
        var carrier = new TwilioCarrier(TwilioWire.Options() with { BaseUrl = server.Url }, http, Time);
        (await carrier.LookUpAsync(Some.LookUp(sentAt: Some.Now.AddDays(-1)), default)).ShouldBeOfType<LookupAnswer.Unknown>();
    }
}
