using Shouldly;
using Xunit;

namespace CallQueue.Simulation;

/// <summary>The seeds that every build runs. More of them: see <see cref="Program"/>.</summary>
public sealed class SeedTests
{
    private const ulong Seeds = 400;

    [Fact]
    public void Every_promise_holds_under_crashes_storms_and_lost_answers()
    {
        var seeds = new Seeds(from: 1, count: Seeds, threads: 2);
        seeds.Run();
        seeds.Failures.ShouldBeEmpty(string.Join("\n\n", seeds.Failures.Select(f => f.Message)));
        seeds.Done.ShouldBe((long)Seeds);
    }

    /// <summary>
    /// In 990 a lookup took a call that another call of the business had made three seconds before, to the same number. In 1527 a repeated cancel was never
    /// answered. In 1603 an erased number stayed among the delayed calls of a run that had been stopped. In 1981 a business with more live calls than its share of the trunk asked for minus one permit, and got no answer any more.
    /// </summary>
    [Theory]
    [InlineData(990)]
    [InlineData(1527)]
    [InlineData(1603)]
    [InlineData(1981)]
    public void A_seed_that_once_found_a_fault_holds(int seed) => Rehearsal.Run((ulong)seed).Calls.ShouldBeGreaterThan(0);

    [Theory]
    [InlineData(7)]
    [InlineData(46)]
    [InlineData(101)]
    public void One_seed_is_one_sequence_of_events(int seed)
    {
        RehearsalReport first = Rehearsal.Run((ulong)seed);
        RehearsalReport again = Rehearsal.Run((ulong)seed);
        again.ShouldBe(first);
    }
}
