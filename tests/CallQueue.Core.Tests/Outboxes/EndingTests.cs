using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Runs;

namespace CallQueue.Outboxes;

public sealed class EndingTests
{
    private static readonly OutboxEntry Entry = new()
    {
        Name = "r-7", At = Some.Instant, Outcome = Outcome.NoAnswer, To = Some.Number(), Index = 7, Attempts = 1, Reason = "rang out",
    };

    [Fact]
    public void The_event_id_is_the_same_each_time_and_another_for_any_other_end()
    {
        string[] ids =
        [
            IdOf(Some.Business, Entry), IdOf(new BusinessId("other"), Entry), IdOf(Some.Business, Entry with { Name = "r-8" }),
            IdOf(Some.Business, Entry with { At = Some.Instant + TimeSpan.FromTicks(1) }),
            IdOf(Some.Business, new OutboxEntry { Name = "r-7", At = Some.Instant, Run = RunStatus.Completed, Counts = CallCounts.Zero }),
        ];
        ids.Distinct().Count().ShouldBe(5);
        IdOf(Some.Business, Entry with { Reason = "told again" }).ShouldBe(ids[0]);

        // Receivers remember ids: the way they are made may never change.
        ids[0].ShouldBe("evt_6fdf77dde700a04197814a64b6f68cdd");
    }

    [Fact]
    public void A_call_that_was_opened_again_is_told_as_it_ended_then()
    {
        var later = new CallSnapshot(
            new CallId(Some.Business, "r-7"), Some.Spec() with { Run = "r" }, CallStatus.Ended, Outcome.Completed, null, Some.Instant, 2, [Attempt(1), Attempt(2)]);
        var told = (Ending.OfCall)Ending.Of(Some.Business, Entry, later, null);
        (told.Outcome, told.Call.Reason, told.Call.RetryAt, told.Index).ShouldBe((Outcome.NoAnswer, "rang out", null, 7));
        told.Call.Attempts.Select(attempt => attempt.Number).ShouldBe([1]);
    }

    [Fact]
    public void Without_its_record_a_call_is_told_as_its_business_knew_it()
    {
        CallSnapshot call = ((Ending.OfCall)Ending.Of(Some.Business, Entry, null, null)).Call;
        (call.Id.Name, call.Spec.To, call.Spec.Run, call.Status, call.Outcome).ShouldBe(("r-7", Some.Number(), "r", CallStatus.Ended, Outcome.NoAnswer));
    }

    private static string IdOf(BusinessId business, OutboxEntry entry) => Ending.Of(business, entry, null, null).EventId;

    private static AttemptSnapshot Attempt(int number) => new(
        number, "tok", "t", null, CallStatus.Ended, Outcome.NoAnswer, null, Some.Instant, null, Some.Instant, null, null, null);
}
