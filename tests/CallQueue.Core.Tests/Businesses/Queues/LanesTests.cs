using CallQueue.Calls;
using CallQueue.PagedLists;

namespace CallQueue.Businesses.Queues;

public sealed class LanesTests
{
    private readonly FakePages _pages = new();
    private Lanes _lanes;

    public LanesTests() => _lanes = new Lanes(_pages.NextBook(), []);

    [Fact]
    public void A_higher_priority_goes_strictly_first()
    {
        foreach (Priority priority in new[] { Priority.Low, Priority.Urgent, Priority.Normal, Priority.High }) Append(priority, (int)priority + 1, 2);
        TakeAll().Select(call => call.Run).ShouldBe([1, 1, 2, 2, 3, 3, 4, 4]);
    }

    [Fact]
    public void Runs_of_one_priority_take_turns_and_each_is_in_its_own_order()
    {
        Append(Priority.Normal, 1, 4);
        Append(Priority.Normal, 2, 2);
        TakeAll().Select(call => (call.Run, call.Index)).ShouldBe([(1, 0), (2, 0), (1, 1), (2, 1), (1, 2), (1, 3)]);
    }

    [Fact]
    public void What_came_back_goes_before_what_was_never_tried()
    {
        Append(Priority.Normal, 1, 2);
        _lanes.Return(Priority.Normal, Some.Queued(9, 1));
        TakeAll().Select(call => call.Index).ShouldBe([9, 0, 1]);
    }

    [Fact]
    public void A_run_that_is_not_open_is_passed_over_and_keeps_its_turn()
    {
        Append(Priority.Normal, 1, 2);
        Append(Priority.Normal, 2, 2);
        Take(lane => lane.Run == 2).Run.ShouldBe(2);
        TakeAll().Select(call => call.Run).ShouldBe([1, 2, 1]);
    }

    [Fact]
    public void A_restart_keeps_turns_and_contents()
    {
        for (int run = 1; run <= 3; run++) Append(Priority.Normal, run, 300);
        List<(int, int)> taken = [];
        for (int i = 0; i < 900; i++)
        {
            if (i % 100 == 50) _lanes = new Lanes(_pages.NextBook(), _lanes.ToRecords());
            QueuedCall call = Take(_ => true);
            taken.Add((call.Run, call.Index));
        }

        taken.ShouldBe([.. Enumerable.Range(0, 900).Select(i => ((i % 3) + 1, i / 3))]);
    }

    [Fact]
    public void A_dropped_run_is_gone_at_every_priority()
    {
        Append(Priority.Normal, 1, 200);
        Append(Priority.High, 1, 2);
        Append(Priority.Normal, 2, 1);
        _lanes.Drop(1);
        _lanes.Count.ShouldBe(1);
        TakeAll().Select(call => call.Run).ShouldBe([2]);
    }

    private void Append(Priority priority, int run, int calls) =>
        _lanes.Append(Enumerable.Range(0, calls).Select(i => (priority, Some.Queued(i, run))));

    private QueuedCall Take(Func<Lane, bool> isOpen)
    {
        foreach (IWantsPages list in _lanes.Lists.ToList()) _pages.Load(list);
        return _lanes.Take(_lanes.Next(isOpen).ShouldNotBeNull());
    }

    private List<QueuedCall> TakeAll()
    {
        List<QueuedCall> taken = [];
        while (_lanes.Next(_ => true) is not null) taken.Add(Take(_ => true));
        return taken;
    }
}
