using CallQueue.CarrierLab;

namespace CallQueue.Carriers.CallKaro;

public sealed class CallKaroLabTests : SharedLabTests
{
    private protected override string Kind => "callkaro";

    protected override ICarrierWebhooks AnotherAccount => new CallKaroWebhooks(CallKaroWire.Options() with { WebhookSecret = "another" }, Time);

    [Theory]
    [InlineData(400, "Missing to_number 442071838750", typeof(DialAnswer.Rejected))]
    [InlineData(401, "x", typeof(DialAnswer.TrunkStopped))]
    [InlineData(402, "x", typeof(DialAnswer.TrunkStopped))]
    [InlineData(403, "Missing X-API-KEY in headers", typeof(DialAnswer.TrunkStopped))]
    [InlineData(403, "something new", typeof(DialAnswer.Rejected))]
    [InlineData(403, "DND_NUMBER", typeof(DialAnswer.Rejected))]
    [InlineData(404, "something new", typeof(DialAnswer.Rejected))]
    [InlineData(404, "Agent does not exist", typeof(DialAnswer.TrunkStopped))]
    [InlineData(422, "x", typeof(DialAnswer.Rejected))]
    [InlineData(408, "x", typeof(DialAnswer.Unknown))]
    [InlineData(429, "DND_NUMBER", typeof(DialAnswer.TryLater))]
    [InlineData(500, "Server error", typeof(DialAnswer.Unknown))]
    [InlineData(500, "DND_NUMBER", typeof(DialAnswer.Unknown))]
    [InlineData(302, "x", typeof(DialAnswer.Unknown))]
    public async Task Each_error_is_answered_by_its_class_and_never_shows_the_number(int status, string error, Type expected)
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Answer(status, $$"""{"status":"error","message":"{{error}}"}"""));
        DialAnswer answer = await Carrier.DialAsync(Dial(), default);
        answer.ShouldBeOfType(expected);
        answer.ToString().ShouldNotContain("442071838750");
    }

    [Theory]
    [InlineData("""{"status":"done","call_sid":"a1"}""", "a1")]
    [InlineData("""{"status":"success","call_id":"a2"}""", "a2")]
    [InlineData("""{"status":"success","data":{"callId":"a3"}}""", "a3")]
    [InlineData("""{"status":"success"}""", null)]
    [InlineData("""{"status":"error","call_sid":""}""", null)]
    [InlineData("""["a1"]""", null)]
    [InlineData("queued", null)]
    public async Task The_calls_id_is_read_by_any_of_its_names_and_without_one_the_dial_is_open(string body, string? id)
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.Answer(200, body));
        DialAnswer answer = await Carrier.DialAsync(Dial(), default);
        if (id is null) answer.ShouldBeOfType<DialAnswer.Unknown>();
        else answer.ShouldBe(new DialAnswer.Accepted(new CarrierCallId(id)));
    }

    [Theory]
    [InlineData("completed", Outcome.Completed)]
    [InlineData("no-answer", Outcome.NoAnswer)]
    [InlineData("rejected", Outcome.Rejected)]
    [InlineData("failed", Outcome.Failed)]
    public async Task The_documented_end_event_alone_tells_the_outcome(string word, Outcome outcome)
    {
        await StartAsync(new LabOptions { CallKaroTellsEndOnly = true });
        Lab.Chance.NextEnds.Enqueue(LabEnd.Named(word));
        CarrierCallId id = await AcceptedAsync();

        CarrierEvent told = await Receiver.NextAsync();
        (told.Report.Call, told.Report.Status, told.Report.Outcome).ShouldBe((id, CarrierStatus.Ended, outcome));
        told.Attempt.ShouldBe(Some.Attempt());
        told.Report.RecordingUrl.ShouldBe(outcome == Outcome.Completed ? "https://recordings.example.com/1.mp3" : null);
    }

    [Fact]
    public async Task Without_a_secret_the_token_in_the_message_is_its_proof()
    {
        await StartAsync(new LabOptions { CallKaroSecret = null });
        Receiver.Carrier = (new CallKaroWebhooks(CallKaroWire.Options() with { WebhookSecret = null }, Time), null);
        await AcceptedAsync();
        (await EndAsync()).Outcome.ShouldBe(Outcome.Completed);
        Receiver.Forged.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_answer_is_never_taken_for_an_absent_call_however_long_it_is_silent()
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.LoseBefore);
        LookupRequest request = LookUp();
        (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();

        Time.Advance(Carrier.AbsenceBelievedAfter - TimeSpan.FromSeconds(1));
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        Time.Advance(TimeSpan.FromSeconds(1));
        CarrierReport report = (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Found>().Report;
        (report.Status, report.Outcome, report.Retryable).ShouldBe((CarrierStatus.Ended, Outcome.Failed, false), "given up, not dialed again");
    }

    [Fact]
    public async Task An_accepted_call_that_stays_silent_is_given_up_in_the_end()
    {
        await StartAsync();
        LookupRequest request = LookUp(new CarrierCallId("a1"));
        Time.Advance(TimeSpan.FromMinutes(239));
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        Time.Advance(TimeSpan.FromMinutes(1));
        CarrierReport report = (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Found>().Report;
        (report.Call.Value, report.Outcome, report.Retryable).ShouldBe(("a1", Outcome.Failed, false));
    }

    [Fact]
    public async Task Where_a_status_path_is_configured_a_call_is_found_by_its_id()
    {
        await StartAsync(frozen: true);
        CallKaroCarrier asking = Asking();
        CarrierCallId id = await AcceptedAsync();
        await SeenAsync("ringing");
        CarrierReport live = (await asking.LookUpAsync(LookUp(id), default)).ShouldBeOfType<LookupAnswer.Found>().Report;
        (live.Call, live.Status).ShouldBe((id, CarrierStatus.Ringing));
        (await asking.LookUpAsync(LookUp(), default)).ShouldBeOfType<LookupAnswer.Unknown>("its own id is all it could be found by");
    }

    [Fact]
    public async Task Where_a_status_path_is_configured_only_a_clear_no_gives_a_silent_call_up()
    {
        await StartAsync();
        CallKaroCarrier asking = Asking();
        LookupRequest request = LookUp(new CarrierCallId("nobody"));
        (await asking.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        Time.Advance(asking.AbsenceBelievedAfter);
        (await asking.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Found>().Report.Retryable.ShouldBeFalse();
        (await asking.LookUpAsync(request with { Call = new CarrierCallId("a/../b") }, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        await Lab.DisposeAsync();
        (await asking.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
    }

    [Fact]
    public async Task A_script_for_another_voice_than_the_agents_is_refused_and_nothing_is_sent()
    {
        await StartAsync();
        CallScript[] scripts = [new() { AnswerUrl = "https://app.example.com/x" }, new() { AgentUrl = "wss://agent.example.com" }];
        foreach (CallScript script in scripts)
            (await Carrier.DialAsync(Dial() with { Script = script }, default)).ShouldBeOfType<DialAnswer.Rejected>().Reason.ShouldContain("own agent");
        Lab.Ledger.Entries.ShouldBeEmpty();
    }

    private CallKaroCarrier Asking() => new(CallKaroWire.Options() with { BaseUrl = Lab.Url, StatusPath = "/call/{id}" }, Http, Time);
}
