using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace CallQueue.Spreading;

public sealed class SpreadTableTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SiloAddress[] _silos = SomeSilos.Of(2);

    [Fact]
    public void Nothing_moves_until_the_silos_have_settled_and_then_the_load_is_halved()
    {
        var table = new SpreadTable(_time);
        table.Take(Report(0, 4)).Silos.ShouldBeNull();
        table.Take(Report(1, 0));
        _time.Advance(SpreadTable.Settling - TimeSpan.FromSeconds(1));
        SpreadAnswer early = table.Take(Report(0, 4));
        (early.Silos, early.Moved.Count).ShouldBe((null, 0));
        _time.Advance(TimeSpan.FromSeconds(1));
        SpreadAnswer answer = table.Take(Report(0, 4));
        answer.Silos.ShouldBe(_silos, ignoreOrder: true);
        answer.Moved.Values.ShouldBe([_silos[1], _silos[1]]);

        // The same reports again: what was decided shows in them only later.
        table.Take(Report(1, 0));
        _time.Advance(TimeSpan.FromSeconds(5));
        table.Take(Report(0, 4)).Moved.Count.ShouldBe(2);
    }

    [Fact]
    public void A_silent_silo_is_left_out_and_what_was_moved_to_it_goes_by_hash_again()
    {
        var table = new SpreadTable(_time);
        table.Take(Report(0, 4));
        table.Take(Report(1, 0, "moved"));
        _time.Advance(SpreadTable.Stale + TimeSpan.FromSeconds(1));
        SpreadAnswer answer = table.Take(Report(0, 4));
        (answer.Silos, answer.Moved.Count).ShouldBe((null, 0));
        _time.Advance(SpreadTable.Settling);
        table.Take(Report(0, 4)).Silos.ShouldBe([_silos[0]]);
    }

    [Fact]
    public void A_new_table_learns_from_the_silos_what_was_moved()
    {
        var table = new SpreadTable(_time);
        table.Take(Report(1, 0, "moved"));
        table.Take(Report(0, 4)).Moved["moved"].ShouldBe(_silos[1]);
    }

    private SpreadReport Report(int silo, int businesses, params string[] movedHere)
    {
        BusinessLoad[] loads = [.. Enumerable.Range(0, businesses).Select(n => new BusinessLoad($"b{n}", 50))];
        return new SpreadReport(_silos[silo], loads.Sum(each => each.Load), loads, movedHere);
    }
}
