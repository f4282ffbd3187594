using CallQueue.Carriers;

namespace CallQueue.Calls.Attempts;

public sealed class LookupBudgetTests
{
    private readonly SetTime _time = new();
    private readonly LookupBudget _budget = new(10);

    [Fact]
    public void Turns_are_spread_evenly_and_ten_thousand_calls_wait_a_thousand_seconds()
    {
        long[] turns = [.. Enumerable.Range(0, 10_000).Select(_ => _budget.Take(_time))];
        _budget.WaitFor(turns[0], _time).ShouldBe(TimeSpan.Zero);
        _budget.WaitFor(turns[10], _time).TotalSeconds.ShouldBe(1, 0.11);
        _budget.WaitFor(turns[^1], _time).TotalSeconds.ShouldBe(1_000, 0.5);
        turns.Distinct().Count().ShouldBe(10_000);
    }

    [Fact]
    public void A_turn_that_is_returned_goes_to_the_next_who_asks_unless_it_is_over()
    {
        long[] turns = [.. Enumerable.Range(0, 50).Select(_ => _budget.Take(_time))];
        _budget.Return(turns[20]);
        _budget.Return(turns[5]);
        _budget.Take(_time).ShouldBe(turns[5]);
        _time.Pass(Some.Seconds(3));
        _budget.Take(_time).ShouldBeGreaterThan(turns[49]);
    }

    [Fact]
    public void A_clock_that_is_set_changes_nothing()
    {
        long turn = Enumerable.Range(0, 11).Select(_ => _budget.Take(_time)).ToArray()[^1];
        _time.Now = Some.Instant.AddDays(-1);
        _budget.WaitFor(turn, _time).TotalSeconds.ShouldBe(1, 0.11);
    }
}
