using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;
using CallQueue.Trunks;

namespace CallQueue.Simulation.Workloads;

/// <summary>Makes a scenario out of chance: sizes, limits and weather of all kinds, most of them small.</summary>
internal static class ScenarioMaker
{
    public static Scenario Make(ulong seed)
    {
        Chance chance = new Chance(seed ^ 0x5EED).Fork();
        var hours = Hours.Make(chance);
        bool tightTrunk = chance.Of(0.25);
        IReadOnlyList<Storm> storms = Storms(chance);
        var businesses = new List<BusinessPlan>();
        int count = chance.Of(0.55) ? 1 : chance.Between(2, 3);
        for (int i = 0; i < count; i++) businesses.Add(BusinessMaker.Make(chance, i, count, hours, tightTrunk));
        return AgentMaker.Join(seed, TwoCarriers.Join(seed, MachineMaker.Listen(seed, OneMachine.Order(seed, QuotaMaker.Limit(seed, WrongClocks.Join(seed, Permissions.Join(seed, Abroad.Join(seed, new Scenario
        {
            Start = hours.Start,
            Nodes = chance.Between(1, 3),
            Options = Options(chance, tightTrunk),
            People = new People { Talk = chance.Pick([5.0, 20, 60]), Refused = chance.Of(0.3) ? 0.1 : 0.01 },
            Businesses = GuardMaker.Guard(seed, businesses),
            Storms = storms,
            AllWebhooksDropped = chance.Of(0.05),
            StoreMayAnswerAtOnce = chance.Of(0.2),
            IdleAfter = chance.Seconds(20, 600),
            Patience = hours.Window is null ? TimeSpan.FromHours(52) : TimeSpan.FromDays(7),
            AlarmLateness = chance.Of(0.5) ? TimeSpan.Zero : chance.Seconds(0, 20),
        }))))))));
    }

    private static CallQueueOptions Options(Chance chance, bool tightTrunk) => new()
    {
        TrunkLimits = tightTrunk
            ? new TrunkLimits(chance.Between(1, 6), chance.Of(0.6) ? chance.Pick([0.5, 1, 2, 5]) : null)
            : new TrunkLimits(),
    };

    private static List<Storm> Storms(Chance chance)
    {
        List<Storm> storms = [];
        if (chance.Of(0.15)) return storms;
        TimeSpan begins = chance.Of(0.6) ? TimeSpan.Zero : chance.Seconds(0, 120);
        TimeSpan ends = begins + chance.Seconds(20, 240);
        storms.Add(Weather(chance, begins, ends));
        if (!chance.Of(0.2)) return storms;
        begins = ends + Scenario.Aftermath + chance.Seconds(0, 200);
        storms.Add(Weather(chance, begins, begins + chance.Seconds(20, 120)));
        return storms;
    }

    /// <summary>Each kind of fault is there or not, so that some seeds show one kind alone.</summary>
    private static Storm Weather(Chance chance, TimeSpan begins, TimeSpan ends) => new(begins, ends)
    {
        Faults = new FaultRates
        {
            RequestLost = Some(chance, 0.4, 0.05),
            ReplyLost = Some(chance, 0.4, 0.05),
            SaveFails = Some(chance, 0.4, 0.04),
            SaveFailsAfterWriting = Some(chance, 0.3, 0.04),
            LoadFails = Some(chance, 0.3, 0.04),
            SlowStore = Some(chance, 0.4, 0.2),
            SlowWire = Some(chance, 0.3, 0.2),
        },
        Habits = Habits(chance),
        Crashes = chance.Of(0.5) ? chance.Seconds(8, 60) : null,
        WholeCluster = chance.Of(0.5) ? chance.Fraction() : 0,
        Freezes = chance.Of(0.25) ? chance.Seconds(20, 100) : null,
        Twins = chance.Of(0.3) ? chance.Seconds(5, 40) : null,
        Outages = chance.Of(0.25) ? chance.Seconds(20, 90) : null,
    };

    private static CarrierHabits Habits(Chance chance) => new()
    {
        AnswerLost = Some(chance, 0.4, 0.25),
        RequestLost = Some(chance, 0.3, 0.2),
        Throttled = Some(chance, 0.3, 0.2),
        NotConnected = Some(chance, 0.3, 0.2),
        ServerError = Some(chance, 0.3, 0.2),
        Stopped = Some(chance, 0.1, 0.02),
        Slow = Some(chance, 0.4, 0.4),
        WebhookDropped = Some(chance, 0.4, 0.5),
        WebhookTwice = Some(chance, 0.5, 0.5),
        WebhookLate = Some(chance, 0.4, 0.3),
        LookupUnknown = Some(chance, 0.4, 0.5),
        LookupBehind = Some(chance, 0.4, 0.5),
        HangUpUnknown = Some(chance, 0.4, 0.5),
    };

    private static double Some(Chance chance, double often, double most) => chance.Of(often) ? most * chance.Fraction() : 0;
}
