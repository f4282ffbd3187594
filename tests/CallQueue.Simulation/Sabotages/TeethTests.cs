using Shouldly;
using Xunit;

namespace CallQueue.Simulation.Sabotages;

/// <summary>The checks find what they are there to find: each planted bug breaks a promise within 1,500 seeds.</summary>
public sealed class TeethTests
{
    public static TheoryData<string> Names => [.. PlantedBugs.All.Select(bug => bug.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_bug_is_found(string name)
    {
        Sabotage bug = PlantedBugs.All.Single(b => b.Name == name);
        var seeds = new Seeds(from: 1, PlantedBugs.WithinSeeds, threads: 2) { Sabotage = bug };
        seeds.Run();
        seeds.Failures.ShouldNotBeEmpty($"'{name}' went unnoticed");
        bug.Breaks.ShouldContain(seeds.Failures[0].Promise, seeds.Failures[0].Message);
    }
}
