using CallQueue.CarrierLab;
using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers.SignalWire;

public sealed class SignalWireLabTests : LookupLabTests
{
    private protected override string Kind => "signalwire";

    protected override ICarrierWebhooks AnotherAccount => SignalWireAccount.Webhooks(SignalWireWire.Options() with { SigningKey = "another" });

    [Theory] // The codes of signalwire.com/docs/compatibility-api/rest/error-codes, some of which mean other things at Twilio.
    [InlineData(400, "21211", typeof(DialAnswer.Rejected))]
    [InlineData(400, "30010", typeof(DialAnswer.Rejected))]
    [InlineData(422, "10000", typeof(DialAnswer.Rejected))]
    [InlineData(400, "29999", typeof(DialAnswer.Rejected))]
    [InlineData(400, "21210", typeof(DialAnswer.TrunkStopped))]
    [InlineData(401, "20003", typeof(DialAnswer.TrunkStopped))]
    [InlineData(403, "10004", typeof(DialAnswer.TrunkStopped))]
    [InlineData(403, "10001", typeof(DialAnswer.TrunkStopped))]
    [InlineData(400, "4001", typeof(DialAnswer.TrunkStopped))]
    [InlineData(400, "30002", typeof(DialAnswer.TrunkStopped))]
    [InlineData(429, "20429", typeof(DialAnswer.TryLater))]
    [InlineData(422, "21611", typeof(DialAnswer.TryLater))]
    [InlineData(400, "20001", typeof(DialAnswer.Unknown))]
    [InlineData(500, "21211", typeof(DialAnswer.Unknown))]
    public async Task Each_error_is_answered_by_its_class_in_both_shapes(int status, string code, Type expected)
    {
        await StartAsync();
        foreach (string body in (string[])[$$"""{"code":{{code}},"message":"To +442071838750 is bad.","status":{{status}}}""", $$"""{"errors":[{"code":"{{code}}","message":"To +442071838750 is bad."}]}"""])
        {
            Lab.Chance.NextCreates.Enqueue(CreateFault.Answer(status, body));
            DialAnswer answer = await Carrier.DialAsync(Dial(), default);
            answer.ShouldBeOfType(expected, body);
            answer.ToString().ShouldContain($"signalwire {code} (HTTP {status}): ");
            answer.ToString().ShouldNotContain("442071838750");
            if (answer is DialAnswer.TrunkStopped stopped) stopped.OnlyThisBusiness.ShouldBe(code == "21210");
        }
    }

    [Fact]
    public async Task A_live_call_is_ended_and_the_document_was_asked_of_us()
    {
        TalkMs = (60_000, 60_000);
        await StartAsync();
        CarrierCallId id = await AcceptedAsync();
        Guid.TryParseExact(id.Value, "D", out _).ShouldBeTrue();
        await SeenAsync("answered");
        (await Carrier.HangUpAsync(id, default)).ShouldBeOfType<HangUpAnswer.Ended>().Report.Outcome.ShouldBe(Outcome.Completed);
        await SeenAsync("document");
        await SeenAsync("ended");
        Lab.Calls.All.Single().Document.ShouldNotBeNull().ShouldContain("<Say>");
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
    }

    [Fact]
    public async Task The_other_dialect_does_not_see_its_calls()
    {
        await StartAsync();
        await AcceptedAsync();
        var twilio = new TwilioCarrier(TwilioWire.Options() with { BaseUrl = Lab.Url }, Http, Time);
        await twilio.ReadClockAsync(default);
        LookupRequest request = LookUp() with { CarrierSentAt = CarrierNow };
        AdvanceUntilAbsenceIsBelieved();
        (await twilio.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Absent>();
    }
}

public sealed class SignalWireMachineLabTests : MachineLabTests
{
    private protected override string Kind => "signalwire";
}

public sealed class SignalWireRecordingLabTests : RecordingLabTests
{
    private protected override string Kind => "signalwire";

    private protected override string UnknownId => "8d5cd396-4f88-11e1-829f-5b9cbd2c7acd";
}
