using CallQueue.Businesses.Leases;
using CallQueue.Businesses.Turns;

namespace CallQueue.Calls.Attempts;

public sealed class CallVerbStepsTests
{
    private static readonly CallId Id = new(Some.Business, "c");
    private static readonly CallRecord Waiting = new() { Spec = Some.Spec(), Fingerprint = "f", Confirmed = true, Chosen = true };

    [Fact]
    public void A_cancel_is_done_once_and_its_repetition_gets_the_same_answer()
    {
        (CallRecord? record, CancelAnswer answer) = CallVerbSteps.Cancel(Id, Waiting, new CancelWaiting(7, false));
        answer.ShouldBe(new CancelAnswer(new CallVerbAnswer(CallVerbResult.Done, CallStatus.Ended, Outcome.Canceled), WasQueued: true, Chosen: true, To: Waiting.Spec!.To)
        {
            End = new LeaseEnd.Final(Outcome.Canceled, 0, "canceled", null),
        });
        record!.End.ShouldBe(new StoredEnd(EndKind.Final, Outcome.Canceled, Reason: "canceled"));
        CallVerbSteps.Cancel(Id, record, new CancelWaiting(7, false)).ShouldBe((record, answer));
        CallVerbSteps.Cancel(Id, record, new CancelWaiting(9, false)).Answer.Answer.Result.ShouldBe(CallVerbResult.Unchanged);
        CallSteps.IsDuplicate(record, 8).ShouldBeTrue("what lies of it in the queue must not be dialed");
    }

    [Theory]
    [InlineData(true, CallVerbResult.Done)]
    [InlineData(false, CallVerbResult.NotFound)]
    public void Without_a_record_the_business_must_know_that_it_waits(bool isWaiting, CallVerbResult result)
    {
        (CallRecord? record, CancelAnswer answer) = CallVerbSteps.Cancel(Id, null, new CancelWaiting(7, isWaiting));
        answer.Answer.Result.ShouldBe(result);
        (record is null).ShouldBe(!isWaiting);
    }

    [Fact]
    public void Live_and_ended_calls_are_left_alone_and_so_is_one_that_was_leased_since()
    {
        foreach (CallRecord known in (CallRecord[])
        [
            Waiting with { Lease = 3, Current = new AttemptRecord { Number = 1, Token = "t", Trunk = Some.Trunk, IntentAt = Some.Instant } },
            Waiting with { Lease = 3, End = new StoredEnd(EndKind.Final, Outcome.Completed) },
            Waiting with { Lease = 30, End = new StoredEnd(EndKind.Retry, Outcome.Busy, Some.Instant) },
        ])
        {
            (CallRecord? record, CancelAnswer answer) = CallVerbSteps.Cancel(Id, known, new CancelWaiting(7, true));
            (record == known, answer.Answer.Result).ShouldBe((true, CallVerbResult.Refused));
        }
    }

    [Fact]
    public void What_was_kept_and_perhaps_never_queued_says_so()
    {
        (CallRecord? record, CancelAnswer answer) = CallVerbSteps.Cancel(Id, Waiting with { Confirmed = false }, new CancelWaiting(7, false));
        answer.WasQueued.ShouldBeFalse();
        CallVerbSteps.Cancel(Id, record, new CancelWaiting(7, false)).Answer.WasQueued.ShouldBeFalse();
    }

    [Fact]
    public void A_reopened_call_waits_for_a_later_lease_and_an_older_request_changes_nothing()
    {
        CallRecord ended = Waiting with { Lease = 3, NoRetry = true, HangUp = true, End = new StoredEnd(EndKind.Final, Outcome.NoAnswer, Attempts: 2) };
        (CallRecord? record, ReopenAnswer answer) = CallVerbSteps.Reopen(Id, ended, 7);
        (answer.IsOpen, answer.Ended, answer.Call!.Status, answer.Call.Outcome).ShouldBe((true, Outcome.NoAnswer, CallStatus.Ready, null));
        (record!.Lease, record.NoRetry, record.HangUp).ShouldBe((7, false, false));
        CallVerbSteps.Reopen(Id, record, 7).Answer.Ended.ShouldBe(Outcome.NoAnswer);
        CallSteps.IsDuplicate(record, 8).ShouldBeFalse();
        CallRecord later = record with { Lease = 8, End = new StoredEnd(EndKind.Final, Outcome.Busy) };
        CallVerbSteps.Reopen(Id, later, 7).ShouldSatisfyAllConditions(
            reopened => reopened.Record.ShouldBe(later), reopened => reopened.Answer.IsOpen.ShouldBeFalse());
        CallVerbSteps.Reopen(Id, ended with { End = new StoredEnd(EndKind.Final, Outcome.Completed) }, 7).Answer.IsOpen.ShouldBeFalse();
    }
}
