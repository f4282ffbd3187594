using CallQueue.Businesses;
using CallQueue.Businesses.Turns;
using CallQueue.Carriers;
using CallQueue.Hosting;
using CallQueue.Runs;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Promises;
using CallQueue.Simulation.Running;
using CallQueue.Simulation.Sabotages;
using CallQueue.Simulation.Telephony;
using CallQueue.Simulation.Workloads;

namespace CallQueue.Simulation;

/// <summary>What one seed showed.</summary>
internal sealed record RehearsalReport(ulong Seed, ulong Hash, long Steps, int Creates, int Calls, TimeSpan Lasted)
{
    /// <summary>Calls with a window.</summary>
    public int Windowed { get; init; }
}

/// <summary>One seed from beginning to end: workload, weather, and every promise checked from outside.</summary>
internal sealed class Rehearsal
{
    private readonly World world;
    private readonly Scenario scenario;
    private readonly Cluster cluster;
    private readonly PhoneNetwork network;
    private readonly Webhooks webhooks;
    private readonly Book book = new();
    private readonly AskedApp app;
    private readonly Weather weather;
    private readonly List<Client> clients = [];
    private readonly List<SnapshotChecks> looks = [];
    private readonly RecurringClient? recurring;
    private readonly RosterKeeper? keeper;
    private bool finished;

    private Rehearsal(ulong seed, Sabotage sabotage, Action<string>? trace, CancellationToken cancellation)
    {
        scenario = ScenarioMaker.Make(seed);
        RosterPlan? roster = RosterPlan.Make(seed, scenario);
        if (roster is not null && scenario.Patience < RosterPlan.Patience) scenario = scenario with { Patience = RosterPlan.Patience };
        world = new World(seed, scenario.Start, trace) { Cancellation = cancellation };
        var faults = new Faults(world.Chance.Fork()) { StoreMayAnswerAtOnce = scenario.StoreMayAnswerAtOnce };
        network = new PhoneNetwork(world, scenario.People, (call, report) => webhooks!.Tell(call, report)) { OnStopped = MendLater, Clocks = new Clocks(world, scenario) };
        app = new AskedApp(world);
        cluster = new Cluster(world, faults, KindsOn, sabotage, scenario.AlarmLateness) { OrdersCommits = scenario.OrdersCommits };
        webhooks = new Webhooks(world, () => cluster.Outside, () => network.Habits) { AllDropped = scenario.AllWebhooksDropped, EndsDropped = scenario.EndsUntold };
        if (scenario.Agents is { } sessions) network.Agents = new AgentServer(world, scenario, sessions, network.Ledger);
        weather = new Weather(world, scenario, cluster, network);
        foreach (Outage outage in scenario.Outages)
        {
            world.After(outage.Begins, () => network.IsFirstDown = true);
            world.After(outage.Begins + outage.Lasts, () => network.IsFirstDown = false);
        }

        _ = new LedgerChecks(world, scenario, network.Ledger, book);
        _ = new GuardChecks(world, network.Ledger, book, app);
        var recurs = RecurringPlan.Make(seed, scenario);
        foreach (BusinessPlan plan in recurs is null ? scenario.Businesses : [.. scenario.Businesses, recurs.Business])
        {
            var told = new BusinessBook(plan);
            book.Businesses.Add(plan.Id, told);
            clients.Add(new Client(world, cluster.Outside, told, book));
            looks.Add(new SnapshotChecks(world, scenario, cluster, network.Ledger, told));
            foreach (Errand.Forge forge in plan.Errands.OfType<Errand.Forge>()) world.After(forge.At, () => world.Outside.Run(ForgeAsync));
        }

        if (recurs is not null) recurring = new RecurringClient(world, scenario, cluster.Outside, network.Ledger, recurs, book.Of(recurs.Business.Id), book);
        if (roster is not null) keeper = new RosterKeeper(world, cluster.Outside, scenario, roster, book.Of(scenario.Businesses[0].Id), book);

        IReadOnlyList<Hosting.Local.ActorKind> KindsOn(Node node)
        {
            TrunkId[] accounts = scenario.HasTwoCarriers ? [ScriptedCarrier.Account, ScriptedCarrier.SecondAccount] : [ScriptedCarrier.Account];
            var carriers = new Accounts([.. accounts.Select(account => sabotage.Carrier(new ScriptedCarrier(world, node, network, scenario.Options.DialTimeout, account), world, node))]);
            var services = new CallQueueServices(sabotage.Carriers(carriers), sabotage.Options(scenario.Options)) { Veto = sabotage.Veto(app) };
            return CallQueueActors.Kinds(world.Tracing ? services with { Logging = new TraceLogging(world, node) } : services);
        }
    }

    /// <exception cref="PromiseBrokenException">A promise did not hold.</exception>
    public static RehearsalReport Run(ulong seed, Sabotage? sabotage = null, Action<string>? trace = null, CancellationToken cancellation = default) =>
        new Rehearsal(seed, sabotage ?? Sabotage.None, trace, cancellation).Run();

    private RehearsalReport Run()
    {
        weather.Begin();
        foreach (Client client in clients) client.Begin();
        recurring?.Begin();
        foreach (SnapshotChecks look in looks) look.Begin();
        keeper?.Begin();
        if (network.Agents is { } agents) world.Outside.Run(() => AskAsync(agents));
        world.Outside.Run(RefereeAsync);
        if (!world.RunUntil(() => finished, scenario.Start + scenario.Patience)) throw Stuck();
        return new RehearsalReport(
            world.Seed, world.Hash, world.Steps, network.Ledger.Creates.Count, book.Calls.Count, world.Now - scenario.Start)
        {
            Windowed = book.Calls.Values.Count(call => call.Rules.Window is not null),
        };
    }

    /// <summary>Waits until all is over, then checks what is left, and once more after a while: nothing may change any more.</summary>
    private async Task RefereeAsync()
    {
        await world.Delay(scenario.LastStormEnds);
        while (!clients.TrueForAll(c => c.Done) || recurring is { Done: false } || keeper is { Done: false }) await world.Delay(TimeSpan.FromSeconds(5));
        foreach (SnapshotChecks look in looks)
        {
            while (await look.LookAsync() is not { } now || now.Counts.Ended != now.Counts.Total || now.Counts.Total < Promised(look.Business))
                await world.Delay(look.Pause);
        }

        if (!scenario.IsCalm(world.Now, Scenario.Aftermath)) await world.Delay(Scenario.Aftermath);
        List<CallCounts> counts = await CheckAllAsync();
        int creates = network.Ledger.Creates.Count;
        await world.Delay(TimeSpan.FromMinutes(10));
        List<CallCounts> later = await CheckAllAsync();
        if (!counts.SequenceEqual(later)) throw world.Break("P9", $"counts moved after the end: {Dump.Of(counts[0])} then {Dump.Of(later[0])}");
        if (network.Ledger.Creates.Count != creates) throw world.Break("P4", $"dialed after the end: {network.Ledger.Creates[^1]}");
        if (network.Ledger.Live.Count > 0) throw world.Break("P10", $"a call rings on that nobody holds: {network.Ledger.Live[0].Create}");
        foreach (SnapshotChecks look in looks) await new ErasureChecks(world, cluster, book).CheckAsync(look.Business);
        finished = true;
    }

    private long Promised(BusinessId business) =>
        book.Of(business).Runs.Where(r => r.TakenAt is not null && r.Stop is null).Sum(r => r.Plan.Calls.Count)
        + book.Of(business).Singles.Count(s => s.TakenAt is not null);

    private async Task<List<CallCounts>> CheckAllAsync()
    {
        new MachineChecks(world, scenario, network.Ledger).Check();
        var checks = new FinalChecks(world, cluster, network.Ledger, book, app);
        List<CallCounts> counts = [];
        IReadOnlyList<CallId> daily = keeper is null ? [] : await new RosterChecks(world, scenario, cluster.Outside, network.Ledger, keeper.Book).CheckAsync();
        foreach (SnapshotChecks look in looks)
        {
            BusinessSnapshot snapshot = await look.LookAsync() ?? throw world.Break("host", "no answer in good weather");
            await new EvidenceChecks(world, cluster, network.Ledger, book).CheckAsync(look.Business);
            await checks.CheckAsync(book.Of(look.Business), snapshot, [.. daily.Where(call => call.Business == look.Business)]);
            counts.Add(snapshot.Counts);
        }

        return counts;
    }

    private PromiseBrokenException Stuck()
    {
        SnapshotChecks? stuck = looks.Find(l => l.Last is null || l.Last.Counts.Ended < l.Last.Counts.Total) ?? looks[0];
        string alarm = $"alarm {cluster.Alarms.DueAt(new(Hosting.Local.LocalActors.BusinessKind, stuck.Business.Value)):dd HH:mm:ss}";
        byte[] trunk = cluster.Store.Read(new(Hosting.Local.LocalActors.TrunkKind, ScriptedCarrier.Account.Value), "root")?.Data.ToArray() ?? [];
        return stuck.Broken("P4", $"stuck; {alarm}, {clients.Count(c => !c.Done)} clients still at it, trunk {System.Text.Encoding.UTF8.GetString(trunk)}", stuck.Last);
    }

    /// <summary>
    /// An operator notices after a while, within the storm's aftermath, that the account rejects calls, mends it and says so; or mends it
    /// soon and says nothing, and the trunk finds out by its own probes.
    /// </summary>
    private void MendLater() => world.After(scenario.MendedInSilence ? world.Chance.Seconds(3, 30) : world.Chance.Seconds(10, 90), () => world.Outside.Run(async () =>
    {
        network.Stopped = false;
        if (scenario.MendedInSilence) return;
        while (true)
        {
            try
            {
                await cluster.Outside.Trunk(ScriptedCarrier.Account).ReopenAsync();
                return;
            }
            catch (Exception e) when (e is UnavailableException or NodeLostException)
            {
                await world.Delay(TimeSpan.FromSeconds(5));
            }
        }
    }));

    /// <summary>The process that asks the agent server.</summary>
    private async Task AskAsync(AgentServer agents)
    {
        while (!finished)
        {
            try
            {
                await cluster.Outside.Trunk(CallQueueOptions.AgentServer).ReportAsync(agents.Ask());
            }
            catch (Exception e) when (e is UnavailableException or NodeLostException)
            {
                world.Trace("a report of the agent server's sessions is lost");
            }

            // Less often while nothing is ready: a call whose fate the carrier can't tell lasts for a day.
            bool isReady = looks.Exists(look => look.Last is not { Counts.Ready: 0 });
            await world.Delay(TimeSpan.FromSeconds(isReady ? 0.5 : 10));
        }
    }

    private async Task ForgeAsync()
    {
        if (network.Ledger.Placed.Count == 0) return;
        try
        {
            PlacedCall victim = world.Chance.Pick(network.Ledger.Placed);
            if (await webhooks.ForgeAsync(victim)) throw world.Break("P9", $"a forged webhook changed something: {victim.Create}");
        }
        catch (Exception e) when (e is UnavailableException or NodeLostException)
        {
            world.Trace("forged webhook unanswered");
        }
    }
}
