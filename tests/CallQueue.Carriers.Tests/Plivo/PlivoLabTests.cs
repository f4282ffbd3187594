using CallQueue.CarrierLab;

namespace CallQueue.Carriers.Plivo;

public sealed class PlivoLabTests : LookupLabTests
{
    private protected override string Kind => "plivo";

    protected override ICarrierWebhooks AnotherAccount => new PlivoWebhooks(PlivoWire.Options() with { AuthToken = "another" });

    [Theory]
    [InlineData(400, "from parameter 15005550006 is not associated with your account", typeof(DialAnswer.TrunkStopped))]
    [InlineData(400, "to parameter 442071838750 is not valid", typeof(DialAnswer.Rejected))]
    [InlineData(401, "Could not verify", typeof(DialAnswer.TrunkStopped))]
    [InlineData(402, "no credit", typeof(DialAnswer.TrunkStopped))]
    [InlineData(403, "Calls to this destination country are barred", typeof(DialAnswer.Rejected))]
    [InlineData(403, "something new", typeof(DialAnswer.Rejected))]
    [InlineData(404, "not found", typeof(DialAnswer.Rejected))]
    [InlineData(405, "x", typeof(DialAnswer.Rejected))]
    [InlineData(406, "x", typeof(DialAnswer.Rejected))]
    [InlineData(409, "x", typeof(DialAnswer.Rejected))]
    [InlineData(422, "x", typeof(DialAnswer.Rejected))]
    [InlineData(429, "x", typeof(DialAnswer.TryLater))]
    [InlineData(403, "hangup cause 5030: concurrency limit breached", typeof(DialAnswer.TryLater))]
    [InlineData(408, "x", typeof(DialAnswer.Unknown))]
    [InlineData(500, "x", typeof(DialAnswer.Unknown))]
    [InlineData(202, "async api spawned", typeof(DialAnswer.Unknown))]
    public async Task Each_error_is_answered_by_its_class_and_never_shows_the_number(int status, string error, Type expected)
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Answer(status, $$"""{"api_id":"x","error":"{{error}}"}"""));
        DialAnswer answer = await Carrier.DialAsync(Dial(), default);
        answer.ShouldBeOfType(expected);
        answer.ToString().ShouldNotContain("442071838750");
    }

    [Theory]
    [InlineData("{\"request_uuid\":[\"u1\"]}", "u1")]
    [InlineData("{\"request_uuid\":\"u2\"}", "u2")]
    [InlineData("{\"request_uuid\":[\"u1\",\"u2\"]}", null)]
    [InlineData("{\"request_uuid\":\"\"}", null)]
    public async Task One_request_id_is_accepted_in_either_form(string body, string? id)
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Answer(201, body));
        DialAnswer answer = await Carrier.DialAsync(Dial(), default);
        if (id is null) answer.ShouldBeOfType<DialAnswer.Unknown>();
        else answer.ShouldBe(new DialAnswer.Accepted(new CarrierCallId(id)));
    }

    [Fact]
    public async Task A_live_call_is_ended_and_its_webhook_tells()
    {
        await StartAsync(frozen: true);
        CarrierCallId id = await AcceptedAsync();
        await SeenAsync("ringing");
        (await Carrier.HangUpAsync(id, default)).ShouldBeOfType<HangUpAnswer.Ending>();
        (await EndAsync()).Outcome.ShouldBe(Outcome.Canceled);
    }

    [Fact]
    public async Task A_lost_answer_is_found_in_the_queued_and_in_the_live_view()
    {
        await StartAsync(new LabOptions { Cps = 0.001 }, frozen: true);
        await AcceptedAsync(Some.Dial(Some.Attempt(9), to: "+447700900123"));
        Lab.Chance.NextCreates.Enqueue(CreateFault.LoseAfter);
        (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();
        (await Carrier.LookUpAsync(LookUp(), default)).ShouldBeOfType<LookupAnswer.Found>().Report.Status.ShouldBe(CarrierStatus.Queued);

        LabTime.Advance(TimeSpan.FromSeconds(1000));
        await Signals.Within(Lab.Ledger.WaitForAsync(entry => entry is { Kind: "ringing", Attempt: "1" }));
        (await Carrier.LookUpAsync(LookUp(), default)).ShouldBeOfType<LookupAnswer.Found>().Report.Status.ShouldBe(CarrierStatus.Ringing);
    }

    [Fact]
    public async Task A_number_that_only_begins_like_ours_is_another_number()
    {
        await StartAsync(frozen: true);
        await AcceptedAsync(Some.Dial(Some.Attempt(9), to: "+4420718387501"));
        LookupRequest request = LookUp();
        Time.Advance(Carrier.AbsenceBelievedAfter);
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Absent>();
    }

    [Fact]
    public async Task A_record_that_is_late_is_no_end_and_no_absence_of_a_known_call()
    {
        await StartAsync(new LabOptions { CdrLagMs = 3_600_000 });
        CarrierCallId id = await AcceptedAsync();
        await SeenAsync("ended");
        Time.Advance(Carrier.AbsenceBelievedAfter);
        (await Carrier.LookUpAsync(LookUp(id) with { SentAt = Time.GetUtcNow() - Carrier.AbsenceBelievedAfter }, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        (await Carrier.LookUpAsync(LookUp(id) with { SentAt = Time.GetUtcNow() - TimeSpan.FromDays(3) }, default)).ShouldBeOfType<LookupAnswer.Found>().Report.Outcome.ShouldBe(Outcome.Failed);
    }

    [Fact]
    public async Task The_document_is_fetched_from_us_when_the_person_answers()
    {
        await StartAsync();
        Receiver.Script = new() { Message = "Hi {{name}}", Variables = new Dictionary<string, string> { ["name"] = "Ann" } };
        await AcceptedAsync();
        await EndAsync();
        Lab.Calls.All.Single().Document.ShouldBe("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Speak>Hi Ann</Speak></Response>");
    }
}
