using CallQueue.Evidence;

namespace CallQueue.Calls.Attempts;

public sealed class CallStepsTests
{
    private static readonly CallQueueOptions Options = new();
    private static readonly DateTimeOffset Now = Some.Instant;

    [Fact]
    public void A_dial_not_placed_is_tried_again_after_two_and_four_seconds_and_then_failed()
    {
        CallRecord record = NotPlaced(Begun(null, 1));
        record.End.ShouldBe(new StoredEnd(EndKind.Retry, RetryAt: Now + Some.Seconds(2), Reason: "down"));
        record = NotPlaced(Begun(record, 2));
        record.End.ShouldBe(new StoredEnd(EndKind.Retry, RetryAt: Now + Some.Seconds(4), Reason: "down"));
        record = NotPlaced(Begun(record, 3));
        record.End.ShouldBe(new StoredEnd(EndKind.Final, Outcome.Failed, Reason: "down", Attempts: 1) { EndedAt = Now });
    }

    [Fact]
    public void A_dial_not_placed_through_no_fault_of_the_call_is_not_charged()
    {
        CallRecord record = NotPlaced(Begun(null, 1), isFree: true);
        (record.End, record.DispatchTries, record.Tries).ShouldBe((new StoredEnd(EndKind.NotPlaced, Reason: "down"), 0, 1));
        record.GivenUp.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Once_its_run_is_stopped_a_dial_not_placed_is_canceled(bool isFree) =>
        NotPlaced(Begun(null, 1) with { NoRetry = true }, isFree).End!.ToLeaseEnd().ShouldBe(new LeaseEnd.Final(Outcome.Canceled, 0, "down", null));

    [Fact]
    public void A_person_not_reached_is_called_again_unless_the_run_is_stopped()
    {
        Ended(Begun(null, 1), Outcome.Busy).End!.ToLeaseEnd().ShouldBe(new LeaseEnd.Retry(Now + Some.Minutes(30), Outcome.Busy, 1) { DialedAt = Now });
        Ended(Begun(null, 1) with { NoRetry = true }, Outcome.Busy).End!.ToLeaseEnd().ShouldBe(new LeaseEnd.Final(Outcome.Busy, 1, null, null) { DialedAt = Now });
    }

    [Fact]
    public void Each_placed_attempt_gets_the_next_number_and_dispatch_tries_start_anew()
    {
        CallRecord record = Ended(Begun(NotPlaced(Begun(null, 1)), 2), Outcome.Busy);
        record.DispatchTries.ShouldBe(0);
        record = Begun(record, 3);
        (record.Current!.Number, record.Past.Count, record.Tries).ShouldBe((2, 1, 3));
    }

    [Fact]
    public void A_lease_older_than_the_last_or_after_the_end_is_a_duplicate()
    {
        CallRecord live = Begun(null, 5);
        IsDuplicate(live, 4).ShouldBeTrue();
        IsDuplicate(live, 6).ShouldBeTrue();
        IsDuplicate(live, 5).ShouldBeFalse();
        IsDuplicate(Ended(live, Outcome.Completed), 6).ShouldBeTrue();
        IsDuplicate(Ended(live, Outcome.Busy), 6).ShouldBeFalse();
        IsDuplicate(NotPlaced(live, isFree: true), 6).ShouldBeFalse();
        IsDuplicate(new CallRecord { Spec = Some.Spec() }, 1).ShouldBeFalse();
    }

    [Fact]
    public void The_name_of_another_runs_call_is_refused() =>
        CallSteps.Refusal(new CallRecord { Spec = Some.Spec() }, new StartCall(1, Some.Spec() with { Run = "r" }, false))
            .ShouldBeOfType<LeaseStanding.Over>().End.ShouldBeOfType<LeaseEnd.Final>().Outcome.ShouldBe(Outcome.Failed);

    [Theory] // state, seconds since the intent → asked?
    [InlineData("Dialing", 24, false)]
    [InlineData("Dialing", 25, true)]
    [InlineData("Unknown", 4, false)]
    [InlineData("Unknown", 5, true)]
    [InlineData("Queued", 1830, false)]
    [InlineData("Ringing", 1830, false)]
    [InlineData("InProgress", 1829, false)]
    [InlineData("InProgress", 1830, true)]
    public void The_carrier_is_asked_when_an_answer_was_lost_or_a_talk_lasts_too_long(string state, int seconds, bool isAsked)
    {
        CallRecord record = Begun(null, 1) with { Current = AttemptMachineTests.In(Enum.Parse<AttemptState>(state)) };
        (CallSteps.IsOverdue(record, Options, Now + Some.Seconds(seconds)) is not null).ShouldBe(isAsked);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 15)]
    [InlineData(2, 35)]
    [InlineData(3, 75)]
    [InlineData(4, 135)]
    [InlineData(5, 195)]
    public void Lookups_of_a_lost_answer_come_less_often_down_to_once_a_minute(int done, int seconds)
    {
        CallRecord record = Begun(null, 1) with { Current = AttemptMachineTests.In(AttemptState.Unknown) with { Lookups = done } };
        CallSteps.IsOverdue(record, Options, Now + Some.Seconds(seconds - 0.1)).ShouldBeNull();
        CallSteps.IsOverdue(record, Options, Now + Some.Seconds(seconds)).ShouldBe(Overdue.Unknown);
    }

    [Fact]
    public void A_live_lease_is_looked_at_every_half_minute_or_when_it_is_due()
    {
        (Look(Begun(null, 1) with { Current = AttemptMachineTests.In(AttemptState.Ringing) }) with { Dial = null }).ShouldBe(new LeaseStanding.Live(Some.Seconds(30), Now));
        (Look(Begun(null, 1)) with { Dial = null }).ShouldBe(new LeaseStanding.Live(Some.Seconds(25), null));
    }

    [Fact]
    public void A_lease_says_why_its_dial_was_allowed_and_its_end_says_how_the_dial_ended()
    {
        DialFacts dial = Look(Begun(null, 1)).Dial.ShouldNotBeNull();
        (dial.Attempt, dial.At, dial.Trunk, dial.Zone).ShouldBe((1, Now, Some.Trunk, "Europe/London"));
        CallSteps.EndOf(Ended(Begun(null, 1), Outcome.Completed)).Attempt.ShouldBe(new AttemptFacts(dial, Outcome.Completed, null, Now, null));
        CallSteps.EndOf(NotPlaced(Begun(null, 1), isFree: true)).Attempt.ShouldBe(new AttemptFacts(dial, null, null, null, null));
        CallSteps.EndOf(CallSteps.NeverStarted(null, 1)).Attempt.ShouldBeNull();
        CallSteps.EndOf(CallSteps.NeverStarted(Ended(Begun(null, 1), Outcome.Busy), 2)).Attempt.ShouldBeNull("no dial was begun under the second lease");
    }

    [Fact]
    public void Only_the_last_eight_given_up_tokens_are_kept()
    {
        CallRecord? record = null;
        for (int lease = 1; lease <= 12; lease++) record = NotPlaced(Begun(record, lease), isFree: true);
        record!.GivenUp.Count.ShouldBe(8);
    }

    private static LeaseStanding.Live Look(CallRecord record) => CallSteps.Standing(record, Options, Now).ShouldBeOfType<LeaseStanding.Live>();

    private static CallRecord Begun(CallRecord? known, long lease) => CallSteps.Begin(known, new StartCall(lease, Some.Spec(), false), Some.Trunk, Now);

    private static CallRecord NotPlaced(CallRecord record, bool isFree = false) =>
        CallSteps.After(record, record.Current! with { State = AttemptState.NotPlaced, Reason = "down" }, isFree, Options, Now);

    private static CallRecord Ended(CallRecord record, Outcome outcome) => CallSteps.After(
        record, record.Current! with { State = AttemptState.Ended, Outcome = outcome, EndedAt = Now, DialedAt = Now }, false, Options, Now);

    private static bool IsDuplicate(CallRecord known, long lease) =>
        CallSteps.Refusal(known, new StartCall(lease, null, false)) is LeaseStanding.Over { End: LeaseEnd.Duplicate };
}
