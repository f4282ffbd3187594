using CallQueue.CarrierLab;

namespace CallQueue.Carriers;

/// <summary>What the adapters of carriers must do besides that can find a call without its id, and end one.</summary>
public abstract class LookupLabTests : SharedLabTests
{
    [Fact]
    public async Task An_answer_lost_after_the_call_was_made_is_open_and_the_call_is_found()
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.LoseAfter);
        (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();
        await SeenAsync("ended");

        LookupAnswer.Found found = (await Carrier.LookUpAsync(LookUp(), default)).ShouldBeOfType<LookupAnswer.Found>();
        (found.Report.Status, found.Report.Call.Value).ShouldBe((CarrierStatus.Ended, Lab.Calls.All.Single().Id));
        Placed.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_lost_before_the_call_was_made_is_open_until_absence_can_be_believed()
    {
        await StartAsync();
        Lab.Chance.NextCreates.Enqueue(CreateFault.LoseBefore);
        LookupRequest request = LookUp();
        (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        Advance(Carrier.AbsenceBelievedAfter - TimeSpan.FromSeconds(3));
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        Advance(TimeSpan.FromSeconds(4));
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Absent>();
    }

    [Fact]
    public async Task A_call_that_waits_at_the_carrier_is_found_waiting()
    {
        await StartAsync(new LabOptions { Cps = 0.001 }, frozen: true);
        await AcceptedAsync();
        CarrierCallId queued = await AcceptedAsync(Dial(2));
        (await FoundAsync(queued)).Status.ShouldBe(CarrierStatus.Queued);
    }

    [Fact]
    public async Task While_the_carriers_views_lag_an_accepted_call_is_unknown_and_not_absent()
    {
        await StartAsync(new LabOptions { FetchLagMs = 3_600_000 });
        CarrierCallId id = await AcceptedAsync();
        (await Carrier.LookUpAsync(LookUp(id), default)).ShouldBeOfType<LookupAnswer.Unknown>();
        (await Carrier.LookUpAsync(LookUp(), default)).ShouldBeOfType<LookupAnswer.Unknown>();
    }

    [Fact]
    public async Task Of_two_calls_that_could_be_it_none_is_chosen()
    {
        await StartAsync();
        await AcceptedAsync();
        await AcceptedAsync(Dial(2));
        (await Carrier.LookUpAsync(LookUp(), default)).ShouldBeOfType<LookupAnswer.Unknown>().Reason.ShouldContain("several");
    }

    [Fact]
    public async Task An_older_call_to_the_same_number_is_not_mistaken_for_it()
    {
        await StartAsync();
        await AcceptedAsync();
        await SeenAsync("ended");
        Advance(TimeSpan.FromMinutes(1));
        LookupRequest request = LookUp();
        AdvanceUntilAbsenceIsBelieved();
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Absent>();
    }

    [Theory] // How far our clock is ahead of the carrier's, in seconds: a fast one drops a call "created before we sent it".
    [InlineData(60)]
    [InlineData(240)]
    [InlineData(-60)]
    [InlineData(900)]
    public async Task With_a_wrong_clock_a_call_whose_answer_was_lost_is_found_and_never_absent(int ahead)
    {
        await StartAsync();
        Time.SetUtcNow(Time.GetUtcNow().AddSeconds(Math.Max(0, ahead)));
        if (ahead < 0) Shift(TimeSpan.FromSeconds(-ahead));
        await Carrier.ReadClockAsync(default);
        LookupRequest request = LookUp() with { CarrierSentAt = Carrier.TimeAt(Time.GetUtcNow())!.Value.Now };
        Lab.Chance.NextCreates.Enqueue(CreateFault.LoseAfter);
        (await Carrier.DialAsync(Dial(), default)).ShouldBeOfType<DialAnswer.Unknown>();
        await SeenAsync("ended");
        Advance(Carrier.AbsenceBelievedAfter * 2);
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Found>();
        Placed.ShouldBe(1);
    }

    [Fact]
    public async Task While_the_carriers_clock_is_unknown_or_far_from_ours_nothing_is_absent()
    {
        await StartAsync();
        LookupRequest request = LookUp();
        Advance(Carrier.AbsenceBelievedAfter * 2);
        (await Carrier.LookUpAsync(request with { CarrierSentAt = null }, default)).ShouldBeOfType<LookupAnswer.Unknown>().Reason.ShouldContain("clock");
        Time.Advance(TimeSpan.FromMinutes(6));
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>().Reason.ShouldContain("ahead of");
        Shift(TimeSpan.FromMinutes(6));
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Absent>();
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_does_not_make_a_call_old_enough_to_be_absent()
    {
        await StartAsync();
        LookupRequest request = LookUp();
        Time.Advance(Carrier.AbsenceBelievedAfter + TimeSpan.FromSeconds(60));
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
    }

    [Fact]
    public async Task Of_two_attempts_close_together_none_adopts_the_others_call()
    {
        await StartAsync();
        CarrierCallId first = await AcceptedAsync();
        LookupRequest request = LookUp() with { OtherCalls = [first] };
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        CarrierCallId second = await AcceptedAsync(Dial(2));
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Found>().Report.Call.ShouldBe(second);
        AdvanceUntilAbsenceIsBelieved();
        (await Carrier.LookUpAsync(request with { OtherCalls = [first, second] }, default)).ShouldBeOfType<LookupAnswer.Absent>();
    }

    [Fact]
    public async Task A_carrier_that_does_not_answer_lookups_can_not_say()
    {
        await StartAsync();
        LookupRequest request = LookUp();
        AdvanceUntilAbsenceIsBelieved();
        await Lab.DisposeAsync();
        (await Carrier.LookUpAsync(request, default)).ShouldBeOfType<LookupAnswer.Unknown>();
        (await Carrier.LookUpAsync(LookUp(new CarrierCallId("CA1")), default)).ShouldBeOfType<LookupAnswer.Unknown>();
        (await Carrier.HangUpAsync(new CarrierCallId("CA1"), default)).ShouldBeOfType<HangUpAnswer.Unknown>();
    }

    [Fact]
    public async Task A_queued_call_that_is_hung_up_has_ended_without_any_webhook()
    {
        await StartAsync(new LabOptions { Cps = 0.001 }, frozen: true);
        await AcceptedAsync();
        CarrierCallId queued = await AcceptedAsync(Dial(2));

        HangUpAnswer.Ended ended = (await Carrier.HangUpAsync(queued, default)).ShouldBeOfType<HangUpAnswer.Ended>();
        (ended.Report.Call, ended.Report.Outcome, ended.Report.Retryable).ShouldBe((queued, Outcome.Canceled, false));
    }

    [Fact]
    public async Task Hanging_up_a_call_that_has_ended_tells_how_it_ended()
    {
        await StartAsync();
        Lab.Chance.NextEnds.Enqueue(LabEnd.Busy);
        CarrierCallId id = await AcceptedAsync();
        await SeenAsync("ended");
        HangUpAnswer.Ended ended = (await Carrier.HangUpAsync(id, default)).ShouldBeOfType<HangUpAnswer.Ended>();
        (ended.Report.Call, ended.Report.Outcome).ShouldBe((id, Outcome.Busy));
    }

    private protected async Task<CarrierReport> FoundAsync(CarrierCallId id) =>
        (await Carrier.LookUpAsync(LookUp(id), default)).ShouldBeOfType<LookupAnswer.Found>().Report;
}
