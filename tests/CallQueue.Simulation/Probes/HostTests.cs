using CallQueue.Hosting;
using CallQueue.Simulation.Nodes;
using CallQueue.Simulation.Running;
using Shouldly;
using Xunit;

namespace CallQueue.Simulation.Probes;

/// <summary>The simulation's own host keeps the host contract, and breaks what it says it breaks.</summary>
public sealed class HostTests
{
    [Fact]
    public void Turns_begin_in_order_and_interleave_at_awaits()
    {
        var host = new ProbeHost();
        Task<bool> first = host.Tell("a", p => p.WaitAsync("first", TimeSpan.FromSeconds(2)));
        host.Run(TimeSpan.FromSeconds(1));
        Task<bool> second = host.Tell("a", p => p.WaitAsync("second", TimeSpan.FromMilliseconds(100)));
        host.Run(Task.WhenAll(first, second));
        host.Log.ShouldBe(["active 0", "first begins", "second begins", "second goes on", "second finally", "first goes on", "first finally"]);
    }

    [Fact]
    public void A_crash_takes_memory_timers_and_pending_code_and_leaves_records()
    {
        var host = new ProbeHost();
        host.Ask("a", p => p.AddAsync()).ShouldBe(1);
        Task<bool> waiting = host.Tell("a", p => p.WaitAsync("waiting", TimeSpan.FromSeconds(5)));
        host.Ask("a", p => p.SetTimerAsync(TimeSpan.FromSeconds(5)));
        host.Cluster.Crash(host.Cluster.Nodes[0]);
        host.Cluster.StartNode();
        host.Run(TimeSpan.FromMinutes(5));
        Should.Throw<NodeLostException>(() => waiting.GetAwaiter().GetResult());
        host.Log.ShouldBe(["active 0", "waiting begins"]);
        host.Ask("a", p => p.AddAsync()).ShouldBe(2);
    }

    [Fact]
    public void A_stale_twin_is_refused_at_its_first_write_and_replaced()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var host = new ProbeHost(seed, nodes: 2);
            host.Ask("a", p => p.AddAsync());
            host.Cluster.MakeTwin(ProbeHost.Address("a"), TimeSpan.FromMinutes(10));
            int refused = 0;
            int sum = 1;
            for (int i = 0; i < 20; i++)
            {
                try
                {
                    host.Ask("a", p => p.AddAsync()).ShouldBe(sum + 1);
                    sum++;
                }
                catch (RecordConflictException)
                {
                    refused++;
                }
            }

            refused.ShouldBeGreaterThan(0, $"seed {seed}");
        }
    }

    [Fact]
    public void A_crash_during_a_save_leaves_any_prefix_of_its_batch()
    {
        var seen = new SortedSet<int>();
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var host = new ProbeHost(seed);
            host.Faults.Rates = new FaultRates { SlowStore = 1 };
            _ = host.Tell("a", p => p.WritePagesAsync(3));
            host.Run(TimeSpan.FromSeconds(2.5));
            host.Cluster.Crash(host.Cluster.Nodes[0]);
            host.Run(TimeSpan.FromMinutes(1));
            IReadOnlyList<string> names = host.Cluster.Store.Names(ProbeHost.Address("a"));
            names.ShouldBe(Enumerable.Range(0, names.Count).Select(i => $"page{i}"));
            seen.Add(names.Count);
        }

        seen.ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void A_frozen_node_loses_its_actors_and_goes_on_with_old_memory_after_the_thaw()
    {
        var host = new ProbeHost(nodes: 2);
        host.Ask("a", p => p.AddAsync());
        Activation old = host.Instance("a");
        Task<bool> waiting = host.Tell("a", p => p.WaitAsync("waiting", TimeSpan.FromSeconds(1)));
        host.Run(TimeSpan.FromMilliseconds(100));
        old.Node.Freeze();
        host.Run(TimeSpan.FromSeconds(10));
        host.Log.ShouldNotContain("waiting goes on");
        host.Cluster.Expel(old.Node, TimeSpan.FromSeconds(1));
        host.Ask("a", p => p.AddAsync()).ShouldBe(2);
        host.Instance("a").ShouldNotBe(old);
        host.Run(TimeSpan.FromMinutes(1));
        waiting.IsFaulted.ShouldBeTrue();
        old.Node.Thaw();
        host.Run(TimeSpan.FromSeconds(1));
        host.Log.ShouldContain("waiting goes on");
        host.Ask("a", p => p.AddAsync()).ShouldBe(3);
    }

    [Fact]
    public void A_failed_save_ends_the_instance_and_its_record_may_be_written_or_not()
    {
        var host = new ProbeHost();
        host.Ask("a", p => p.AddAsync());
        host.Faults.Rates = new FaultRates { SaveFailsAfterWriting = 1 };
        Should.Throw<StorageException>(() => host.Ask("a", p => p.AddAsync()));
        host.Faults.Rates = new FaultRates { SaveFails = 1 };
        Should.Throw<StorageException>(() => host.Ask("a", p => p.AddAsync()));
        host.Faults.Rates = FaultRates.None;
        host.Ask("a", p => p.AddAsync()).ShouldBe(3);
        host.Run(TimeSpan.FromMinutes(1));
        host.Log.Count(line => line == "disposed").ShouldBe(2);
    }

    [Fact]
    public void Alarms_ring_when_due_and_at_the_start_of_a_host_and_again_when_nobody_resets_them()
    {
        var host = new ProbeHost();
        host.Ask("a", p => p.AlarmAsync(host.World.Now + TimeSpan.FromHours(5)));
        host.Cluster.Crash(host.Cluster.Nodes[0]);
        host.Run(TimeSpan.FromMinutes(1));
        host.Cluster.StartNode();
        host.Run(TimeSpan.FromSeconds(10));
        int rung = host.Log.Count(line => line == "alarm");
        rung.ShouldBeGreaterThan(0);
        host.Ask("a", p => p.AlarmAsync(null));
        host.Run(TimeSpan.FromHours(6));
        host.Log.Count(line => line == "alarm").ShouldBe(rung);
        host.Ask("a", p => p.AlarmAsync(host.World.Now));
        host.Run(TimeSpan.FromMinutes(2));
        host.Log.Count(line => line == "alarm").ShouldBeGreaterThan(rung + 1);
    }

    [Fact]
    public void Idle_instances_are_let_go_and_come_back_from_their_records()
    {
        var host = new ProbeHost();
        host.Ask("a", p => p.AddAsync());
        host.Run(TimeSpan.FromMinutes(10));
        host.Cluster.LetIdleGo(TimeSpan.FromMinutes(5));
        host.Run(TimeSpan.FromSeconds(1));
        host.Ask("a", p => p.AddAsync()).ShouldBe(2);
        host.Log.ShouldBe(["active 0", "disposed", "active 1"]);
    }

    [Fact]
    public void Versions_are_never_used_twice()
    {
        var store = new RecordStore();
        RecordVersion first = store.Write(ProbeHost.Address("a"), RecordWrite.Put("r", new byte[1], RecordVersion.None));
        store.Write(ProbeHost.Address("a"), RecordWrite.Delete("r"));
        store.Write(ProbeHost.Address("a"), RecordWrite.Put("r", new byte[1], RecordVersion.None)).ShouldNotBe(first);
        Should.Throw<RecordConflictException>(() => store.Write(ProbeHost.Address("a"), RecordWrite.Put("r", new byte[1], first)));
    }

    [Fact]
    public void Asynchronous_continuations_come_back_to_the_actors_turns() => new ProbeHost().Ask("a", p => p.HopAsync()).ShouldBeTrue();

    [Fact]
    public void Work_that_escapes_to_the_thread_pool_is_found()
    {
        var host = new ProbeHost();
        using var until = new ManualResetEventSlim();
        Task<bool> escaping = host.Tell("a", p => p.EscapeAsync(until));
        host.Run(TimeSpan.FromSeconds(1)); // Its turn waits by now.
        until.Set();
        SpinWait.SpinUntil(() =>
        {
            try
            {
                host.World.RunUntil(() => escaping.IsCompleted, host.World.Now + TimeSpan.FromSeconds(1));
                return false;
            }
            catch (PromiseBrokenException)
            {
                return true;
            }
        }, TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    [Fact]
    public void Faults_of_the_wire_reach_the_caller_as_exceptions()
    {
        var host = new ProbeHost();
        host.Ask("a", p => p.AddAsync());
        host.Faults.Rates = new FaultRates { ReplyLost = 1 };
        Should.Throw<NodeLostException>(() => host.Ask("a", p => p.AddAsync()));
        host.Faults.Rates = new FaultRates { RequestLost = 1 };
        Should.Throw<NodeLostException>(() => host.Ask("a", p => p.AddAsync()));
        host.Faults.Rates = FaultRates.None;
        host.Ask("a", p => p.AddAsync()).ShouldBe(3);
    }
}
