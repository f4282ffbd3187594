using CallQueue.Businesses;
using CallQueue.Businesses.Leases;
using CallQueue.Calls;
using CallQueue.Calls.Attempts;
using CallQueue.Rates;
using CallQueue.Simulation.Running;

namespace CallQueue.Simulation.Workloads;

/// <summary>Makes one business of a scenario: its settings, runs, single calls and errands.</summary>
internal static class BusinessMaker
{
    public static BusinessPlan Make(Chance chance, int index, int of, Hours hours, bool tightTrunk)
    {
        bool collisions = chance.Of(0.25);
        bool rated = chance.Of(0.25);
        bool quiet = chance.Of(0.4);
        var settings = new BusinessSettings
        {
            Slots = chance.Between(1, 6),
            Rates = rated ? chance.Pick(RateChoices) : [],
            Rules = new CallRules { Window = chance.Of(0.3) ? hours.Window : null, TimeZone = hours.Zone },
            Retention = new Retention { Age = TimeSpan.FromDays(60), Completed = 100_000, Failed = 100_000 },
        };
        var people = new Numbers(chance, index, collisions);
        List<RunPlan> runs = [];
        int count = chance.Between(1, 4);
        for (int i = 0; i < count; i++) runs.Add(Run(chance, $"run{i}", of, hours, people, settings));
        List<SinglePlan> singles = [];
        for (int i = chance.Of(0.4) ? chance.Between(1, 8) : 0; i > 0; i--)
            singles.Add(new SinglePlan($"solo.{i}", chance.Seconds(0, 200), Call(chance, hours, people, alone: true), chance.Of(0.4) ? chance.Between(2, 3) : 1));
        return new BusinessPlan(new BusinessId($"b{index}"), settings)
        {
            Runs = runs,
            Singles = singles,
            Errands = quiet ? [] : Errands(chance, runs),
            Plain = !collisions && !rated && !tightTrunk && hours.Window is null,
        };
    }

    private static readonly IReadOnlyList<RateRule>[] RateChoices =
    [
        [new RateRule(10, TimeSpan.FromSeconds(60))],
        [new RateRule(3, TimeSpan.FromSeconds(1))],
        [new RateRule(1, TimeSpan.FromSeconds(2)), new RateRule(20, TimeSpan.FromSeconds(90))],
        [new RateRule(4, TimeSpan.FromMilliseconds(500))],
    ];

    private static RunPlan Run(Chance chance, string name, int of, Hours hours, Numbers people, BusinessSettings settings)
    {
        bool large = chance.Of(0.04) && hours.Window is null;
        int size = large ? chance.Between(130, 300) : chance.Of(0.5) ? chance.Between(1, 6) : chance.Between(3, 45 / of);
        var template = new RunTemplate
        {
            Priority = (Priority)chance.Below(4),
            Script = new CallScript { Message = "hello" },
            Rules = Rules(chance, hours, ofRun: true),
        };
        bool ownRules = chance.Of(0.3);
        NewCall[] calls = [.. Enumerable.Range(0, size).Select(_ => Call(chance, hours, people, alone: ownRules))];
        return new RunPlan(name, chance.Of(0.5) ? TimeSpan.Zero : chance.Seconds(0, 240), template, calls, chance.Of(0.6) ? size : chance.Between(1, size))
        {
            AgainAfter = chance.Of(0.2) ? chance.Seconds(0, 300) : null,
            Abandoned = chance.Of(0.1),
        };
    }

    private static CallRules Rules(Chance chance, Hours hours, bool ofRun) => new()
    {
        Retry = new RetryPolicy
        {
            MaxAttempts = chance.Between(1, 3),
            Delay = chance.Of(0.2) ? TimeSpan.Zero : chance.Seconds(1, 90),
            Factor = chance.Pick([1.0, 1.5, 2]),
        },
        Window = ofRun && chance.Of(0.5) ? hours.Window : null,
        TimeZone = ofRun || hours.OtherZones.Count == 0 ? hours.Zone : chance.Pick(hours.OtherZones),
        RingTimeout = TimeSpan.FromSeconds(chance.Between(5, 30)),
        MaxDuration = TimeSpan.FromSeconds(chance.Between(10, 60)),
    };

    private static NewCall Call(Chance chance, Hours hours, Numbers people, bool alone) => new()
    {
        To = people.Next(),
        Priority = chance.Of(0.15) ? (Priority)chance.Below(4) : null,
        Rules = alone && chance.Of(0.6) ? Rules(chance, hours, ofRun: false) : null,
        NotBefore = chance.Of(0.1) ? hours.Start + chance.Seconds(-60, 500) : null,
        Data = chance.Of(0.1) ? "{\"a\":1}" : null,
    };

    private static List<Errand> Errands(Chance chance, List<RunPlan> runs)
    {
        List<Errand> errands = [];
        foreach (RunPlan run in runs)
        {
            if (chance.Of(0.25)) errands.Add(new Errand.Stop(run.At + chance.Seconds(0, 200), run.Name, chance.Of(0.4)));
            if (chance.Of(0.2)) errands.Add(new Errand.PauseRun(run.At + chance.Seconds(0, 150), run.Name, chance.Seconds(0, 120)));
        }

        if (chance.Of(0.3)) errands.Add(new Errand.Pause(chance.Seconds(0, 200), chance.Seconds(0, 120)));
        for (int i = chance.Of(0.3) ? 2 : 0; i > 0; i--) errands.Add(new Errand.Slots(chance.Seconds(0, 300), chance.Between(1, 6)));
        for (int i = chance.Of(0.3) ? 5 : 0; i > 0; i--) errands.Add(new Errand.Forge(chance.Seconds(1, 300)));
        for (int i = chance.Of(0.4) ? chance.Between(1, 6) : 0; i > 0; i--) errands.Add(new Errand.Cancel(chance.Seconds(0, 250), chance.Of(0.5)));
        for (int i = chance.Of(0.4) ? chance.Between(1, 6) : 0; i > 0; i--) errands.Add(new Errand.Retry(chance.Seconds(20, 400)));
        for (int i = chance.Of(0.4) ? chance.Between(1, 6) : 0; i > 0; i--) errands.Add(new Errand.Move(chance.Seconds(0, 200), (Priority)chance.Below(4)));
        return errands;
    }
}

/// <summary>Whom a business calls: everybody once, or few people again and again.</summary>
internal sealed class Numbers(Chance chance, int business, bool collisions)
{
    private readonly int few = chance.Between(1, 8);
    private int next;

    // Of a country code that is not given out: where the person is, is what the rules say.
    public PhoneNumber Next() => PhoneNumber.Parse($"+9995{business}{(collisions && chance.Of(0.7) ? chance.Below(few) : 100_000 + next++):d6}");
}
