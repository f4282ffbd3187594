using CallQueue.Businesses;

namespace CallQueue.Schedules;

public sealed class ScheduleStepsTests
{
    private static readonly ScheduleSpec Spec = new() { Cron = "* * * * *", To = Some.Number(), Template = new CallTemplate() };

    [Fact]
    public void The_last_ten_that_were_submitted_and_the_last_fifty_that_were_not_are_remembered() // [S2.32]
    {
        ScheduleRoot root = ScheduleSteps.New(Spec, Some.Instant);
        for (int i = 0; i < 30; i++) root = Settled(root, i, OccurrenceStatus.Fired);
        for (int i = 30; i < 130; i++) root = Settled(root, i, i % 2 == 0 ? OccurrenceStatus.Skipped : OccurrenceStatus.Failed);
        root = Settled(root, 130, OccurrenceStatus.Fired);

        root.Results.Count(result => result.Status == OccurrenceStatus.Fired).ShouldBe(10);
        root.Results.Count(result => result.Status != OccurrenceStatus.Fired).ShouldBe(50);
        root.Results.Select(result => result.ScheduledFor).ShouldBeInOrder(SortDirection.Descending);
        (root.Results[0].Status, root.Results[^1].ScheduledFor).ShouldBe((OccurrenceStatus.Fired, Some.Instant.AddMinutes(21)));
    }

    private static ScheduleRoot Settled(ScheduleRoot root, int minute, OccurrenceStatus status)
    {
        DateTimeOffset at = Some.Instant.AddMinutes(minute);
        return ScheduleSteps.Settle(root with { Pending = [new PendingOccurrence(at)] }, new Occurrence($"s@{minute}", at, false, status, at), []);
    }
}
