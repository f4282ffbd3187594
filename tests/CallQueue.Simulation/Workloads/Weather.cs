using CallQueue.Hosting.Local;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Telephony;

namespace CallQueue.Simulation.Workloads;

/// <summary>Brings the storms of a scenario over cluster and carrier, and mends everything at the end of each.</summary>
internal sealed class Weather(World world, Scenario scenario, Cluster cluster, PhoneNetwork network)
{
    private readonly Chance chance = world.Chance.Fork();

    public void Begin()
    {
        for (int i = 0; i < scenario.Nodes; i++) cluster.StartNode();
        foreach (Storm storm in scenario.Storms)
        {
            world.After(storm.Begins, () => Rise(storm));
            world.After(storm.Ends, Settle);
        }

        if (scenario.Rejection is { } rejection)
        {
            world.After(rejection.Begins, () => network.Rejected = rejection.Business);
            world.After(rejection.Ends, () => network.Rejected = null);
        }

        LetIdleGo();
    }

    private void Rise(Storm storm)
    {
        world.Trace("--- storm");
        cluster.Faults.Rates = storm.Faults;
        network.Habits = storm.Habits;
        DateTimeOffset end = scenario.Start + storm.Ends;
        Repeat(storm.Crashes, end, () => CrashSome(storm));
        Repeat(storm.Freezes, end, () => FreezeOne(end));
        Repeat(storm.Twins, end, MakeTwin);
        Repeat(storm.Outages, end, () => CutOff(end));
    }

    private void Settle()
    {
        world.Trace("--- calm");
        cluster.Faults.Rates = FaultRates.None;
        network.Habits = CarrierHabits.Good;
        network.Out = false;
        foreach (Node node in cluster.Nodes.Where(n => n.Frozen || n.Expelled).ToArray()) cluster.Crash(node);
        while (cluster.Nodes.Count < scenario.Nodes) cluster.StartNode();
    }

    private void Repeat(TimeSpan? mean, DateTimeOffset end, Action happening)
    {
        if (mean is not { } time) return;
        TimeSpan wait = time * (0.2 + chance.Fraction() * 1.6);
        if (world.Now + wait >= end) return;
        world.After(wait, () =>
        {
            happening();
            Repeat(mean, end, happening);
        });
    }

    private void CrashSome(Storm storm)
    {
        if (cluster.Nodes.Count == 0) return;
        Node[] victims = chance.Of(storm.WholeCluster) ? [.. cluster.Nodes] : [chance.Pick(cluster.Nodes)];
        foreach (Node node in victims)
        {
            cluster.Crash(node);
            world.After(chance.Of(0.5) ? chance.Seconds(0, 2) : chance.Seconds(0, 30), StartOne);
        }
    }

    private void StartOne()
    {
        if (cluster.Nodes.Count < scenario.Nodes) cluster.StartNode();
    }

    private void FreezeOne(DateTimeOffset end)
    {
        Node[] serving = [.. cluster.Nodes.Where(n => n.Serves)];
        if (serving.Length == 0) return;
        Node node = chance.Pick(serving);
        TimeSpan lasts = chance.Seconds(5, 60);
        if (world.Now + lasts + TimeSpan.FromSeconds(5) > end) return;
        world.Trace($"{node} freezes for {lasts}");
        node.Freeze();
        TimeSpan noticed = chance.Seconds(1, 20);
        if (noticed < lasts)
        {
            cluster.NoteStale(lasts + TimeSpan.FromSeconds(5));
            world.After(noticed, () => cluster.Expel(node, TimeSpan.FromSeconds(15)));
        }

        world.After(lasts, () => Thaw(node));
    }

    private void Thaw(Node node)
    {
        if (node.Dead) return;
        world.Trace($"{node} thaws");
        node.Thaw();
        if (!node.Expelled) return;
        world.After(chance.Seconds(0, 4), () =>
        {
            cluster.Crash(node);
            StartOne();
        });
    }

    private void MakeTwin()
    {
        ActorAddress[] active = [.. cluster.Active];
        if (active.Length == 0) return;
        ActorAddress[] preferred = [.. active.Where(a => a.Kind is LocalActors.BusinessKind or LocalActors.TrunkKind)];
        ActorAddress victim = preferred.Length > 0 && chance.Of(0.5) ? chance.Pick(preferred) : chance.Pick(active);
        cluster.MakeTwin(victim, chance.Seconds(1, 20));
    }

    private void CutOff(DateTimeOffset end)
    {
        network.Out = true;
        world.Trace("carrier out of reach");
        world.After(chance.Seconds(1, 60), () => network.Out = false);
    }

    private void LetIdleGo() => world.After(TimeSpan.FromSeconds(60), () =>
    {
        cluster.LetIdleGo(scenario.IdleAfter);
        LetIdleGo();
    });
}
