using CallQueue.Hosting.Local;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace CallQueue.Simulation.Sabotages;

/// <summary>The checks have teeth: each bug planted between Core and its host is caught within 500 seeds.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const ulong MostSeeds = 500;

    private static readonly Dictionary<string, Func<Sabotage>> Bugs = new Func<Sabotage>[]
    {
        () => new RepliesBeforeCommit("replies before the commit"),
        () => new RepliesBeforeCommit("dials before the intent is stored", LocalActors.CallKind),
        () => new ForgetsAtRestart("forgets leases at restart", "leases"),
        () => new ForgetsAtRestart("forgets delayed calls at restart", "delayed", "soon"),
        () => new ForgetsAtRestart("forgets waiting calls at restart", "lanes"),
        () => new DropsPages(),
        () => new OverwritesAnything(),
        () => new KeepsNoAlarms(),
        () => new CarrierBug("posts a create again when its answer was lost", dial: CarrierBug.PostAgain),
        () => new CarrierBug("dials an unknown dial again blindly", lookUp: CarrierBug.TakeUnknownForAbsent),
        () => new CarrierBug("takes a lost answer for a refusal", dial: CarrierBug.TakeLostForRefused),
        () => new RuleBug("acknowledges a stop before calls are withdrawn", LocalActors.CallKind, RuleBug.SkipWithdrawals),
        () => new RuleBug("believes that a silent lease is live", LocalActors.CallKind, RuleBug.BelieveSilence),
        () => new RuleBug("forgets calling windows", LocalActors.BusinessKind, RuleBug.DropWindows),
        () => new RuleBug("forgets rate limits", LocalActors.BusinessKind, RuleBug.DropRates),
        () => new RuleBug("lends one slot too many", LocalActors.BusinessKind, RuleBug.LendOneMore),
        () => new RuleBug("counts news of a run each time it comes", LocalActors.RunKind, RuleBug.CountNewsAgain),
        () => new RuleBug("takes a late webhook for the attempt under way", LocalActors.CallKind, RuleBug.TakeAnyWebhook()),
    }.ToDictionary(make => make().Name);

    public static TheoryData<string> Names => [.. Bugs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_bug_is_caught(string bug)
    {
        var seeds = new Seeds(from: 1, count: MostSeeds, threads: 2) { Sabotage = Bugs[bug] };
        seeds.Run();
        seeds.Failures.ShouldNotBeEmpty($"'{bug}' was not caught by {MostSeeds} seeds");
        output.WriteLine($"{bug}: caught by seed {seeds.Failures[0].Seed}, promise {seeds.Failures[0].Promise}");
    }
}
