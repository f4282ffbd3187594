using CallQueue.PagedLists;

namespace CallQueue.Businesses.Ends;

public sealed class RetainedTests
{
    private readonly FakePages _pages = new();
    private readonly Retained _retained;
    private readonly List<string> _forgotten = [];

    public RetainedTests() => _retained = new Retained(_pages.NextBook(), null);

    [Theory]
    [InlineData(Outcome.Completed, 100)]
    [InlineData(Outcome.Busy, 500)]
    [InlineData(Outcome.Canceled, 500)]
    public void Exactly_the_newest_are_kept_and_the_oldest_go_first(Outcome outcome, int kept)
    {
        for (int i = 0; i < 900; i++) _retained.CallEnded($"c{i}", false, outcome, Some.Instant + Some.Seconds(i));
        TrimAll(new Retention(), Some.Instant + Some.Seconds(900));
        _forgotten.ShouldBe(Enumerable.Range(0, 900 - kept).Select(i => $"c{i}"));
    }

    [Fact]
    public void What_is_too_old_goes_at_its_instant()
    {
        _retained.CallEnded("c", false, Outcome.Completed, Some.Instant);
        _retained.RunEnded("r", Some.Instant + Some.Seconds(1));
        var week = new Retention();
        _retained.NextAt(week).ShouldBe(Some.Instant + week.Age);
        TrimAll(week, Some.Instant + week.Age - Some.Seconds(1));
        _forgotten.ShouldBeEmpty();
        TrimAll(week, Some.Instant + week.Age);
        _forgotten.ShouldBe(["c"]);
        _retained.NextAt(week).ShouldBe(Some.Instant + week.Age + Some.Seconds(1));
    }

    [Fact]
    public void Chosen_names_go_by_age_alone()
    {
        for (int i = 0; i < 300; i++) _retained.CallEnded($"c{i}", true, Outcome.Completed, Some.Instant);
        TrimAll(new Retention { Completed = 0, Failed = 0 }, Some.Instant + TimeSpan.FromDays(6));
        _forgotten.ShouldBeEmpty();
    }

    [Fact]
    public void Zero_keeps_nothing()
    {
        _retained.CallEnded("c", false, Outcome.Completed, Some.Instant);
        TrimAll(new Retention { Completed = 0 }, Some.Instant);
        _forgotten.ShouldBe(["c"]);
    }

    [Fact]
    public void The_list_of_what_is_to_be_forgotten_is_bounded_and_no_wake_up_is_asked_for_while_it_is_full()
    {
        for (int i = 0; i < 200; i++) _retained.CallEnded($"c{i}", false, Outcome.Completed, Some.Instant);
        for (int page = 0; page < 4; page++)
        {
            foreach (PagedList<EndedThing> list in _retained.Lists) _pages.Load(list);
            _retained.Trim(new Retention { Age = TimeSpan.Zero }, Some.Instant);
        }

        _retained.Forgetting.Count.ShouldBe(64);
        _retained.NextAt(new Retention { Age = TimeSpan.Zero }).ShouldBeNull();
    }

    [Fact]
    public void A_call_that_was_opened_again_is_remembered_by_its_new_end_only_even_in_the_same_instant()
    {
        _retained.CallEnded("c", false, Outcome.Busy, Some.Instant);
        _retained.Reopened("c", Some.Instant);
        _retained.Count(completed: false).ShouldBe(0);
        _retained.CallEnded("c", false, Outcome.NoAnswer, Some.Instant);
        _retained.Count(completed: false).ShouldBe(1);
        TrimAll(new Retention(), Some.Instant + TimeSpan.FromDays(8));
        _forgotten.ShouldBe(["c"]);
    }

    private void TrimAll(Retention retention, DateTimeOffset now)
    {
        do
        {
            foreach (ForgetCommand order in _retained.Forgetting.ToList())
            {
                _forgotten.Add(order.Name);
                _retained.Forgotten(order);
            }

            foreach (PagedList<EndedThing> list in _retained.Lists) _pages.Load(list);
            _retained.Trim(retention, now);
        }
        while (_retained.Forgetting.Count > 0);
    }
}
