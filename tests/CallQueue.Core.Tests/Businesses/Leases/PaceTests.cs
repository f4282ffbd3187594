using CallQueue.Calls;

namespace CallQueue.Businesses.Leases;

public sealed class PaceTests
{
    private static readonly LeaseEnd.Final Completed = new(Outcome.Completed, 1, null, Some.Seconds(40));

    [Fact]
    public void Ends_count_for_five_minutes_and_talk_time_for_ever()
    {
        var pace = new Pace(null);
        pace.ToRecord().ShouldBeNull();
        for (int i = 0; i < 10; i++) pace.Ended(Some.Seconds(60), Completed with { Talk = Some.Seconds(10 * i) }, Some.Instant + Some.Seconds(30 * i));
        pace.At(Some.Instant + Some.Seconds(299)).ShouldBe(new QueuePace(2, Some.Seconds(45), Some.Seconds(60)));
        pace = new Pace(pace.ToRecord());
        pace.At(Some.Instant + Some.Minutes(7)).EndedPerMinute.ShouldBe(4 / 5.0);
        pace.At(Some.Instant + Some.Minutes(60)).ShouldBe(new QueuePace(0, Some.Seconds(45), Some.Seconds(60)));
    }

    [Fact]
    public void An_attempt_that_is_tried_again_holds_a_slot_but_ends_no_call()
    {
        var pace = new Pace(null);
        pace.Ended(Some.Seconds(100), null, Some.Instant);
        pace.Ended(Some.Seconds(50), Completed with { Outcome = Outcome.Busy, Talk = null }, Some.Instant);
        pace.At(Some.Instant).ShouldBe(new QueuePace(0.2, null, Some.Seconds(95)));
    }
}
